// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.listview_settings["Mentoring File Entry"] = {
	add_fields: ["bundle", "bundle_problem"],
	get_indicator({ bundle, bundle_problem }) {
		if (bundle) return [__("Sealed"), "green", "bundle,is,set"];
		if (bundle_problem) return [__("No bundle"), "orange", "bundle_problem,is,set"];
		return [__("Not sealed yet"), "light-blue", "bundle,is,not set"];
	},
};
