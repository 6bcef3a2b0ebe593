// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.listview_settings["Mentoring Approval Run"] = {
	hide_name_column: true,
	add_fields: ["status", "not_approved"],
	get_indicator(doc) {
		if (doc.status === "Waiting") return [__("Waiting"), "blue", "status,=,Waiting"];
		return doc.not_approved
			? [__("Some not approved"), "orange", "not_approved,>,0"]
			: [__("All approved"), "green", "status,=,Done"];
	},
};
