// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.listview_settings["Mentoring Request"] = {
	hide_name_column: true,
	add_fields: ["status"],

	get_indicator(doc) {
		const colours = { Open: "orange", Done: "green", Declined: "gray" };
		return [__(doc.status), colours[doc.status], `status,=,${doc.status}`];
	},
};
