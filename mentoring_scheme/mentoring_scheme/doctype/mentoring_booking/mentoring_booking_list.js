// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.listview_settings["Mentoring Booking"] = {
	hide_name_column: true,
	add_fields: ["status"],

	get_indicator(doc) {
		const colours = {
			Booked: "blue",
			"Waiting list": "orange",
			Attended: "green",
			"Did not attend": "red",
		};
		return [__(doc.status), colours[doc.status] || "gray", `status,=,${doc.status}`];
	},
};
