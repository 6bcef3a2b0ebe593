// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.listview_settings["Mentoring Scheme"] = {
	hide_name_column: true,
	add_fields: ["enabled", "policy_version"],
	get_indicator(doc) {
		if (!doc.policy_version) return [__("No policy yet"), "orange", "policy_version,is,not set"];
		return doc.enabled
			? [__("Open"), "green", "enabled,=,1"]
			: [__("Not enabled"), "gray", "enabled,=,0"];
	},
};
