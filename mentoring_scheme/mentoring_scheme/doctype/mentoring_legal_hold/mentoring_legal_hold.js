// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.ui.form.on("Mentoring Legal Hold", {
	refresh(frm) {
		if (frm.is_new() || frm.doc.status !== "In force") return;
		frm.set_intro(__("While this hold is in force, nothing that it covers is listed for disposal or deleted."), "orange");
		frm.add_custom_button(__("Lift"), () => lift(frm));
	},
});

function lift(frm) {
	frappe.prompt(
		{ fieldname: "reason", fieldtype: "Small Text", label: __("Why it is lifted"), reqd: 1 },
		async ({ reason }) => {
			await frm.call("lift", { reason });
			frm.reload_doc();
		},
		__("Lift the hold"),
		__("Lift")
	);
}
