// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.provide("frappe.dashboards.chart_sources");

frappe.dashboards.chart_sources["Mentoring links begun and ended"] = {
	method: "mentoring_scheme.mentoring_scheme.report.workspace_charts.links_begun_and_ended",
};
