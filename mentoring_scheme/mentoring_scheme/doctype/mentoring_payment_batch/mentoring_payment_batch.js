// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.ui.form.on("Mentoring Payment Batch", {
	setup(frm) {
		frm.set_query("scheme", () => ({ filters: { paid_through: "Payment batch" } }));
		frm.set_query("layout", () => ({
			filters: { doc_type: frm.doctype, raw_printing: 1, disabled: 0 },
		}));
		frm.set_query("reference", "lines", () => ({
			filters: {
				status: "Approved",
				batch: ["is", "not set"],
				...(frm.doc.scheme ? { scheme: frm.doc.scheme } : {}),
			},
		}));
	},

	onload(frm) {
		if (frm.is_new() && !frm.doc.pay_on) frm.set_value("pay_on", frappe.datetime.get_today());
	},

	refresh(frm) {
		lead(frm);
		lock(frm);
		add_buttons(frm);
	},
});

// --- what comes next

function lead(frm) {
	frm.set_intro(); // a form is refreshed more than once, and each intro would be added to the last
	const [text, colour] = next_step(frm);
	if (text) frm.set_intro(text, colour);
}

function next_step(frm) {
	const { status, lines, file } = frm.doc;
	if (frm.is_new()) {
		return [__("Choose the day, a scheme if the batch is for one, and save. Then get what is approved."), "blue"];
	}
	if (status === "Draft" && !lines?.length) return [__("Next: get what is approved."), "blue"];
	if (status === "Draft" && !file) return [__("Next: look through the lines, then make the file."), "blue"];
	if (status === "Draft") {
		return [__("Next: hand the file to the bank or the ledger, then mark the batch as sent."), "blue"];
	}
	if (status === "Sent") return [__("Next: record it as paid once the bank or the ledger says so."), "blue"];
	return ["", ""];
}

/** What was sent is kept as it was. */
function lock(frm) {
	const sent = !frm.is_new() && frm.doc.status !== "Draft";
	["title", "scheme", "pay_on", "layout", "lines"].forEach((fieldname) =>
		frm.set_df_property(fieldname, "read_only", sent ? 1 : 0)
	);
}

function add_buttons(frm) {
	if (frm.is_new() || !frm.perm[0].write) return;
	const { status, lines, file } = frm.doc;
	const open = (lines || []).filter((line) => !line.came_back_on);
	if (status === "Draft") {
		const take_up = __("Get what is approved");
		const make_file = file ? __("Make the file again") : __("Make the file");
		const send = __("Mark as sent");
		frm.add_custom_button(take_up, () => ask_and_take_up(frm));
		if (open.length) frm.add_custom_button(make_file, () => make(frm));
		if (file) frm.add_custom_button(send, () => ask_and_send(frm));
		const next = file ? send : open.length ? make_file : take_up;
		frm.change_custom_button_type(next, null, "primary");
	}
	if (status === "Sent" && open.length) {
		const pay = __("Record as paid");
		frm.add_custom_button(pay, () => ask_and_pay(frm));
		frm.change_custom_button_type(pay, null, "primary");
	}
	if (["Sent", "Paid"].includes(status) && open.length) {
		frm.add_custom_button(__("A line came back"), () => ask_what_came_back(frm, open));
	}
	if (["Draft", "Sent"].includes(status)) {
		frm.add_custom_button(__("Cancel the batch"), () => ask_and_cancel(frm));
	}
}

// --- the steps

async function step(frm, method, args = {}) {
	if (frm.is_dirty()) await frm.save();
	const { message } = await frm.call({ doc: frm.doc, method, args, freeze: true });
	await frm.reload_doc();
	return message;
}

function ask(title, label, fields, act) {
	const dialog = new frappe.ui.Dialog({
		title,
		fields,
		primary_action_label: label,
		async primary_action(values) {
			// stays open when it is refused, so that nothing is typed twice
			await act(values);
			dialog.hide();
		},
	});
	dialog.show();
}

