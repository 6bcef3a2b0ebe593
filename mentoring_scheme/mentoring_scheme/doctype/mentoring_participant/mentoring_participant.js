// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.ui.form.on("Mentoring Participant", {
	setup(frm) {
		frm.set_query("second_carer", () => ({
			filters: {
				name: ["!=", frm.doc.name],
				...(frm.doc.household ? { household: frm.doc.household } : {}),
			},
		}));
	},

	refresh(frm) {
		frm.set_intro();
		if (frm.is_new()) {
			frm.set_intro(
				__(
					"Approvals and active caring are what eligibility is counted from. Add a row for each approval and each period."
				),
				"blue"
			);
			return;
		}
		for (const [doctype, label] of [
			["Mentor", __("Make mentor")],
			["Mentee", __("Make mentee")],
		]) {
			if (frappe.model.can_create(doctype)) {
				frm.add_custom_button(label, () => frappe.new_doc(doctype, { participant: frm.doc.name }));
			}
		}
	},
});
