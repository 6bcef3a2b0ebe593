// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.listview_settings["Contact Record"] = {
	add_fields: ["status"],
	has_indicator_for_draft: 1,

	get_indicator(doc) {
		const colours = { Draft: "gray", Sent: "blue", Queried: "orange", Agreed: "green", Logged: "green" };
		return [__(doc.status), colours[doc.status], `status,=,${doc.status}`];
	},
};