function ask_and_take_up(frm) {
	const fields = [
		{
			fieldname: "until",
			fieldtype: "Date",
			label: __("Due until"),
			description: __("Claims are due from the day on which they were approved."),
			default: frm.doc.pay_on,
			reqd: 1,
		},
		{ fieldname: "payments", fieldtype: "Check", label: __("Payments"), default: 1 },
		{ fieldname: "claims", fieldtype: "Check", label: __("Claims"), default: 1 },
	];
	ask(__("Get what is approved"), __("Get"), fields, async (values) => {
		tell_taken(await step(frm, "take_up", values));
	});
}

function tell_taken({ taken, left_out }) {
	const text =
		taken === 0
			? __("Nothing more is approved and due.")
			: taken === 1
			? __("1 line was added.")
			: __("{0} lines were added.", [taken]);
	if (!left_out.length) {
		frappe.show_alert({ message: text, indicator: taken ? "green" : "orange" }, 7);
		return;
	}
	const items = left_out.map((each) => `<li>${frappe.utils.escape_html(each)}</li>`).join("");
	frappe.msgprint({
		title: __("Get what is approved"),
		indicator: "orange",
		message: `<p>${frappe.utils.escape_html(text)}</p><ul>${items}</ul>`,
	});
}

async function make(frm) {
	await step(frm, "make_file");
	frappe.show_alert({ message: __("The file is attached below."), indicator: "green" }, 7);
}

function ask_and_send(frm) {
	const fields = [
		{
			fieldname: "on",
			fieldtype: "Date",
			label: __("Handed over on"),
			description: __("The payments and claims in it become “Sent”. Nothing in the batch changes after that."),
			default: frappe.datetime.get_today(),
			reqd: 1,
		},
	];
	ask(__("Mark as sent"), __("Mark as sent"), fields, (values) => step(frm, "mark_sent", values));
}

function ask_and_pay(frm) {
	const fields = [
		{
			fieldname: "on",
			fieldtype: "Date",
			label: __("Paid on"),
			default: frm.doc.pay_on <= frappe.datetime.get_today() ? later(frm.doc) : frappe.datetime.get_today(),
			reqd: 1,
		},
		{
			fieldname: "reference",
			fieldtype: "Data",
			label: __("Payment reference"),
			description: __("As the bank or the ledger shows it. It is written to every payment and claim."),
			reqd: 1,
		},
	];
	ask(__("Record as paid"), __("Record as paid"), fields, (values) => step(frm, "mark_paid", values));
}

/** The day that was planned, unless the batch was sent after it. */
function later({ pay_on, sent_on }) {
	return pay_on > sent_on ? pay_on : sent_on;
}

function ask_what_came_back(frm, open) {
	const money = (line) => frappe.format(line.amount, { fieldtype: "Currency" }, { inline: 1 }, line);
	const fields = [
		{
			fieldname: "line",
			fieldtype: "Select",
			label: __("Which line?"),
			options: open.map((line) => ({
				value: line.name,
				label: `${line.payee_name}: ${strip_html(money(line))} (${line.reference})`,
			})),
			reqd: 1,
		},
		{
			fieldname: "on",
			fieldtype: "Date",
			label: __("Came back on"),
			default: frappe.datetime.get_today(),
			reqd: 1,
		},
		{
			fieldname: "reason",
			fieldtype: "Data",
			label: __("Why?"),
			description: __("As the bank says it. The payment or claim is then free for another batch."),
			reqd: 1,
		},
	];
	ask(__("A line came back"), __("Mark it"), fields, (values) => step(frm, "line_came_back", values));
}

function ask_and_cancel(frm) {
	const fields = [
		{
			fieldname: "reason",
			fieldtype: "Small Text",
			label: __("Why?"),
			description: __("Nothing of it counts as paid, and every line is free for another batch."),
			reqd: 1,
		},
	];
	ask(__("Cancel the batch"), __("Cancel the batch"), fields, (values) => step(frm, "cancel_batch", values));
}
