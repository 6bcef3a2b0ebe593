// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.provide("frappe.dashboards.chart_sources");

frappe.dashboards.chart_sources["Mentoring contacts by month"] = {
	method: "mentoring_scheme.mentoring_scheme.report.workspace_charts.contacts_by_month",
};
