// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

const WITH_WRITER = ["Draft", "Queried"];
const WITH_RECORDS = ["Active", "Suspended", "Closing", "Ended Early"];

frappe.ui.form.on("Contact Record", {
	setup(frm) {
		frm.set_query("link", () => ({ filters: { status: ["in", WITH_RECORDS] } }));
	},

	onload(frm) {
		// Frappe 15 fills every time field of a new document with the time of day
		if (frm.is_new() && !frm.doc.amended_from) frm.doc.contact_time = null;
	},

	refresh(frm) {
		leave_out_submit(frm);
		lead(frm);
		if (!frm.is_new() && frm.doc.docstatus < 2) add_actions(frm);
	},
});

/** A record is submitted by being agreed, so the button that does it by hand would only be refused. */
function leave_out_submit(frm) {
	if (frm.doc.docstatus !== 0 || !frm.perm[0]?.submit) return;
	frm.perm[0].submit = 0;
	frm.dashboard.clear_headline();
	frm.toolbar.set_primary_action();
}

/** Say what comes next, and that no child is named (R30). */
function lead(frm) {
	frm.set_intro(); // a form is refreshed more than once, and each intro would be added to the last
	const no_child = __("Please name no child, and leave out what identifies one, unless it is needed.");
	if (frm.is_new() || frm.doc.status === "Draft") {
		frm.set_intro(`${no_child} ${__("Next: save, then send the record to the mentee.")}`, "blue");
	} else if (frm.doc.status === "Queried") {
		const asked = frappe.utils.escape_html(frm.doc.remarks.at(-1)?.text || "");
		frm.set_intro(`${__("The mentee asks for a change:")} ${asked}<br>${no_child}`, "orange");
	} else if (frm.doc.status === "Sent") {
		frm.set_intro(__("The record is with the mentee, who agrees it or asks for a change."), "blue");
	}
}

function add_actions(frm) {
	const status = frm.doc.status;
	const mentee = frm.doc.mentee_user === frappe.session.user;
	if (status === "Sent" && mentee) {
		frm.add_custom_button(__("Agree"), () => with_name(frm, "agree")).addClass("btn-primary");
		frm.add_custom_button(__("Ask for a change"), () => query(frm));
	}
	if (!frm.perm[0].write) return;
	if (WITH_WRITER.includes(status)) {
		frm.add_custom_button(__("Send"), () => send(frm)).addClass("btn-primary");
	}
	if (status === "Sent") frm.add_custom_button(__("Take back"), () => act(frm, "take_back"));
	if ([...WITH_WRITER, "Sent"].includes(status)) {
		frm.add_custom_button(__("Agreed on paper"), () => agreed_on_paper(frm));
	}
	frm.add_custom_button(__("Share with social workers"), () => share(frm));
}

/** The mentor signs by sending where the scheme asks for it; staff send on the mentor's behalf. */
function send(frm) {
	if (frm.doc.mentor_user === frappe.session.user) with_name(frm, "send");
	else act(frm, "send");
}

function with_name(frm, method) {
	frappe.prompt(
		{
			fieldname: "name_typed",
			label: __("Your full name"),
			fieldtype: "Data",
			description: __("Needed where both sign each record."),
		},
		(values) => act(frm, method, { name_typed: values.name_typed || "" }),
		method === "agree" ? __("Agree") : __("Send"),
		method === "agree" ? __("Agree") : __("Send")
	);
}

function query(frm) {
	frappe.prompt(
		{ fieldname: "text", label: __("What should be different"), fieldtype: "Small Text", reqd: 1 },
		(values) => act(frm, "query", values),
		__("Ask for a change"),
		__("Send back")
	);
}

function agreed_on_paper(frm) {
	frappe.prompt(
		{
			fieldname: "on",
			label: __("Date on the paper"),
			fieldtype: "Date",
			reqd: 1,
			description: __("The record is then agreed, and changes only by amendment."),
		},
		(values) => act(frm, "record_agreed_on_paper", values),
		__("Agreed on paper"),
		__("Record")
	);
}

function share(frm) {
	frappe.prompt(
		[
			{
				fieldname: "mentee_ssw",
				label: __("With the mentee's social worker"),
				fieldtype: "Check",
				default: frm.doc.share_with_mentee_ssw,
			},
			{
				fieldname: "mentor_ssw",
				label: __("With the mentor's social worker"),
				fieldtype: "Check",
				default: frm.doc.share_with_mentor_ssw,
			},
		],
		({ mentee_ssw, mentor_ssw }) =>
			act(frm, "share_with_ssws", { mentee_ssw: Boolean(mentee_ssw), mentor_ssw: Boolean(mentor_ssw) }),
		__("Share with social workers"),
		__("Keep")
	);
}

/** The server acts on what is stored, so what is on the screen is saved first. */
async function act(frm, method, args = {}) {
	if (frm.is_dirty()) await frm.save();
	await frappe.xcall("run_doc_method", { dt: frm.doctype, dn: frm.docname, method, args });
	await frm.reload_doc();
}
