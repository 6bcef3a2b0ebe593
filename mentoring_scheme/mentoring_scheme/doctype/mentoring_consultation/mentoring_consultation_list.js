// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.listview_settings["Mentoring Consultation"] = {
	add_fields: ["answer", "answer_by", "lapsed"],

	get_indicator(doc) {
		if (doc.answer) {
			const colours = { Agrees: "green", "Has concerns": "yellow", "Does not agree": "red" };
			return [__(doc.answer), colours[doc.answer], `answer,=,${doc.answer}`];
		}
		if (doc.lapsed) return [__("No longer needed"), "gray", "lapsed,=,1"];
		const today = frappe.datetime.get_today();
		if (doc.answer_by && doc.answer_by < today) {
			return [__("Overdue"), "red", `answer,is,not set|lapsed,=,0|answer_by,<,${today}`];
		}
		return [__("Awaiting an answer"), "orange", "answer,is,not set|lapsed,=,0"];
	},
};
