// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

const ASSETS = "/assets/mentoring_scheme";
const WRITTEN_BY_HAND = ["needs", "wished_outcomes", "what_matters"];
const MAY_BE_LINKED = ["Referred", "Offered", "Waiting", "In a Link", "Ended"];
const MAY_BE_MATCHED = ["Referred", "Offered", "Waiting"];
// what a mentee wants support with is held against what mentors know well
const TOPIC_KIND = "Expertise";
const SHOWN_BY_PANEL = [
	"participant",
	"referral_route",
	"referral_plan",
	"referred_on",
	"support_type",
	"mentor_choice",
	"under_allegation",
	"independent_support",
	"offered_on",
	"offer_answered_on",
	"offer_reason",
	"traditional_offered_on",
];

frappe.ui.form.on("Mentee", {
	setup(frm) {
		frm.shared_scripts = frappe.require([
			`${ASSETS}/js/scheme_choices.js`,
			`${ASSETS}/js/findings_panel.js`,
			`${ASSETS}/css/findings_panel.css`,
			`${ASSETS}/js/attributes.js`,
			`${ASSETS}/js/mentee_wishes.js`,
			`${ASSETS}/js/invite.js`,
			`${ASSETS}/css/matching.css`,
		]);
		frm.set_query("scheme", () => ({ filters: { enabled: 1 } }));
		remind_of_children(frm);
		set_up_wishes(frm);
	},

	async refresh(frm) {
		lead(frm);
		add_buttons(frm);
		await frm.shared_scripts;
		mentoring_scheme.invite.add_button(frm, frm.doc.participant);
		mentoring_scheme.scheme_choices.only_scheme(frm);
		mentoring_scheme.scheme_choices.support_types(frm, frm.doc.scheme);
		mentoring_scheme.findings_panel.refresh(frm, PANEL);
		mentoring_scheme.attributes.show(frm, "topics", TOPIC_KIND);
	},

	async scheme(frm) {
		if (frm.doc.support_type) frm.set_value("support_type", "");
		await frm.shared_scripts;
		mentoring_scheme.scheme_choices.support_types(frm, frm.doc.scheme);
	},

	offer_answer(frm) {
		if (frm.doc.offer_answer) frm.set_value("offer_answered_on", frappe.datetime.get_today());
		refresh_panel(frm);
	},

	...Object.fromEntries(SHOWN_BY_PANEL.map((fieldname) => [fieldname, refresh_panel])),
});

frappe.ui.form.on("Mentoring Wish", {
	criterion: (frm, doctype, name) => mentoring_scheme.mentee_wishes.criterion_changed(frm, doctype, name),
});

async function set_up_wishes(frm) {
	await frm.shared_scripts;
	mentoring_scheme.attributes.set_up(frm, "topics", TOPIC_KIND);
	mentoring_scheme.mentee_wishes.set_up(frm);
}

// --- the panel

const PANEL = {
	empty: __("Choose a participant and a scheme to see how the referral stands."),
	ready: (frm) => Boolean(frm.doc.participant && frm.doc.scheme && frm.doc.referred_on),
	render({ findings, missing }) {
		const { findings_html, verdict_html } = mentoring_scheme.findings_panel;
		const verdict = verdict_html(findings, {
			good: __("Nothing needs attention"),
			missing: () => "",
			warned: (number) =>
				number === 1
					? __("One thing needs attention")
					: __("{0} things need attention", [number]),
		});
		const words = { warn: { title: __("Needs attention") } };
		return `${verdict}${missing_html(missing)}
			${findings_html(findings, { key: "mentee", fold_passes: false, words })}`;
	},
};

function missing_html(missing) {
	if (!missing.length) return "";
	return `<p><strong>${__("Not recorded yet, and wanted before a mentor is looked for:")}</strong>
		${frappe.utils.escape_html(missing.join(", "))}.</p>`;
}

async function refresh_panel(frm) {
	await frm.shared_scripts;
	mentoring_scheme.findings_panel.refresh_soon(frm, PANEL);
}

/** A reminder where people type (R30). */
function remind_of_children(frm) {
	WRITTEN_BY_HAND.forEach((fieldname) =>
		frm.set_df_property(
			fieldname,
			"description",
			__("Please name no child, and nothing that tells which child is meant.")
		)
	);
}

function lead(frm) {
	frm.set_intro(); // a form is refreshed more than once, and each intro would be added to the last
	const text = frm.is_new()
		? __("Choose the participant and the scheme, say how the referral came, and save.")
		: {
				Referred: __("Next: offer a mentor, and record when under “Offered on”."),
				Offered: __("Next: record the answer to the offer."),
				Waiting: may_match()
					? __("Next: {0}. Compare, and propose a link.", [shortlist_way_html(frm)])
					: __("Waiting for a mentor; the co-ordinator looks for one."),
				Declined: __("The offer was declined. If the mentee has a change of mind, change the answer."),
				Withdrawn: __("Withdrawn from the scheme."),
			}[frm.doc.status];
	if (text) frm.set_intro(text, "blue");
}

function add_buttons(frm) {
	if (!frm.is_new() && MAY_BE_MATCHED.includes(frm.doc.status)) add_shortlist_button(frm);
	if (frm.is_new() || !MAY_BE_LINKED.includes(frm.doc.status)) return;
	if (frappe.model.can_create("Mentoring Link")) {
		frm.add_custom_button(__("Propose a link"), () =>
			frappe.new_doc("Mentoring Link", {
				mentee: frm.doc.name,
				support_type: frm.doc.support_type,
				scheme: frm.doc.scheme,
			})
		);
	}
}

/** On narrow screens the button lies folded away in a menu, so the lead has the way as well. */
function shortlist_way_html(frm) {
	const href = frappe.router.make_url(["mentoring-shortlist", frm.doc.name]);
	return `<a href="${frappe.utils.escape_html(href)}" style="text-decoration: underline">${__("Find a mentor")}</a>`;
}

function may_match() {
	return frappe.user.has_role(["Mentoring Manager", "Mentoring Co-ordinator"]);
}

/** The way to the shortlist, for those who match; the one thing to do next while somebody waits. */
function add_shortlist_button(frm) {
	if (!may_match()) return;
	const label = __("Find a mentor");
	frm.add_custom_button(label, () => frappe.set_route("mentoring-shortlist", frm.doc.name));
	frm.change_custom_button_type(label, null, "primary");
}
