// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.ui.form.on("Mentoring Payee Account", {
	refresh(frm) {
		lead(frm);
		if (may_confirm(frm)) {
			frm.add_custom_button(__("Confirm"), () => ask(frm));
			frm.change_custom_button_type(__("Confirm"), null, "primary");
		}
	},
});

function lead(frm) {
	frm.set_intro(); // a form is refreshed more than once, and each intro would be added to the last
	const [text, colour] = state_of(frm);
	frm.set_intro(text, colour);
}

function state_of(frm) {
	if (frm.is_new()) {
		return [
			__("Enter the details as the household has given them. Somebody else then confirms them."),
			"blue",
		];
	}
	if (frm.doc.confirmed_by) {
		return [
			__("Confirmed. Whoever changes the details enters them anew, and they are confirmed again."),
			"green",
		];
	}
	if (frm.doc.entered_by === frappe.session.user) {
		return [__("You entered these details, so somebody else confirms them before anything is paid."), "orange"];
	}
	return [
		__("Ask the household whether these details are right, by a telephone number that you know, and confirm them."),
		"orange",
	];
}

function may_confirm(frm) {
	const { confirmed_by, entered_by } = frm.doc;
	return (
		!frm.is_new() &&
		!frm.is_dirty() &&
		frm.perm[0].write &&
		!confirmed_by &&
		entered_by !== frappe.session.user
	);
}

/** The details once more as they are read out, in groups of two and four. */
function ask(frm) {
	const escape = frappe.utils.escape_html;
	const sort_code = frm.doc.sort_code.replace(/(\d\d)(?=\d)/g, "$1-");
	const number = frm.doc.account_number.replace(/(\d{4})(?=\d)/, "$1 ");
	const rows = [
		[__("Name on the account"), frm.doc.account_holder],
		[__("Sort code"), sort_code],
		[__("Account number"), number],
	]
		.map(([label, value]) => `<tr><th scope="row">${escape(label)}</th><td>${escape(value)}</td></tr>`)
		.join("");
	frappe.confirm(
		`<p>${__("Has the household said that these details are right?")}</p>
		<table class="table table-bordered">${rows}</table>`,
		async () => {
			await frm.call({ doc: frm.doc, method: "confirm", freeze: true });
			frm.reload_doc();
		}
	);
}
