// What the ledger has made of a payment or a claim: its invoice, or why it was refused, and a way to try again.

frappe.provide("mentoring_scheme");

mentoring_scheme.ledger ??= (() => {
	const PAYERS = ["Mentoring Finance", "Mentoring Manager"];
	const POLL = 1500;
	const LONGEST = 20;

	function show(frm) {
		// the invoice goes with our own document, which sees to it on the server
		frm.ignore_doctypes_on_cancel_all = ["Purchase Invoice"];
		const { ledger_invoice: invoice, ledger_error: error, status } = frm.doc;
		if (invoice && has_ledger() && frappe.model.can_read("Purchase Invoice")) {
			frm.add_custom_button(__("Invoice in the ledger"), () =>
				frappe.set_route("Form", "Purchase Invoice", invoice)
			);
		}
		if (error && status === "Approved") {
			frm.set_intro(__("Not in the ledger: {0}", [frappe.utils.escape_html(error)]), "red");
		}
		if (error && !invoice && status === "Approved" && has_ledger() && is_payer()) {
			frm.add_custom_button(__("Try again"), () => try_again(frm));
		}
	}

	function has_ledger() {
		return Boolean(frappe.boot.versions?.erpnext);
	}

	function is_payer() {
		return PAYERS.some((role) => frappe.user_roles.includes(role));
	}

	/** A worker posts it; what became of it is read from the document, since a site may have no live updates. */
	async function try_again(frm) {
		const { doctype, name, modified } = frm.doc;
		await frappe.xcall("mentoring_scheme.finance.posting.try_again", { kind: doctype, names: [name] });
		frappe.show_alert({ message: __("It is being posted to the ledger."), indicator: "blue" });
		for (let tries = 0; tries < LONGEST; tries++) {
			await new Promise((next) => setTimeout(next, POLL));
			const { message } = await frappe.db.get_value(doctype, name, "modified");
			if (message.modified !== modified) break;
		}
		if (frm.doc.name === name) frm.reload_doc();
	}

	return { show };
})();

// Both forms load this file; each is wired once.
for (const doctype of ["Mentoring Payment", "Mentor Claim"]) {
	if (mentoring_scheme.ledger[doctype]) continue;
	mentoring_scheme.ledger[doctype] = true;
	frappe.ui.form.on(doctype, { refresh: (frm) => mentoring_scheme.ledger.show(frm) });
}
