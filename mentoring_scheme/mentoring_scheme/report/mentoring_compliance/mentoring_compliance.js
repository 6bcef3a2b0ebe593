// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.query_reports["Mentoring Compliance"] = {
	filters: [
		{
			fieldname: "scheme",
			label: __("Scheme"),
			fieldtype: "Link",
			options: "Mentoring Scheme",
		},
		{
			fieldname: "from_date",
			label: __("From"),
			fieldtype: "Date",
			default: frappe.datetime.add_days(frappe.datetime.add_months(frappe.datetime.get_today(), -12), 1),
		},
		{
			fieldname: "to_date",
			label: __("To"),
			fieldtype: "Date",
			default: frappe.datetime.get_today(),
		},
		{
			fieldname: "group_by",
			label: __("Show"),
			fieldtype: "Select",
			options: [
				{ value: "", label: __("By month") },
				{ value: "Mentor", label: __("By mentor") },
			],
		},
	],

	onload(report) {
		report.page.main.on("click", "[data-month]", (event) => {
			event.preventDefault();
			const { month } = event.currentTarget.dataset;
			report.set_filter_value({
				group_by: "Mentor",
				from_date: month,
				to_date: frappe.datetime.add_days(frappe.datetime.add_months(month, 1), -1),
			});
		});
	},

	formatter(value, row, column, data, default_formatter) {
		const escape = frappe.utils.escape_html;
		if (column.fieldname === "group" && data?.month) {
			return `<a href="#" class="underline" data-month="${escape(data.month)}">${escape(value)}</a>`;
		}
		if (column.fieldname === "group" && data?.mentor) {
			const form = frappe.utils.get_form_link("Mentor", data.mentor);
			return `<a href="${escape(form)}">${escape(value || data.mentor)}</a>`;
		}
		return default_formatter(value, row, column, data);
	},
};
