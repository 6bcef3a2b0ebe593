// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.ui.form.on("Mentoring Disposal List", {
	setup(frm) {
		frm.shared_scripts = frappe.require("/assets/mentoring_scheme/js/document_rows.js");
	},

	async refresh(frm) {
		frm.set_intro();
		frm.disable_save();
		await frm.shared_scripts;
		mentoring_scheme.document_rows.show(frm, "documents", (row) => row.outcome === "Deleted");
		if (frm.doc.status === "Prepared") prepared(frm);
		if (frm.doc.status === "Approved") approved(frm);
	},
});

function prepared(frm) {
	const waiting = frm.doc.documents.filter((row) => row.outcome === "Waiting").length;
	frm.set_intro(
		__("{0} documents have reached their date. Open those that you are not sure of. Mark rows to take them out.", [waiting]),
		"blue"
	);
	frm.add_custom_button(__("Take out marked rows"), () => take_out(frm));
	frm.add_custom_button(__("Put marked rows back"), () => on_marked(frm, "put_back"));
	frm.add_custom_button(__("Cancel the list"), () => cancel_list(frm));
	frm.page.set_primary_action(__("Approve"), () => approve(frm, waiting));
}

function approved(frm) {
	const left = frm.doc.documents.filter((row) => row.outcome === "Waiting").length;
	frm.set_intro(__("Approved. {0} documents are still to be dealt with.", [left]), "orange");
	frm.add_custom_button(__("Go on"), async () => {
		await frappe.xcall("mentoring_scheme.jobs.disposal.go_on", { disposal: frm.doc.name });
		frm.reload_doc();
	});
}

function approve(frm, waiting) {
	frappe.confirm(
		__("{0} documents will be anonymised or deleted, with their history, comments, e-mails and files. This cannot be taken back.", [
			waiting,
		]),
		async () => {
			await frappe.xcall("mentoring_scheme.jobs.disposal.approve", { disposal: frm.doc.name });
			frm.reload_doc();
		}
	);
}

function take_out(frm) {
	if (!marked(frm).length) return;
	with_reason(__("Take out"), __("Why they are kept for now"), (reason) => on_marked(frm, "take_out", { reason }));
}

function cancel_list(frm) {
	with_reason(__("Cancel the list"), __("Why"), async (reason) => {
		await frm.call("cancel_list", { reason });
		frm.reload_doc();
	});
}

/** The rows that are marked; where there are none it says so. */
function marked(frm) {
	const rows = frm.get_field("documents").grid.get_selected();
	if (!rows.length) frappe.msgprint(__("Mark the rows first, with the boxes on the left."));
	return rows;
}

async function on_marked(frm, method, values = {}) {
	const rows = marked(frm);
	if (!rows.length) return;
	await frm.call(method, { rows, ...values });
	frm.reload_doc();
}

function with_reason(title, label, act) {
	frappe.prompt({ fieldname: "reason", fieldtype: "Small Text", label, reqd: 1 }, ({ reason }) => act(reason), title, title);
}
