// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.listview_settings["Mentoring Payment Batch"] = {
	hide_name_column: true,
	add_fields: ["status"],
	onload(listview) {
		// up to 1,366 pixels Frappe shows one column besides the name and the state, and two are needed here
		listview.list_view_settings.total_fields ||= 6;
		listview.setup_columns();
		listview.render_header(true);
	},
	get_indicator(doc) {
		const colours = { Draft: "orange", Sent: "blue", Paid: "green" };
		return [__(doc.status), colours[doc.status] || "gray", `status,=,${doc.status}`];
	},
};
