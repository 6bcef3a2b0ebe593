// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.ui.form.on("Mentoring Booking", {
	refresh(frm) {
		frm.set_intro(); // a form is refreshed more than once, and each intro would be added to the last
		if (frm.is_new()) {
			frm.set_intro(
				__("This invites one person. To invite several, open the event and choose “Invite”."),
				"blue"
			);
		} else if (frm.perm[0].write) {
			frm.set_intro(__("Answers and attendance are recorded on the event."), "blue");
			const open = () => frappe.set_route("Form", "Mentoring Event", frm.doc.event);
			frm.add_custom_button(__("Open the event"), open);
		}
	},
});
