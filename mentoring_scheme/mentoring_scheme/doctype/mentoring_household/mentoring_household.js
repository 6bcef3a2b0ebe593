// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.ui.form.on("Mentoring Household", {
	refresh(frm) {
		// Those who see all that a household is paid; the report asks again.
		if (frm.is_new() || !frappe.model.can_read("Mentoring Payment") || !frm.perm[0].print) return;
		frm.add_custom_button(__("Statement for a tax year"), () =>
			frappe.set_route("query-report", "Household Statement", { household: frm.doc.name })
		);
	},
});
