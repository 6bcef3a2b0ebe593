// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.listview_settings["Mentoring Consultation"] = {
	add_fields: ["answer"],

	get_indicator(doc) {
		if (!doc.answer) return [__("Awaiting an answer"), "orange", "answer,is,not set"];
		const colours = { Agrees: "green", "Has concerns": "yellow", "Does not agree": "red" };
		return [__(doc.answer), colours[doc.answer], `answer,=,${doc.answer}`];
	},
};
