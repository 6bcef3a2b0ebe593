// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.query_reports["Mentoring Expenses"] = {
	filters: [
		{
			fieldname: "group_by",
			label: __("Show"),
			fieldtype: "Select",
			options: [
				{ value: "", label: __("Each line") },
				{ value: "Kind", label: __("By kind") },
				{ value: "Mentor", label: __("By mentor") },
				{ value: "Scheme", label: __("By scheme") },
				{ value: "Household", label: __("By household") },
				{ value: "Month", label: __("By month") },
				{ value: "State", label: __("By state") },
			],
		},
		{
			fieldname: "period",
			label: __("Period"),
			fieldtype: "Select",
			options: [
				{ value: "Last 12 months", label: __("Last 12 months") },
				{ value: "This month", label: __("This month") },
				{ value: "Last month", label: __("Last month") },
				{ value: "This financial year", label: __("This financial year (from 1 April)") },
				{ value: "Last financial year", label: __("Last financial year (from 1 April)") },
				{ value: "Any time", label: __("Any time") },
				{ value: "Between two days", label: __("Between two days") },
			],
			default: "Last 12 months",
		},
		{
			fieldname: "from_date",
			label: __("From"),
			fieldtype: "Date",
			depends_on: "eval:doc.period == 'Between two days'",
		},
		{
			fieldname: "to_date",
			label: __("To"),
			fieldtype: "Date",
			depends_on: "eval:doc.period == 'Between two days'",
		},
		{
			fieldname: "days",
			label: __("The day that counts"),
			fieldtype: "Select",
			options: [
				{ value: "Day of the expense", label: __("Day of the expense") },
				{ value: "Approved on", label: __("Approved on") },
				{ value: "Paid on", label: __("Paid on") },
			],
			default: "Day of the expense",
		},
		{
			fieldname: "scheme",
			label: __("Scheme"),
			fieldtype: "Link",
			options: "Mentoring Scheme",
		},
		{
			fieldname: "household",
			label: __("Household"),
			fieldtype: "Link",
			options: "Mentoring Household",
		},
		{
			fieldname: "mentor",
			label: __("Mentor's name"),
			fieldtype: "Data",
		},
		{
			fieldname: "expense_kind",
			label: __("Kind of expense"),
			fieldtype: "Data",
		},
		{
			fieldname: "status",
			label: __("State"),
			fieldtype: "MultiSelectList",
			get_data: () =>
				[
					"Draft",
					"Returned",
					"Submitted",
					"Checked",
					"Approved",
					"Sent",
					"Paid",
					"Cancelled",
				].map((state) => ({ value: state, label: __(state), description: "" })),
		},
	],

	// A household in the address is known once its title has come; the report waits for it.
	onload: () => new Promise((resolve) => frappe.after_ajax(resolve)),

	formatter(value, row, column, data, default_formatter) {
		const escape = frappe.utils.escape_html;
		if (column.fieldname === "state" && data?.status) {
			const colours = { Returned: "red", Draft: "orange", Paid: "green", Cancelled: "gray" };
			return `<span class="indicator-pill ${escape(colours[data.status] || "blue")}">${escape(value)}</span>`;
		}
		return default_formatter(value, row, column, data);
	},
};
