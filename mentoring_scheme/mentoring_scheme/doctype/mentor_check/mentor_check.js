// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

const KINDS = "mentoring_scheme.mentoring_scheme.doctype.mentor_check.mentor_check.kinds";

frappe.ui.form.on("Mentor Check", {
	refresh(frm) {
		frm.set_intro();
		if (frm.is_new()) {
			frm.set_intro(
				__("Look at the certificate itself, write down its number and dates, and keep no copy of it."),
				"blue"
			);
		}
		offer_kinds(frm);
	},

	mentor: offer_kinds,
});

/** The checks that the mentor's scheme asks for. A single one is filled in. */
async function offer_kinds(frm) {
	const { mentor } = frm.doc;
	if (!mentor) return;
	const kinds = await frappe.xcall(KINDS, { mentor }).catch(() => []);
	if (frm.doc.mentor !== mentor) return;
	frm.fields_dict.check_kind.set_data(kinds);
	if (frm.is_new() && !frm.doc.check_kind && kinds.length === 1) frm.set_value("check_kind", kinds[0]);
}
