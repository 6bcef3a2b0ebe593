// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.listview_settings["Mentoring Matching Round"] = {
	hide_name_column: true,
	add_fields: ["status"],
	get_indicator(doc) {
		const colours = {
			"Not worked out": "gray",
			"Worked out": "blue",
			"Out of date": "orange",
			Proposed: "green",
		};
		return [__(doc.status), colours[doc.status], `status,=,${doc.status}`];
	},
};
