// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.ui.form.on("Mentoring Setup Step", {
	setup(frm) {
		frm.set_query("responsible", () => ({ filters: { user_type: "System User", enabled: 1 } }));
	},

	async refresh(frm) {
		if (frm.is_new()) return;
		frm.add_custom_button(__("Back to the plan"), () =>
			frappe.set_route("Form", "Mentoring Setup Plan", frm.doc.plan)
		);
		await show_evidence(frm);
	},
});

/** What the site shows is offered: whether the step is done is for people to say. */
async function show_evidence(frm) {
	const name = frm.doc.name;
	const { message } = await frm.call("shown");
	if (frm.doc.name !== name) return;
	const escape = frappe.utils.escape_html;
	const place = frm.fields_dict.evidence_html.$wrapper;
	const head = `<label class="control-label">${__("What the site shows")}</label>`;
	if (!message?.length) {
		place.html(`${head}<p class="text-muted">${__("Nothing yet that speaks of this step.")}</p>`);
		return;
	}
	const ask = ["Not started", "Under way"].includes(frm.doc.status)
		? `<p class="text-muted">${__("If that is enough, set the status to Done.")}</p>`
		: "";
	place.html(`${head}<ul>${message.map((text) => `<li>${escape(text)}</li>`).join("")}</ul>${ask}`);
}
