// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.ui.form.on("Mentoring Equality Profile", {
	refresh(frm) {
		frm.set_intro(); // a form is refreshed more than once, and each intro would be added to the last
		frm.set_intro(
			__(
				"Each answer is the person's own to give, or not. Matching looks only at what somebody asks for under “Wishes”, and shortlists never show these words."
			),
			"blue"
		);
	},
});

frappe.ui.form.on("Mentoring Characteristic Wish", {
	same_as_own(frm, doctype, name) {
		// the value is then taken from the profile, so another one must not stand beside it
		if (locals[doctype][name].same_as_own) frappe.model.set_value(doctype, name, "value", "");
	},

	characteristic: (frm, doctype, name) => frappe.model.set_value(doctype, name, "value", ""),
});
