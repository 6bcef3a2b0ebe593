// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

const WRITTEN_BY_HAND = ["needs", "wished_outcomes", "what_matters"];
const MAY_BE_LINKED = ["Referred", "Offered", "Waiting", "In a Link", "Ended"];

frappe.ui.form.on("Mentee", {
	setup(frm) {
		frm.shared_scripts = frappe.require("/assets/mentoring_scheme/js/scheme_choices.js");
		frm.set_query("scheme", () => ({ filters: { enabled: 1 } }));
		remind_of_children(frm);
	},

	async refresh(frm) {
		lead(frm);
		add_buttons(frm);
		await frm.shared_scripts;
		mentoring_scheme.scheme_choices.only_scheme(frm);
		mentoring_scheme.scheme_choices.support_types(frm, frm.doc.scheme);
	},

	async scheme(frm) {
		if (frm.doc.support_type) frm.set_value("support_type", "");
		await frm.shared_scripts;
		mentoring_scheme.scheme_choices.support_types(frm, frm.doc.scheme);
	},

	offer_answer(frm) {
		if (frm.doc.offer_answer && !frm.doc.offer_answered_on) {
			frm.set_value("offer_answered_on", frappe.datetime.get_today());
		}
	},
});

/** A reminder where people type (R30). */
function remind_of_children(frm) {
	WRITTEN_BY_HAND.forEach((fieldname) =>
		frm.set_df_property(
			fieldname,
			"description",
			__("Please name no child, and nothing that tells which child is meant.")
		)
	);
}

function lead(frm) {
	frm.set_intro(); // a form is refreshed more than once, and each intro would be added to the last
	const text = frm.is_new()
		? __("Choose the participant and the scheme, say how the referral came, and save.")
		: {
				Referred: __("Next: offer a mentor, and record when under “Offered on”."),
				Offered: __("Next: record the answer to the offer."),
				Waiting: __("Next: find a mentor and choose “Propose a link”."),
				Declined: __("The offer was declined. Change the answer if that changes."),
				Withdrawn: __("Withdrawn from the scheme."),
			}[frm.doc.status];
	if (text) frm.set_intro(text, "blue");
}

function add_buttons(frm) {
	if (frm.is_new() || !MAY_BE_LINKED.includes(frm.doc.status)) return;
	if (frappe.model.can_create("Mentoring Link")) {
		frm.add_custom_button(__("Propose a link"), () =>
			frappe.new_doc("Mentoring Link", {
				mentee: frm.doc.name,
				support_type: frm.doc.support_type,
				scheme: frm.doc.scheme,
			})
		);
	}
}
