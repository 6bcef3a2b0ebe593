// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

const WRITING = "Being written";
const AWAITING = "Awaiting signatures";
const SIGNED = "Signed";
const OVER = ["Closed", "Declined", "Ended Early"];
const WORDING = [
	"sections",
	"goals",
	"contact_way",
	"contact_every",
	"contact_unit",
	"contact_weekday",
	"contact_time",
	"between_contacts",
];

frappe.ui.form.on("Mentoring Agreement", {
	setup(frm) {
		frm.set_query("link", () => ({ filters: { status: ["not in", OVER] } }));
	},

	onload(frm) {
		// Frappe 15 fills every time field of a new document with the time of day
		if (frm.is_new()) frm.doc.contact_time = null;
	},

	refresh(frm) {
		const rests = frm.doc.signing_state !== WRITING;
		WORDING.forEach((fieldname) => frm.set_df_property(fieldname, "read_only", rests ? 1 : 0));
		keep_rows(frm.fields_dict.sections.grid);
		lead(frm);
		if (!frm.is_new()) add_actions(frm);
	},
});

/** Say what comes next. */
function lead(frm) {
	frm.set_intro(); // a form is refreshed more than once, and each intro would be added to the last
	if (frm.is_new()) {
		frm.set_intro(
			__("Choose the link and save: the sections are filled in from the policy of its scheme."),
			"blue"
		);
	} else if (frm.doc.signing_state === WRITING) {
		frm.set_intro(
			__(
				"Next: write in each section what the pair agreed, then offer the agreement for signature. Please name no child, and leave out what identifies one, unless it is needed."
			),
			"blue"
		);
	} else if (frm.doc.signing_state === AWAITING) {
		frm.set_intro(
			__(
				"The wording rests while it is being signed. The last signature puts the agreement in force by itself."
			),
			"orange"
		);
	}
}

/** The sections are those of the policy: none is added and none goes. */
function keep_rows(grid) {
	grid.cannot_add_rows = true;
	grid.cannot_delete_rows = true;
	grid.refresh();
}

function add_actions(frm) {
	const state = frm.doc.signing_state;
	if (state === AWAITING && signs_here(frm)) {
		frm.add_custom_button(__("Sign"), () => sign(frm)).addClass("btn-primary");
	}
	if (!frm.perm[0].write) return;
	if (state === WRITING) {
		frm.add_custom_button(__("Offer for signature"), () => act(frm, "offer_for_signature")).addClass(
			"btn-primary"
		);
	} else if (state === AWAITING) {
		frm.add_custom_button(__("Record signature on paper"), () => record_signature(frm));
		frm.add_custom_button(__("Back to writing"), () => back_to_writing(frm));
	} else if (state === SIGNED && frm.doc.docstatus === 1) {
		frm.add_custom_button(__("Review"), () => review(frm));
	}
}

function signs_here(frm) {
	return ["mentor_user", "mentee_user", "ssw_user"].some(
		(fieldname) => frm.doc[fieldname] === frappe.session.user
	);
}

function sign(frm) {
	frappe.prompt(
		{
			fieldname: "name_typed",
			label: __("Your full name"),
			fieldtype: "Data",
			reqd: 1,
			description: __(
				"By this you sign the agreement with its confidentiality statement. The time and your account are recorded."
			),
		},
		(values) => act(frm, "sign", values),
		__("Sign"),
		__("Sign")
	);
}

function record_signature(frm) {
	const parties = ["Mentor", "Mentee"].concat(frm.doc.ssw_user ? ["Mentee's SSW"] : []);
	const signed = (frm.doc.signatures || []).map((row) => row.party);
	const waiting = parties.filter((party) => !signed.includes(party));
	frappe.prompt(
		[
			{
				fieldname: "party",
				label: __("Who signed"),
				fieldtype: "Select",
				options: waiting,
				default: waiting[0],
				reqd: 1,
			},
			{ fieldname: "name_typed", label: __("Name on the paper"), fieldtype: "Data", reqd: 1 },
			{ fieldname: "signed_on", label: __("Date on the paper"), fieldtype: "Date", reqd: 1 },
		],
		(values) => act(frm, "record_signature", values),
		__("Record signature on paper"),
		__("Record")
	);
}

function back_to_writing(frm) {
	frappe.prompt(
		{
			fieldname: "reason",
			label: __("Why the wording goes back"),
			fieldtype: "Small Text",
			reqd: 1,
			description: __("Signatures given so far are cleared and asked for again."),
		},
		(values) => act(frm, "back_to_writing", values),
		__("Back to writing"),
		__("Take back")
	);
}

function review(frm) {
	frappe.confirm(
		__(
			"A new agreement is made with the words of this one. This one stays in force until the new one is signed. Go on?"
		),
		async () => {
			const name = await call(frm, "review");
			frappe.set_route("Form", "Mentoring Agreement", name);
		}
	);
}

/** The server acts on what is stored, so what is on the screen is saved first. */
async function act(frm, method, args) {
	if (frm.is_dirty()) await frm.save();
	await call(frm, method, args);
	await frm.reload_doc();
}

function call(frm, method, args = {}) {
	return frappe.xcall("run_doc_method", { dt: frm.doctype, dn: frm.docname, method, args });
}
