// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.ui.form.on("Mentoring Participant", {
	setup(frm) {
		frm.shared_scripts = frappe.require([
			"/assets/mentoring_scheme/js/attributes.js",
			"/assets/mentoring_scheme/js/place.js",
			"/assets/mentoring_scheme/js/invite.js",
			"/assets/mentoring_scheme/css/matching.css",
		]);
		frm.shared_scripts.then(() => mentoring_scheme.attributes.set_up(frm, "attributes"));
		frm.set_query("second_carer", () => ({
			filters: {
				name: ["!=", frm.doc.name],
				...(frm.doc.household ? { household: frm.doc.household } : {}),
			},
		}));
	},

	refresh(frm) {
		frm.set_intro();
		show_parts(frm);
		if (frm.is_new()) {
			frm.set_intro(
				__(
					"Approvals and active caring are what eligibility is counted from. Add a row for each approval and each period."
				),
				"blue"
			);
			return;
		}
		for (const [doctype, label] of [
			["Mentor", __("Make mentor")],
			["Mentee", __("Make mentee")],
		]) {
			if (frappe.model.can_create(doctype)) {
				frm.add_custom_button(label, () => frappe.new_doc(doctype, { participant: frm.doc.name }));
			}
		}
		offer_rights(frm);
	},

	attributes: show_attributes,
});

/** For managers: what the person asks about their data, and a hold on what is kept. */
function offer_rights(frm) {
	const group = __("Data protection");
	if (frappe.model.can_create("Mentoring Data Request")) {
		frm.add_custom_button(
			__("Give them their data"),
			async () => {
				const participant = frm.doc.name;
				const request = await frappe.xcall("mentoring_scheme.jobs.data_requests.start", { participant });
				frappe.set_route("Form", "Mentoring Data Request", request);
			},
			group
		);
	}
	for (const [doctype, label] of [
		["Mentoring Data Request", __("Another request")],
		["Mentoring Legal Hold", __("Place a legal hold")],
	]) {
		if (frappe.model.can_create(doctype)) {
			frm.add_custom_button(label, () => frappe.new_doc(doctype, { participant: frm.doc.name }), group);
		}
	}
}

/** What stands in the place of the map, and below the attributes; and the invitation. */
async function show_parts(frm) {
	await frm.shared_scripts;
	mentoring_scheme.invite.add_button(frm, frm.doc.name);
	mentoring_scheme.place.show(frm);
	show_attributes(frm);
}

function show_attributes(frm) {
	mentoring_scheme.attributes.show(frm, "attributes");
}
