// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.ui.form.on("Mentoring Payment", {
	setup(frm) {
		frm.shared_scripts = frappe.require([
			"/assets/mentoring_scheme/js/reasons.js",
			"/assets/mentoring_scheme/js/moves.js",
		]);
	},

	refresh(frm) {
		frm.set_intro();
		frm.toggle_display("mentor_name", false); // the title says it, and the link above
		if (frm.doc.status === "Withdrawn" && !frm.doc.withdrawn_by) {
			frm.set_intro(__("It comes back by itself when it falls due again."), "blue");
		}
		if (frm.is_new()) {
			frm.set_intro(
				__(
					"Instalments are made by themselves when they fall due. Make one here only for a payment that is agreed outside the policy."
				),
				"blue"
			);
			frm.set_value("kind", "Exceptional");
		}
	},

	before_workflow_action(frm) {
		const question = {
			Held: { title: __("Hold this payment"), action: "Save" },
			Withdrawn: {
				title: __("Withdraw this payment"),
				intro: __("It is not made again by itself, but you can make it due again."),
				action: "Save",
			},
			Cancelled: { title: __("Cancel this payment"), action: "Cancel" },
			Paid: {
				title: __("Record as paid"),
				fields: [
					mentoring_scheme.moves.field(frm, "paid_on", {
						reqd: 1,
						default: frappe.datetime.get_today(),
					}),
					mentoring_scheme.moves.field(frm, "payment_reference"),
				],
				put: null,
				action: "Update",
			},
		}[next_state(frm)];
		if (!question) return;
		const reason = mentoring_scheme.moves.field(frm, "reason", {
			label: __("Why?"),
			description: __("Kept with the payment."),
			reqd: 1,
			default: "",
		});
		const put = (state) => (doc, values) => put_reason(doc, state, values.reason);
		return mentoring_scheme.moves.take_over(frm, (state) => ({
			fields: [reason],
			put: put(state),
			...question,
		}));
	},
});

/** Why it was agreed, or what it puts right, stays above why it is stopped. */
function put_reason(doc, state, reason) {
	const stays = doc.kind !== "Instalment" && doc.reason;
	doc.reason = stays ? `${doc.reason}\n${__(state)}: ${reason}` : reason;
}

function next_state(frm) {
	const moves = frappe.workflow.workflows[frm.doctype].transitions;
	const action = frm.selected_workflow_action;
	return moves.find((each) => each.state === frm.doc.status && each.action === action)?.next_state;
}
