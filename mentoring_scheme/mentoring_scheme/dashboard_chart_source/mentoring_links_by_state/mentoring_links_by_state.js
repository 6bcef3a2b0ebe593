// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.provide("frappe.dashboards.chart_sources");

frappe.dashboards.chart_sources["Mentoring links by state"] = {
	method: "mentoring_scheme.mentoring_scheme.report.workspace_charts.links_by_state",
};
