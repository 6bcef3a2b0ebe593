// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

// Shown where the workflow does not colour the list itself.
frappe.listview_settings["Mentoring Payment"] = {
	hide_name_column: true,
	add_fields: ["status", "amount", "currency"],
	onload(listview) {
		// up to 1,366 pixels Frappe shows one column besides the name and the state, and two are needed here
		listview.list_view_settings.total_fields ||= 6;
		listview.setup_columns();
		listview.render_header(true);
	},
	has_indicator_for_draft: true,
	has_indicator_for_cancelled: true,
	get_indicator(doc) {
		const colours = { Due: "orange", Held: "red", Approved: "blue", Sent: "blue", Paid: "green" };
		return [__(doc.status), colours[doc.status] || "gray", `status,=,${doc.status}`];
	},
	formatters: {
		/** A telephone shows the name and the state only, so the sum goes with the name. */
		mentor_name(value, df, doc) {
			if (!frappe.is_mobile()) return value;
			return `${value}, ${format_currency(doc.amount, doc.currency)}`;
		},
	},
};
