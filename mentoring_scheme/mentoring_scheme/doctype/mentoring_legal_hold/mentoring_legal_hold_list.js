// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.listview_settings["Mentoring Legal Hold"] = {
	hide_name_column: true,
	add_fields: ["status"],
	get_indicator(doc) {
		const colour = doc.status === "In force" ? "orange" : "gray";
		return [__(doc.status), colour, `status,=,${doc.status}`];
	},
};
