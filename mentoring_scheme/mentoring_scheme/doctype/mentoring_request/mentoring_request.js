// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.ui.form.on("Mentoring Request", {
	refresh(frm) {
		frm.disable_save();
		frm.set_intro(); // a form is refreshed more than once, and each intro would be added to the last
		if (frm.doc.mentor) {
			frm.add_custom_button(__("Open the mentor"), () =>
				frappe.set_route("Form", "Mentor", frm.doc.mentor)
			);
		}
		if (frm.doc.status !== "Open") return;
		frm.set_intro(INTROS[frm.doc.kind], "blue");
		add_answers(frm);
	},
});

const INTROS = {
	Break: __(
		"Speak with the mentor about each link that runs, then agree. The mentor is then on a break at once, so that nobody new is found for them; links stay as they are."
	),
	"Back from a break": __(
		"Agree, and the mentor is active again; where they name a later day, that day is recorded as their return."
	),
	"Change of details": __("Make the change where it belongs, then choose Done."),
};

function add_answers(frm) {
	if (!frm.perm[0].write) return;
	if (frm.doc.kind === "Change of details") {
		add_answer(frm, __("Done"), "close_with", { outcome: "Done" });
	} else {
		add_answer(frm, __("Agree"), "grant");
	}
	frm.add_custom_button(__("Decline"), () => ask(frm, __("Decline"), "close_with", { outcome: "Declined" }, 1));
}

function add_answer(frm, label, method, args) {
	frm.add_custom_button(label, () => ask(frm, label, method, args)).addClass("btn-primary");
}

/** The answer is read by whoever asked; a no always has one. */
function ask(frm, label, method, args = {}, reqd = 0) {
	const field = {
		fieldname: "answer",
		label: __("Answer"),
		fieldtype: "Small Text",
		reqd,
		description: __("Whoever asked reads this."),
	};
	frappe.prompt(
		field,
		async ({ answer }) => {
			await frm.call(method, { ...args, answer: answer || "" });
			await frm.reload_doc();
		},
		label,
		label
	);
}
