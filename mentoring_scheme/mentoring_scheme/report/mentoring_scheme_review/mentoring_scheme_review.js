// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.query_reports["Mentoring Scheme Review"] = {
	filters: [...mentoring_scheme.year_filters()],
	onload(report) {
		const open = (method) => {
			const { scheme, year } = report.get_values();
			if (!scheme) {
				frappe.msgprint(__("Choose a scheme first."));
				return;
			}
			const query = new URLSearchParams({ scheme, year });
			window.open(`/api/method/mentoring_scheme.mentoring_scheme.review.page.${method}?${query}`);
		};
		report.page.add_inner_button(__("Open as a page"), () => open("page"));
		report.page.add_inner_button(__("PDF"), () => open("pdf"));
		return mentoring_scheme.choose_only_scheme(report);
	},
};
