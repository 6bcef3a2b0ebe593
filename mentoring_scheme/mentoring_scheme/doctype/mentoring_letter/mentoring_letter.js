// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.ui.form.on("Mentoring Letter", {
	refresh(frm) {
		frm.set_intro(); // a form is refreshed more than once, and each intro would be added to the last
		if (frm.is_new()) return;
		frm.add_custom_button(__("Back to the link"), () =>
			frappe.set_route("Form", "Mentoring Link", frm.doc.link)
		);
		if (frm.doc.status === "Sent") {
			frm.disable_save();
			frm.disable_form();
			frm.set_intro(__("This letter was sent and stays as it was."), "green");
		} else if (frm.perm[0].write) {
			frm.set_intro(__("Change it as you like, save, then send it by e-mail or print it."), "blue");
			add_buttons(frm);
		}
	},
});

function add_buttons(frm) {
	frm.add_custom_button(__("Print"), () => frm.print_doc());
	frm.add_custom_button(__("Record as sent"), () => record_sent(frm));
	frm.add_custom_button(__("Send by e-mail"), () => send_by_mail(frm));
	frm.change_custom_button_type(__("Send by e-mail"), null, "primary");
}

async function send_by_mail(frm) {
	if (frm.is_dirty()) await frm.save();
	frappe.confirm(
		__("Send this letter as a PDF to {0}? It then stays as it is.", [
			frappe.utils.escape_html(frm.doc.participant_name),
		]),
		async () => {
			await frm.call({ doc: frm.doc, method: "send_by_mail", freeze: true });
			frm.reload_doc();
		}
	);
}

function record_sent(frm) {
	frappe.prompt(
		[
			{
				fieldname: "how",
				fieldtype: "Select",
				label: __("How?"),
				options: ["By post", "Handed over"].map((value) => ({ value, label: __(value) })),
				default: "By post",
				reqd: 1,
			},
			{
				fieldname: "on",
				fieldtype: "Date",
				label: __("On which day?"),
				default: frappe.datetime.get_today(),
				reqd: 1,
			},
		],
		async (args) => {
			if (frm.is_dirty()) await frm.save();
			await frm.call({ doc: frm.doc, method: "record_sent", args, freeze: true });
			frm.reload_doc();
		},
		__("Record as sent"),
		__("Record")
	);
}
