// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.ui.form.on("Mentoring Application", {
	setup(frm) {
		frm.set_query("scheme", () => ({ filters: { enabled: 1 } }));
	},

	refresh(frm) {
		lead(frm);
		show_buttons(frm);
		const made = frm.doc.mentor || frm.doc.mentee;
		if (made) {
			frm.add_custom_button(
				frm.doc.role === "Mentor" ? __("Open the mentor") : __("Open the mentee"),
				() => frappe.set_route("Form", frm.doc.role, made)
			);
		}
	},
});

function lead(frm) {
	frm.set_intro(); // a form is refreshed more than once, and each intro would be added to the last
	const text = frm.is_new()
		? __("For what came on paper or by telephone. Ask the person whether the scheme may keep it.")
		: {
				New: __("Read it, get in touch if you like, then accept or decline."),
				Accepted: __("Accepted. What follows is recorded on the mentor or mentee."),
				Declined: __("Declined. It is kept no longer than the scheme's rules for records say."),
			}[frm.doc.status];
	frm.set_intro(text, "blue");
}

/** In the form itself, because on a tablet the buttons above it hide in a menu. */
function show_buttons(frm) {
	const place = frm.fields_dict.decision_html.$wrapper;
	place.empty();
	if (frm.is_new() || frm.doc.status !== "New" || !frm.perm[0].write) return;
	place.html(`<button type="button" class="btn btn-sm btn-primary mr-2">${__("Accept …")}</button>
		<button type="button" class="btn btn-sm btn-default">${__("Decline …")}</button>`);
	const [accepting, declining] = place.find("button").get();
	accepting.addEventListener("click", () => accept(frm));
	declining.addEventListener("click", () => decline(frm));
}

// --- accepting

async function accept(frm) {
	const { message: likely } = await frm.call("likely_participants");
	const dialog = new frappe.ui.Dialog({
		title:
			frm.doc.role === "Mentor"
				? __("Accept as an applicant to be a mentor")
				: __("Accept as a mentee"),
		fields: [
			{ fieldtype: "HTML", fieldname: "who", options: choices_html(frm, likely) },
			{
				fieldtype: "Link",
				fieldname: "other",
				options: "Mentoring Participant",
				label: __("Or somebody else whom you know to be this person"),
			},
		],
		primary_action_label: __("Accept"),
		primary_action: ({ other }) => take_on(frm, dialog, other || chosen(dialog)),
	});
	dialog.show();
}

/** Radio buttons: those who may be this person, and a new participant; nothing is preset where there is a choice. */
function choices_html(frm, likely) {
	const known = likely.map(({ name, participant_name, email, phone, area, same }) =>
		choice_html({
			value: name,
			label: participant_name,
			details: [
				__("The same: {0}", [same.join(", ")]),
				[name, email, phone, area].filter(Boolean).join(" · "),
			],
		})
	);
	const fresh = choice_html({
		value: "",
		label: __("Somebody new"),
		details: [__("A participant of this name is made")],
		checked: !likely.length,
	});
	const title = likely.length
		? __("This person may be known already. Who is it?")
		: __("Nobody whom you see looks like this person.");
	return `<fieldset><legend style="font-size: inherit">${title}</legend>${known.join("")}${fresh}</fieldset>`;
}

function choice_html({ value, label, details, checked }) {
	const escape = frappe.utils.escape_html;
	const lines = details.map((line) => `<br><span class="text-muted">${escape(line)}</span>`).join("");
	return `<div class="radio mb-2"><label style="display: flex; gap: 8px">
		<input type="radio" name="applicant" value="${escape(value)}" ${checked ? "checked" : ""}>
		<span><strong>${escape(label)}</strong>${lines}</span>
	</label></div>`;
}

/** The name of the participant chosen; empty for a new one, undefined while nothing is chosen. */
function chosen(dialog) {
	return dialog.fields_dict.who.$wrapper.find("input[name=applicant]:checked").val();
}

async function take_on(frm, dialog, participant) {
	if (participant === undefined) {
		frappe.msgprint(__("Choose who this is: somebody in the list, or somebody new."));
		return;
	}
	const { message: made } = await frm.call({
		method: "accept",
		doc: frm.doc,
		args: { participant: participant || null },
		freeze: true,
	});
	dialog.hide();
	await frm.reload_doc();
	frappe.set_route("Form", made.doctype, made.name);
}

// --- declining

function decline(frm) {
	const dialog = new frappe.ui.Dialog({
		title: __("Decline this application"),
		fields: [
			{
				fieldtype: "Small Text",
				fieldname: "reason",
				label: __("Why"),
				description: __("Kept with the application. It is not sent."),
				reqd: 1,
			},
			{
				fieldtype: "Check",
				fieldname: "tell_applicant",
				label: __("Send a kind message that the scheme cannot take it up"),
				default: 1,
			},
		],
		primary_action_label: __("Decline"),
		async primary_action({ reason, tell_applicant }) {
			await frm.call({
				method: "decline",
				doc: frm.doc,
				args: { reason, tell_applicant: Boolean(tell_applicant) },
				freeze: true,
			});
			dialog.hide();
			frm.reload_doc();
		},
	});
	dialog.show();
}
