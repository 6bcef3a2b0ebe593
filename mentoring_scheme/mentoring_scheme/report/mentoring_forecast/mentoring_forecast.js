// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.query_reports["Mentoring Forecast"] = {
	filters: [
		{
			fieldname: "scheme",
			label: __("Scheme"),
			fieldtype: "Link",
			options: "Mentoring Scheme",
			reqd: 1,
			get_query: () => ({ filters: { enabled: 1 } }),
		},
		{
			fieldname: "months",
			label: __("Months ahead"),
			fieldtype: "Int",
			default: 12,
			reqd: 1,
		},
		{
			fieldname: "referrals_per_month",
			label: __("Referrals a month"),
			fieldtype: "Float",
			description: __("Left empty: as many as in the last year"),
		},
		{
			fieldname: "more_mentors",
			label: __("Additional mentors"),
			fieldtype: "Int",
		},
		{
			fieldname: "term_months",
			label: __("Compare: term (months)"),
			fieldtype: "Int",
			description: __("What if the term were so many months?"),
		},
		{
			fieldname: "support_type",
			label: __("Compare: support type"),
			fieldtype: "Autocomplete",
			depends_on: "eval:doc.term_months",
			get_query: () => ({
				query: "mentoring_scheme.mentoring_scheme.doctype.mentoring_scheme.mentoring_scheme.support_type_options",
				params: { scheme: frappe.query_report.get_filter_value("scheme") },
			}),
			description: __("Left empty: every support type that has a length"),
		},
	],
	onload: (report) => mentoring_scheme.choose_only_scheme(report),
};
