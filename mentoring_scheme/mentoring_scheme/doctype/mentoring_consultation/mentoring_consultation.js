// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.ui.form.on("Mentoring Consultation", {
	setup(frm) {
		frm.set_query("link", () => ({
			filters: { status: ["in", ["Proposed", "Consulting", "Introduction"]] },
		}));
	},

	refresh(frm) {
		frm.set_intro(); // a form is refreshed more than once, and each intro would be added to the last
		if (frm.is_new()) return;
		frm.set_df_property("ssw", "read_only", frm.doc.answer ? 1 : 0);
		frm.add_custom_button(__("Open the link"), () =>
			frappe.set_route("Form", "Mentoring Link", frm.doc.link)
		);
		if (frm.doc.answer) return;
		frm.set_intro(
			frm.doc.ssw === frappe.session.user
				? __(
						"You are asked whether these two should be introduced. Choose an answer and save; say in the comment what stands against it."
				  )
				: __("The social worker named here answers, or you record the answer on their behalf."),
			"blue"
		);
	},

	answer(frm) {
		const needed = Boolean(frm.doc.answer) && frm.doc.answer !== "Agrees";
		frm.set_df_property("comment", "reqd", needed ? 1 : 0);
	},
});
