// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.query_reports["Mentoring Outcomes"] = {
	filters: [...mentoring_scheme.year_filters()],
	onload: (report) => mentoring_scheme.choose_only_scheme(report),
};
