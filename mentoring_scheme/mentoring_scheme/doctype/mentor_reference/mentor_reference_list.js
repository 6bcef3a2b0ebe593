// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.listview_settings["Mentor Reference"] = {
	hide_name_column: true,
	add_fields: ["answer", "received_on"],

	get_indicator(doc) {
		if (!doc.answer) return [__("Awaited"), "orange", "answer,is,not set"];
		const colours = { "For the mentor": "green", "With reservations": "orange", "Against the mentor": "red" };
		return [__(doc.answer), colours[doc.answer], `answer,=,${doc.answer}`];
	},
};
