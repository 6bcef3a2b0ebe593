// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.listview_settings["Mentor"] = {
	hide_name_column: true,
	add_fields: ["stage", "scheme"],

	// Shown where the workflow does not colour the list itself.
	get_indicator(doc) {
		const colours = {
			Review: "orange",
			Approved: "green",
			Active: "green",
			"On a Break": "orange",
			Suspended: "red",
			"Stood Down": "gray",
		};
		return [__(doc.stage), colours[doc.stage] || "light-blue", `stage,=,${doc.stage}`];
	},

	formatters: {
		/** A day of return says something only while the mentor is away. */
		break_until(value, _df, doc) {
			if (!value || !["On a Break", "Stood Down"].includes(doc.stage)) return "";
			const overdue = value < frappe.datetime.get_today();
			const day = frappe.datetime.str_to_user(value);
			const text = overdue ? __("Overdue since {0}", [day]) : __("Back on {0}", [day]);
			const colour = overdue ? "red" : "orange";
			return `<span class="indicator-pill ${colour} ellipsis">${frappe.utils.escape_html(text)}</span>`;
		},
	},

	onload(listview) {
		listview.page.add_inner_button(__("Board of recruitment"), () =>
			frappe.set_route("List", "Mentor", "Kanban", "Mentor recruitment")
		);
	},
};
