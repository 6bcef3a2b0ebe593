// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.ui.form.on("Mentoring Wording", {
	refresh: (frm) => begin(frm, false),
	scheme: (frm) => begin(frm, true),
	paper: (frm) => begin(frm, true),
});

/** Shows what may stand in braces; a new wording begins with the one that is in use. */
async function begin(frm, changed) {
	const { scheme, paper } = frm.doc;
	if (!scheme || !paper) return;
	const { subject, body, names } = await frappe.xcall(
		"mentoring_scheme.mentoring_scheme.doctype.mentoring_wording.mentoring_wording.beginning",
		{ scheme, paper }
	);
	if (frm.doc.paper !== paper || frm.doc.scheme !== scheme) return;
	frm.fields_dict.names_html.$wrapper.html(names_html(names));
	if (changed && frm.is_new()) await frm.set_value({ subject, body });
}

function names_html(names) {
	const codes = names.map((name) => `<code class="text-nowrap">${frappe.utils.escape_html(`{{ ${name} }}`)}</code> `);
	return `<p class="text-muted">${__("In braces there may stand:")} ${codes.join("")}</p>`;
}
