// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.query_reports["Mentoring Reconciliation"] = {
	filters: [
		{
			fieldname: "show",
			label: __("Show"),
			fieldtype: "Select",
			options: ["To be mended", "All differences", "Everything"],
			default: "To be mended",
		},
		{
			fieldname: "scheme",
			label: __("Scheme"),
			fieldtype: "Link",
			options: "Mentoring Scheme",
		},
		{
			fieldname: "household",
			label: __("Household"),
			fieldtype: "Link",
			options: "Mentoring Household",
		},
		{
			fieldname: "from_date",
			label: __("Due from"),
			fieldtype: "Date",
		},
		{
			fieldname: "to_date",
			label: __("Due until"),
			fieldtype: "Date",
		},
		{
			fieldname: "through",
			label: __("Paid through"),
			fieldtype: "Select",
			options: ["", "Ledger", "Payment batch"],
		},
	],

	onload(report) {
		if (!frappe.boot.versions?.erpnext) return;
		report.page.add_inner_button(__("Bring up to date with the ledger"), async () => {
			const count = await frappe.xcall("mentoring_scheme.finance.settling.bring_up_to_date");
			frappe.show_alert({
				message: count
					? __("{0} were out of step with the ledger and have followed it.", [count])
					: __("All of ours were in step with the ledger already."),
				indicator: "green",
			});
			report.refresh();
		});
	},

	// the sentences are read whole, so the rows are high enough for three lines
	get_datatable_options: (options) => Object.assign(options, { cellHeight: 66 }),

	formatter(value, row, column, data, default_formatter) {
		const escape = frappe.utils.escape_html;
		if (column.fieldname === "kind" && data?.kind) {
			const colour = data.to_mend ? "red" : "blue";
			return `<span class="indicator-pill ${colour}">${escape(data.kind)}</span>`;
		}
		if (column.fieldname === "invoice" && value && frappe.model.can_read("Purchase Invoice")) {
			const form = frappe.utils.get_form_link("Purchase Invoice", value);
			return `<a href="${escape(form)}">${escape(value)}</a>`;
		}
		// people typed into these: names, references, what an accountant wrote
		if (["household_name", "found", "remedy", "invoice"].includes(column.fieldname)) {
			return `<div style="white-space: normal; line-height: 1.35">${escape(value || "")}</div>`;
		}
		return default_formatter(value, row, column, data);
	},
};
