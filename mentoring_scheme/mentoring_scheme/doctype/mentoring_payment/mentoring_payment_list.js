// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

// Shown where the workflow does not colour the list itself.
frappe.listview_settings["Mentoring Payment"] = {
	hide_name_column: true,
	add_fields: ["status"],
	has_indicator_for_draft: true,
	has_indicator_for_cancelled: true,
	get_indicator(doc) {
		const colours = { Due: "orange", Held: "red", Approved: "blue", Sent: "blue", Paid: "green" };
		return [__(doc.status), colours[doc.status] || "gray", `status,=,${doc.status}`];
	},
};
