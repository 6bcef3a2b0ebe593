// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.ui.form.on("Mentoring Supervision", {
	setup(frm) {
		const of_scheme = () => ({ filters: frm.doc.scheme ? { scheme: frm.doc.scheme } : {} });
		frm.set_query("mentor", of_scheme);
		frm.set_query("mentor", "attendance", of_scheme);
		frm.set_query("link", "links", () => ({ filters: { mentor: ["in", mentors_of(frm)] } }));
	},

	onload(frm) {
		if (frm.is_new() && !frm.doc.supervisor) frm.set_value("supervisor", frappe.session.user);
	},

	refresh(frm) {
		lead(frm);
	},

	kind(frm) {
		lead(frm);
	},

	async mentor(frm) {
		if (!frm.doc.mentor || frm.doc.scheme) return;
		const { message } = await frappe.db.get_value("Mentor", frm.doc.mentor, "scheme");
		frm.set_value("scheme", message.scheme);
	},
});

function mentors_of(frm) {
	if (frm.doc.kind !== "Group") return [frm.doc.mentor || ""];
	return (frm.doc.attendance || []).map((row) => row.mentor).filter(Boolean);
}

function lead(frm) {
	frm.set_intro(); // a form is refreshed more than once, and each intro would be added to the last
	frm.set_intro(
		frm.doc.kind === "Closing"
			? __("Name under Links reviewed the link, or each of the links, that this supervision closes.")
			: "",
		"blue"
	);
}
