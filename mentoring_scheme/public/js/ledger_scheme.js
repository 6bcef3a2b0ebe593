// Where a scheme stands in the ledger: only what belongs to its company, and can be posted to, is offered.

frappe.ui.form.on("Mentoring Scheme", {
	setup(frm) {
		const of_company = (filters) => () => ({ filters: { company: frm.doc.ledger_company, ...filters } });
		const expense = of_company({ is_group: 0, disabled: 0, root_type: "Expense" });
		frm.set_query("ledger_expense_account", expense);
		frm.set_query("ledger_account", "expense_kinds", expense);
		frm.set_query("ledger_cost_center", of_company({ is_group: 0, disabled: 0 }));
		frm.set_query("ledger_project", () => ({
			filters: { company: ["in", [frm.doc.ledger_company, ""]], status: "Open" },
		}));
	},
});
