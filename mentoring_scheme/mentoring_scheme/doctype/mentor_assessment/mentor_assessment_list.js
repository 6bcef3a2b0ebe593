// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.listview_settings["Mentor Assessment"] = {
	hide_name_column: true,
	add_fields: ["kind", "found_suitable"],

	get_indicator(doc) {
		if (doc.found_suitable === "Yes") return [__("Found suitable"), "green", "found_suitable,=,Yes"];
		if (doc.found_suitable === "No") return [__("Not found suitable"), "red", "found_suitable,=,No"];
		return [__("No conclusion"), "gray", "found_suitable,is,not set"];
	},
};
