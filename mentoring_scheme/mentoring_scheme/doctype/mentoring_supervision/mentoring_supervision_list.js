// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.listview_settings["Mentoring Supervision"] = {
	add_fields: ["status"],

	get_indicator(doc) {
		const colours = { Planned: "blue", Held: "green", Cancelled: "gray" };
		return [__(doc.status), colours[doc.status], `status,=,${doc.status}`];
	},
};
