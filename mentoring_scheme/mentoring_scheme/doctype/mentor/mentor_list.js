// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

// Shown where the workflow does not colour the list itself.
frappe.listview_settings["Mentor"] = {
	hide_name_column: true,
	add_fields: ["stage"],
	get_indicator(doc) {
		const colours = {
			Review: "orange",
			Approved: "green",
			Active: "green",
			"On a Break": "orange",
			Suspended: "red",
			"Stood Down": "gray",
		};
		return [__(doc.stage), colours[doc.stage] || "light-blue", `stage,=,${doc.stage}`];
	},
};
