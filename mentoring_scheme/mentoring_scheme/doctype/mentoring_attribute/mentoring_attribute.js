// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.ui.form.on("Mentoring Attribute", {
	refresh(frm) {
		frm.set_intro(); // a form is refreshed more than once, and each intro would be added to the last
		frm.set_intro(
			frm.is_new()
				? __(
						"One word or two that people may have in common. Everybody chooses from the same list, so that matching finds what is shared."
					)
				: __("Change the wording and it changes for everybody who has chosen it."),
			"blue"
		);
	},
});
