// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.query_reports["Mentoring Payments"] = {
	filters: [
		{
			fieldname: "group_by",
			label: __("Show"),
			fieldtype: "Select",
			options: [
				{ value: "", label: __("Each payment") },
				{ value: "Scheme", label: __("By scheme") },
				{ value: "Household", label: __("By household") },
				{ value: "State", label: __("By state") },
				{ value: "Month", label: __("By month") },
				{ value: "Cost centre", label: __("By cost centre") },
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
				{ value: "Due on", label: __("Due on") },
				{ value: "Approved on", label: __("Approved on") },
				{ value: "Paid on", label: __("Paid on") },
			],
			default: "Due on",
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
			fieldname: "status",
			label: __("State"),
			fieldtype: "MultiSelectList",
			get_data: () =>
				["Due", "Held", "Approved", "Sent", "Paid", "Withdrawn", "Cancelled"].map((state) => ({
					value: state,
					label: __(state),
					description: "",
				})),
		},
		{
			fieldname: "kind",
			label: __("Kind"),
			fieldtype: "Select",
			options: [
				{ value: "", label: __("Every kind") },
				{ value: "Instalment", label: __("Instalment") },
				{ value: "Correction", label: __("Correction") },
				{ value: "Exceptional", label: __("Exceptional") },
			],
		},
		{
			fieldname: "cost_centre",
			label: __("Cost centre"),
			fieldtype: "Data",
		},
	],

	// A household in the address is known once its title has come; the report waits for it.
	onload: () => new Promise((resolve) => frappe.after_ajax(resolve)),

	formatter(value, row, column, data, default_formatter) {
		const escape = frappe.utils.escape_html;
		if (column.fieldname === "state" && data?.status) {
			const colours = { Due: "orange", Held: "red", Approved: "blue", Sent: "blue", Paid: "green" };
			return `<span class="indicator-pill ${escape(colours[data.status] || "gray")}">${escape(value)}</span>`;
		}
		return default_formatter(value, row, column, data);
	},
};
