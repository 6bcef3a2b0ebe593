// Asks for the reason that a rule wants before a save goes on, and goes on with it.
//
// The server answers ReasonNeeded where a warning, or a refusal that this user may override, awaits a reason. Whoever
// saves says beforehand how the save is repeated; the reason then travels in the field `decision_reason`.

frappe.provide("mentoring_scheme");

mentoring_scheme.reasons = (() => {
	let repeat = null;

	/** Should the next save need a reason, `again(reason)` repeats it. */
	function expect(again) {
		repeat = again;
	}

	/** For the event before_save of a form: the form is saved once more with the reason in it. */
	function expect_of_form(frm) {
		expect((reason) => {
			if (cur_frm === frm) frm.set_value("decision_reason", reason).then(() => frm.save());
		});
	}

	function expect_nothing() {
		repeat = null;
	}

	function answer(response) {
		const again = repeat;
		repeat = null;
		const messages = JSON.parse(response._server_messages || "[]").map((each) => JSON.parse(each));
		if (again) {
			ask(findings_of(messages), again);
		} else {
			frappe.msgprint(messages);
		}
	}

	/** What stands in the way, one line each. */
	function findings_of(messages) {
		const page = new DOMParser().parseFromString(
			messages.map((each) => each.message).join(""),
			"text/html"
		);
		const items = [...page.querySelectorAll("li")].map((each) => each.textContent.trim());
		return items.length ? items : [page.body.textContent.trim()];
	}

	function ask(findings, again) {
		const items = findings.map((each) => `<li>${frappe.utils.escape_html(each)}</li>`).join("");
		const dialog = new frappe.ui.Dialog({
			title: __("A reason is needed to go on"),
			fields: [
				{ fieldtype: "HTML", fieldname: "findings", options: `<ul>${items}</ul>` },
				{
					fieldtype: "Small Text",
					fieldname: "reason",
					label: __("Why is it right to go on?"),
					description: __("Kept on record with your name, under Decisions."),
					reqd: 1,
				},
			],
			primary_action_label: __("Go on with this reason"),
			primary_action({ reason }) {
				if (!reason.trim()) return;
				dialog.hide();
				again(reason.trim());
			},
			secondary_action_label: __("Do not go on"),
			secondary_action: () => dialog.hide(),
		});
		dialog.show();
	}

	frappe.request.error_handlers.ReasonNeeded = [answer];

	return { expect, expect_of_form, expect_nothing };
})();
