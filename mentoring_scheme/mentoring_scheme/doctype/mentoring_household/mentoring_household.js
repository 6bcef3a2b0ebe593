// Copyright (c) 2026, Mentoring Scheme contributors and contributors
// For license information, please see license.txt

// frappe.ui.form.on("Mentoring Household", {
// 	refresh(frm) {

// 	},
// });
