// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.query_reports["Mentoring Payment Forecast"] = {
	filters: [
		{
			fieldname: "group_by",
			label: __("Show"),
			fieldtype: "Select",
			options: [
				{ value: "", label: __("By month") },
				{ value: "Link", label: __("By link") },
			],
		},
		{
			fieldname: "scheme",
			label: __("Scheme"),
			fieldtype: "Link",
			options: "Mentoring Scheme",
		},
		{
			fieldname: "months",
			label: __("Months ahead"),
			fieldtype: "Int",
			default: 12,
			depends_on: "eval:!doc.group_by",
		},
	],
};
