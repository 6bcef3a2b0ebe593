// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

const YEARS_SHOWN = 8;

frappe.query_reports["Household Statement"] = {
	filters: [
		{
			fieldname: "tax_year",
			label: __("Tax year"),
			fieldtype: "Select",
			options: tax_years(),
			default: tax_years()[1].value,
			reqd: 1,
		},
		{
			fieldname: "household",
			label: __("Household"),
			fieldtype: "Link",
			options: "Mentoring Household",
			description: __("Left empty: the sums of every household that was paid"),
		},
	],

	onload(report) {
		report.page.add_inner_button(__("Statement as PDF"), () => open_statement(report));
		// A household in the address is known once its title has come; the report waits for it.
		return new Promise((resolve) => frappe.after_ajax(resolve));
	},

	formatter(value, row, column, data, default_formatter) {
		const escape = frappe.utils.escape_html;
		if (column.fieldname === "payee" && data?.household) {
			const query = new URLSearchParams({
				household: data.household,
				tax_year: frappe.query_report.get_filter_value("tax_year"),
			});
			const page = `/app/query-report/Household Statement?${query}`;
			return `<a href="${escape(page)}">${escape(value)}</a>`;
		}
		return default_formatter(value, row, column, data);
	},
};

// The tax year begins on 6 April; this one is the first, the last one that has ended the second.
function tax_years() {
	const today = frappe.datetime.get_today();
	const year = cint(today.slice(0, 4)) - (today.slice(5) < "04-06" ? 1 : 0);
	return Array.from({ length: YEARS_SHOWN }, (_each, before) => year - before).map((begins) => ({
		value: String(begins),
		label: `${begins}–${String((begins + 1) % 100).padStart(2, "0")}`,
	}));
}

function open_statement(report) {
	const household = report.get_filter_value("household");
	if (!household) {
		frappe.msgprint(__("Choose a household first: a statement is for one household."));
		return;
	}
	const query = new URLSearchParams({
		doctype: "Mentoring Household",
		name: household,
		format: "Household Statement",
		no_letterhead: "0",
		tax_year: report.get_filter_value("tax_year"),
	});
	window.open(`/api/method/frappe.utils.print_format.download_pdf?${query}`);
}
