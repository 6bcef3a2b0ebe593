// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.query_reports["Mentoring Funnel"] = {
	filters: [
		{
			fieldname: "scheme",
			label: __("Scheme"),
			fieldtype: "Link",
			options: "Mentoring Scheme",
		},
		{
			fieldname: "from_date",
			label: __("Referred from"),
			fieldtype: "Date",
			default: frappe.datetime.add_days(frappe.datetime.add_months(frappe.datetime.get_today(), -12), 1),
		},
		{
			fieldname: "to_date",
			label: __("Referred until"),
			fieldtype: "Date",
			default: frappe.datetime.get_today(),
		},
		{
			fieldname: "support_type",
			label: __("Support type"),
			fieldtype: "Data",
		},
		{
			fieldname: "stage",
			label: __("Show"),
			fieldtype: "Select",
			options: [
				{ value: "", label: __("All stages") },
				{ value: "Referred", label: __("Referred") },
				{ value: "Offered", label: __("Offered a mentor") },
				{ value: "Accepted", label: __("Accepted") },
				{ value: "Matched", label: __("Matched") },
				{ value: "Active", label: __("Supported") },
				{ value: "Completed", label: __("Completed") },
				{ value: "Left", label: __("Declined or left") },
			],
		},
	],

	onload(report) {
		report.page.main.on("click", "[data-stage]", (event) => {
			event.preventDefault();
			report.set_filter_value("stage", event.currentTarget.dataset.stage);
		});
	},

	formatter(value, row, column, data, default_formatter) {
		const escape = frappe.utils.escape_html;
		if (["stage", "reached"].includes(column.fieldname) && data?.key && data.reached) {
			return `<a href="#" class="underline" data-stage="${escape(data.key)}">${escape(String(value))}</a>`;
		}
		if (column.fieldname === "left" && data?.left) {
			return `<a href="#" class="underline" data-stage="Left">${escape(String(value))}</a>`;
		}
		if (column.fieldname === "mentee_name" && data?.mentee) {
			const form = frappe.utils.get_form_link("Mentee", data.mentee);
			return `<a href="${escape(form)}">${escape(data.mentee_name || data.mentee)}</a>`;
		}
		return default_formatter(value, row, column, data);
	},
};
