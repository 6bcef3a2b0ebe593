// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.listview_settings["Mentoring Agreement"] = {
	add_fields: ["signing_state"],
	has_indicator_for_draft: 1,
	has_indicator_for_cancelled: 1,

	get_indicator(doc) {
		const colours = {
			"Being written": "blue",
			"Awaiting signatures": "orange",
			Signed: "green",
			Replaced: "gray",
		};
		const state = doc.signing_state;
		return [__(state), colours[state], `signing_state,=,${state}`];
	},
};
