// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

// Shown where the workflow does not colour the list itself.
frappe.listview_settings["Mentor Claim"] = {
	hide_name_column: true,
	add_fields: ["status", "mentor_name", "month"],
	get_indicator(doc) {
		const colours = {
			Draft: "orange",
			Submitted: "blue",
			Returned: "red",
			Checked: "blue",
			Approved: "blue",
			Sent: "blue",
			Paid: "green",
		};
		return [__(doc.status), colours[doc.status] || "gray", `status,=,${doc.status}`];
	},
	formatters: {
		/** A telephone has room for a short month only. */
		title(value, df, doc) {
			if (!frappe.is_mobile()) return value;
			return `${doc.mentor_name}, ${moment(doc.month).format("MMM YYYY")}`;
		},
	},
};
