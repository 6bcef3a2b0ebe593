// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

const CHECKLIST = "mentoring_scheme.mentoring_scheme.doctype.mentor_assessment.mentor_assessment.checklist";

frappe.ui.form.on("Mentor Assessment", {
	refresh(frm) {
		frm.set_intro();
		if (frm.is_new()) {
			frm.set_intro(
				__(
					"Say for each quality what was seen. Saving dates the stage on the mentor, and puts what is to be developed into the development plan."
				),
				"blue"
			);
		}
		fill_checklist(frm);
	},

	mentor: fill_checklist,
});

/** The qualities that the mentor's scheme looks for, once, and only into an empty list. */
async function fill_checklist(frm) {
	const { mentor } = frm.doc;
	if (!frm.is_new() || !mentor || frm.checklist_of === `${frm.doc.name} ${mentor}`) return;
	frm.checklist_of = `${frm.doc.name} ${mentor}`;
	const rows = await frappe.xcall(CHECKLIST, { mentor }).catch(() => []);
	if (frm.doc.mentor !== mentor || frm.doc.ratings?.some((row) => row.quality)) return;
	frm.clear_table("ratings");
	rows.forEach((row) => frm.add_child("ratings", row));
	frm.refresh_field("ratings");
}
