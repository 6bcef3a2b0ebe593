// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.ui.form.on("Mentoring Area", {
	setup(frm) {
		frm.shared_scripts = frappe.require("/assets/mentoring_scheme/js/place.js");
	},

	async refresh(frm) {
		await frm.shared_scripts;
		mentoring_scheme.place.show(frm);
	},
});
