// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

// The indicator is shown where the workflow does not colour the list itself.
frappe.listview_settings["Mentoring Link"] = {
	hide_name_column: true,
	add_fields: ["status", "planned_end"],
	get_indicator(doc) {
		const colours = {
			Active: "green",
			Suspended: "red",
			Closing: "orange",
			Closed: "gray",
			Declined: "gray",
			"Ended Early": "gray",
		};
		return [__(doc.status), colours[doc.status] || "light-blue", `status,=,${doc.status}`];
	},
	formatters: {
		planned_end(value, df, doc) {
			const text = frappe.utils.escape_html(frappe.datetime.str_to_user(value) || "");
			const over = value && doc.status === "Active" && value < frappe.datetime.get_today();
			return over ? `<span class="indicator-pill orange">${__("{0}, has come", [text])}</span>` : text;
		},
	},
};
