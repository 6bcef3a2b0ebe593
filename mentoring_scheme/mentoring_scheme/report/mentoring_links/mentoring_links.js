// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.query_reports["Mentoring Links"] = {
	filters: [
		{
			fieldname: "scheme",
			label: __("Scheme"),
			fieldtype: "Link",
			options: "Mentoring Scheme",
		},
		{
			fieldname: "states",
			label: __("Links"),
			fieldtype: "Select",
			options: [
				{ value: "Open", label: __("Open") },
				{ value: "Being prepared", label: __("Being prepared") },
				{ value: "Running", label: __("Running") },
				{ value: "Ended", label: __("Ended") },
				{ value: "All", label: __("All") },
			],
			default: "Open",
		},
		{
			fieldname: "light",
			label: __("Light"),
			fieldtype: "Select",
			options: ["", "Red", "Amber", "Green"],
		},
		{
			fieldname: "mine",
			label: __("Only mine"),
			fieldtype: "Check",
		},
		{
			fieldname: "from_date",
			label: __("Started from"),
			fieldtype: "Date",
		},
		{
			fieldname: "to_date",
			label: __("Started until"),
			fieldtype: "Date",
		},
	],

	formatter(value, row, column, data, default_formatter) {
		const escape = frappe.utils.escape_html;
		if (column.fieldname === "light" && data?.light) {
			return `<span class="indicator-pill ${escape(data.colour)}">${escape(data.light)}</span>`;
		}
		if (column.fieldname === "title" && data?.link) {
			const form = frappe.utils.get_form_link("Mentoring Link", data.link);
			return `<a href="${escape(form)}">${escape(data.title || data.link)}</a>`;
		}
		if (column.fieldname === "why") {
			return `<span title="${escape(data?.why || "")}">${escape(data?.why || "")}</span>`;
		}
		return default_formatter(value, row, column, data);
	},
};
