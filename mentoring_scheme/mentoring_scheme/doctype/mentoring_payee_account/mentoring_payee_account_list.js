// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.listview_settings["Mentoring Payee Account"] = {
	hide_name_column: true,
	add_fields: ["confirmed_by"],
	get_indicator(doc) {
		return doc.confirmed_by
			? [__("Confirmed"), "green", "confirmed_by,is,set"]
			: [__("Unconfirmed"), "orange", "confirmed_by,is,not set"];
	},
};
