// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.listview_settings["Mentoring Import"] = {
	hide_name_column: true,
	add_fields: ["status"],
	get_indicator(doc) {
		const colours = {
			"Not checked": "gray",
			"Being checked": "blue",
			"Cannot be read": "red",
			Checked: "blue",
			"Being brought in": "blue",
			"Brought in": "green",
			"Partly brought in": "orange",
			Stopped: "red",
		};
		return [__(doc.status), colours[doc.status], `status,=,${doc.status}`];
	},
};
