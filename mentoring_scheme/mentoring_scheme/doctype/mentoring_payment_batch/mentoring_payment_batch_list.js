// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.listview_settings["Mentoring Payment Batch"] = {
	add_fields: ["status"],
	get_indicator(doc) {
		const colours = { Draft: "orange", Sent: "blue", Paid: "green" };
		return [__(doc.status), colours[doc.status] || "gray", `status,=,${doc.status}`];
	},
};
