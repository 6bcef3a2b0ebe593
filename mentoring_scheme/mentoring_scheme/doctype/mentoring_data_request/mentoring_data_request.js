// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

const FINISHED = ["Released", "Closed"];

frappe.ui.form.on("Mentoring Data Request", {
	setup(frm) {
		frm.shared_scripts = frappe.require("/assets/mentoring_scheme/js/document_rows.js");
	},

	async refresh(frm) {
		frm.set_intro();
		if (frm.is_new()) return;
		await frm.shared_scripts;
		mentoring_scheme.document_rows.show(frm, "documents");
		lead(frm);
		if (FINISHED.includes(frm.doc.status)) frm.disable_form();
		else if (frm.doc.kind === "Subject access") steps(frm);
		else frm.add_custom_button(__("Close"), () => step(frm, "close"));
	},
});

function lead(frm) {
	if (FINISHED.includes(frm.doc.status)) return;
	const days = frappe.datetime.get_diff(frm.doc.due_on, frappe.datetime.get_today());
	const day = frappe.datetime.str_to_user(frm.doc.due_on);
	if (days < 0) frm.set_intro(__("The answer was due on {0}.", [day]), "red");
	else frm.set_intro(__("The answer is due on {0}, in {1} days.", [day, days]), days < 8 ? "orange" : "blue");
	const open = frm.doc.documents?.filter((row) => row.goes_in === "To decide").length;
	if (open) frm.set_intro(__("{0} documents are still to be decided.", [open]), "orange");
}

function steps(frm) {
	const made = Boolean(frm.doc.bundle);
	frm.add_custom_button(made ? __("Make the bundle again") : __("Make the bundle"), () => make(frm));
	if (frm.doc.status === "Draft") frm.add_custom_button(__("Checked"), () => step(frm, "mark_checked"));
	if (frm.doc.status === "Checked") frm.add_custom_button(__("Given to the person"), () => step(frm, "release"));
}

async function make(frm) {
	if (frm.is_dirty()) await frm.save();
	await frappe.xcall("mentoring_scheme.jobs.data_requests.make_bundle", { request: frm.doc.name });
	frappe.show_alert(__("The bundle is being made. It appears here when it is ready."));
	frm.reload_doc();
}

async function step(frm, method) {
	if (frm.is_dirty()) await frm.save();
	await frm.call(method);
	frm.reload_doc();
}
