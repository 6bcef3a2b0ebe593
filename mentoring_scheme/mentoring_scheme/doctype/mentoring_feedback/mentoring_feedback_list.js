// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.listview_settings["Mentoring Feedback"] = {
	add_fields: ["given_on"],

	get_indicator(doc) {
		return doc.given_on
			? [__("Given"), "green", "given_on,is,set"]
			: [__("Asked"), "orange", "given_on,is,not set"];
	},
};
