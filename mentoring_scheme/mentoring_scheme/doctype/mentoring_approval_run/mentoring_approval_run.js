// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.ui.form.on("Mentoring Approval Run", {
	setup(frm) {
		frm.shared_scripts = frappe.require("/assets/mentoring_scheme/js/bulk_approval.js");
	},

	async refresh(frm) {
		lead(frm);
		if (frm.doc.status === "Done" || frm.is_new() || frm.followed) return;
		frm.followed = true;
		await frm.shared_scripts;
		const run = frm.doc.name;
		const summary = await frappe.xcall("mentoring_scheme.jobs.approvals.progress", { run });
		await mentoring_scheme.bulk_approval.follow(summary);
		frm.followed = false;
		frm.reload_doc();
	},
});

function lead(frm) {
	frm.set_intro(); // a form is refreshed more than once, and each intro would be added to the last
	if (frm.doc.status !== "Done") return;
	const { approved, not_approved } = frm.doc;
	frm.set_intro(
		not_approved
			? __("{0} approved, {1} not: the lines say why.", [approved, not_approved])
			: __("All {0} were approved.", [approved]),
		not_approved ? "orange" : "green"
	);
}
