// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.provide("frappe.dashboards.chart_sources");

frappe.dashboards.chart_sources["Mentoring payments by month"] = {
	method: "mentoring_scheme.mentoring_scheme.report.workspace_charts.payments_by_month",
};
