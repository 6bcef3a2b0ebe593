// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.query_reports["Mentoring Waiting List"] = {
	filters: [
		{
			fieldname: "scheme",
			label: __("Scheme"),
			fieldtype: "Link",
			options: "Mentoring Scheme",
			on_change(report) {
				report.set_filter_value("support_type", "");
				report.refresh();
			},
		},
		{
			fieldname: "support_type",
			label: __("Support type"),
			fieldtype: "Autocomplete",
			depends_on: "eval:doc.scheme",
			get_query: () => ({
				query: "mentoring_scheme.mentoring_scheme.doctype.mentoring_scheme.mentoring_scheme.support_type_options",
				params: { scheme: frappe.query_report.get_filter_value("scheme") },
			}),
		},
		{
			fieldname: "area",
			label: __("Area"),
			fieldtype: "Link",
			options: "Mentoring Area",
		},
		{
			fieldname: "minimum_days",
			label: __("Waiting at least (days)"),
			fieldtype: "Int",
		},
		{
			fieldname: "offer",
			label: __("Offer"),
			fieldtype: "Select",
			options: ["", "No offer yet", "No answer yet", "Accepted"],
		},
	],

	formatter(value, row, column, data, default_formatter) {
		const escape = frappe.utils.escape_html;
		if (column.fieldname === "mentee_name" && data?.mentee) {
			const form = frappe.utils.get_form_link("Mentee", data.mentee);
			return `<a href="${escape(form)}">${escape(data.mentee_name || data.mentee)}</a>`;
		}
		if (column.fieldname === "find" && data?.find && frappe.model.can_create("Mentoring Link")) {
			const page = `/app/mentoring-shortlist/${encodeURIComponent(data.mentee)}`;
			return `<a href="${escape(page)}" style="text-decoration: underline">${escape(data.find)}</a>`;
		}
		if (column.fieldname === "find") return "";
		return default_formatter(value, row, column, data);
	},
};
