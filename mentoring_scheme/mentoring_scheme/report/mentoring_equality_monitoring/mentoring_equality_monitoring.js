// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.query_reports["Mentoring Equality Monitoring"] = {
	filters: [
		...mentoring_scheme.year_filters(),
		{
			fieldname: "who",
			label: __("People"),
			fieldtype: "Select",
			options: ["Mentee", "Mentor"],
			default: "Mentee",
			reqd: 1,
		},
	],
	onload: (report) => mentoring_scheme.choose_only_scheme(report),
};
