// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

const ASSETS = "/assets/mentoring_scheme";

// The evidence that each stage on the way leaves behind; it is asked for when the next stage is entered (R9).
const EVIDENCE = {
	Applied: ["applied_on"],
	"Information Session": ["information_session_on"],
	Interview: ["interview_on", "interviewed_by", "checks_completed_on"],
	"Preparation Training": ["preparation_completed_on", "checks_completed_on"],
	Review: [
		"checks_completed_on",
		"suitability_reviewed_on",
		"suitability_reviewed_by",
		"found_suitable",
		"commitment_confirmed",
	],
	Approved: ["approved_on"],
};
// stages whose evidence comes from the attendance at an event, where there is one
const HELD_AS_EVENTS = ["Information Session", "Preparation Training"];
const SHOWN_BY_PANEL = [
	"participant",
	"scheme",
	"capacity",
	"commitment_confirmed",
	"break_until",
	...Object.values(EVIDENCE).flat().filter((fieldname) => fieldname.endsWith("_on")),
];

frappe.ui.form.on("Mentor", {
	setup(frm) {
		frm.shared_scripts = frappe.require([
			`${ASSETS}/js/findings_panel.js`,
			`${ASSETS}/css/findings_panel.css`,
			`${ASSETS}/js/reasons.js`,
			`${ASSETS}/js/moves.js`,
			`${ASSETS}/js/scheme_choices.js`,
			`${ASSETS}/js/invite.js`,
		]);
		frm.set_query("scheme", () => ({ filters: { enabled: 1 } }));
	},

	async refresh(frm) {
		lead(frm);
		await frm.shared_scripts;
		mentoring_scheme.scheme_choices.only_scheme(frm);
		mentoring_scheme.findings_panel.refresh(frm, PANEL);
		add_buttons(frm);
	},

	before_save: (frm) => mentoring_scheme.reasons.expect_of_form(frm),
	after_save: () => mentoring_scheme.reasons.expect_nothing(),
	before_workflow_action: (frm) =>
		mentoring_scheme.moves.take_over(frm, (stage) => question_of(frm, stage)),

	...Object.fromEntries(SHOWN_BY_PANEL.map((fieldname) => [fieldname, refresh_panel])),
});

frappe.ui.form.on("Mentor Training", {
	training: refresh_panel,
	mandatory: refresh_panel,
	due_on: refresh_panel,
	attended_on: refresh_panel,
	trainings_remove: refresh_panel,
});

// --- the panel

const PANEL = {
	empty: __(
		"Choose a participant and a scheme to see whether the rules of the scheme let this person be a mentor."
	),
	ready: (frm) => Boolean(frm.doc.participant && frm.doc.scheme),
	render(answer, frm) {
		const { findings, load } = answer;
		const { findings_html, verdict_html } = mentoring_scheme.findings_panel;
		lock(frm, answer.follows);
		const verdict = verdict_html(findings, {
			good: __("Eligible under the rules of the scheme"),
			missing: (number) => missing_text(number, answer.recruiting),
			warned: () => __("Eligible, with a reason"),
		});
		return `${verdict}${absence_html(answer.absence)}
			<p>${frappe.utils.escape_html(load_text(load))}</p>
			${findings_html(findings, { key: "mentor" })}
			${standing_html(answer)}`;
	},
};

/** Whoever has only just applied is not turned down: the rest of the way is still to come. */
function missing_text(number, recruiting) {
	if (recruiting) {
		return number === 1
			? __("Not eligible yet: one thing is still to come")
			: __("Not eligible yet: {0} things are still to come", [number]);
	}
	return number === 1
		? __("Not eligible: one thing stands in the way")
		: __("Not eligible: {0} things stand in the way", [number]);
}

/** What follows from other documents cannot be typed. */
function lock(frm, fieldnames) {
	frm.follows = fieldnames;
	fieldnames.forEach((fieldname) => frm.set_df_property(fieldname, "read_only", 1));
}

function absence_html(absence) {
	if (!absence) return "";
	const { mark_html } = mentoring_scheme.findings_panel;
	return `<p>${mark_html(absence.tone, ICONS[absence.tone], `${absence.state}: ${absence.text}`)}</p>`;
}

/** Checks, training and preparation, each with how it stands. What needs nobody's attention is folded. */
function standing_html({ checks, trainings, topics, recruiting }) {
	const covered = topics.filter((each) => each.tone === "pass").length;
	return [
		rows_html("checks", __("Checks"), checks),
		rows_html("trainings", __("Training"), trainings),
		// of somebody who was approved before events were kept here, nobody knows
		recruiting || covered
			? rows_html(
					"topics",
					__("Preparation: {0} of {1} topics covered", [covered, topics.length]),
					topics,
					recruiting && covered < topics.length
			  )
			: "",
	].join("");
}

const ICONS = { pass: "tick", warn: "exclamation", refuse: "cross" };

function rows_html(key, title, rows, open = rows.some((row) => row.tone !== "pass")) {
	if (!rows.length) return "";
	const { mark_html, escape } = mentoring_scheme.findings_panel;
	const items = rows.map(
		({ label, state, text, tone }) => `<li>
			${mark_html(tone, ICONS[tone], state)}
			<div><span class="findings-text">${escape(label)}</span>${text ? " – " : ""}<span
				class="findings-remedy">${escape(text)}</span></div>
		</li>`
	);
	return `<details class="findings-group" data-key="mentor-${escape(key)}" ${open ? "open" : ""}>
		<summary>${escape(title)}</summary><ul>${items.join("")}</ul>
	</details>`;
}

function load_text({ links, at_a_time }) {
	const now =
		links === 1
			? __("Has 1 link that has not ended.")
			: __("Has {0} links that have not ended.", [links]);
	const limit = at_a_time
		? __("At a time: up to {0}.", [at_a_time])
		: __("The scheme sets no limit at a time.");
	return `${now} ${limit}`;
}

async function refresh_panel(frm) {
	await frm.shared_scripts;
	mentoring_scheme.findings_panel.refresh_soon(frm, PANEL);
}

// --- what comes next

function lead(frm) {
	frm.set_intro(); // a form is refreshed more than once, and each intro would be added to the last
	if (frm.is_new()) {
		frm.set_intro(
			__("Choose the participant and the scheme, and save. Then record each stage as it takes place."),
			"blue"
		);
		return;
	}
	if (!frm.perm[0].write) return;
	const text = lead_text(frm);
	if (text) frm.set_intro(frappe.utils.escape_html(text), "blue");
}

function lead_text(frm) {
	const { stage } = frm.doc;
	const action = next_action(frm, stage);
	if (action && stage !== "Approved" && what_is_asked(frm).length) {
		const over = __("When “{0}” is over, choose Actions › {1}. It asks for the dates.", [
			__(stage),
			__(action),
		]);
		if (!HELD_AS_EVENTS.includes(stage)) return over;
		return `${__("Invite to an event: attendance recorded there gives the date.")} ${over}`;
	}
	if (action) return __("Next: choose Actions › {0}.", [__(action)]);
	return {
		Active: __("May be linked with mentees."),
		"On a Break": on_a_break_text(frm),
		Suspended: __("Suspended: each open link needs a decision, to go on or to suspend."),
		"Stood Down": __("Stood down. Choose Actions › Apply again if that changes."),
	}[stage];
}

function on_a_break_text({ doc }) {
	if (!doc.break_until) return __("On a break. When it is over, choose Actions › Return.");
	const day = frappe.datetime.str_to_user(doc.break_until);
	return doc.break_until < frappe.datetime.get_today()
		? __("The break was to end on {0}. Ask how things are, then choose Actions › Return.", [day])
		: __("On a break, back on {0}. Then choose Actions › Return.", [day]);
}

/** What the stage that the mentor stands in should record and has not recorded yet. */
function what_is_asked(frm) {
	const follows = frm.follows || [];
	return (EVIDENCE[frm.doc.stage] || []).filter(
		(fieldname) => !frm.doc[fieldname] && !follows.includes(fieldname)
	);
}

/** The action that leads one stage on along the way to approval. */
function next_action(frm, stage) {
	if (!EVIDENCE[stage]) return null;
	const way = [...Object.keys(EVIDENCE), "Active"];
	const following = way[way.indexOf(stage) + 1];
	const moves = frappe.workflow.workflows[frm.doctype]?.transitions || [];
	return moves.find((each) => each.state === stage && each.next_state === following)?.action;
}

// --- dialogs of the moves

function question_of(frm, stage) {
	const field = (fieldname, changes) => mentoring_scheme.moves.field(frm, fieldname, changes);
	const reason = (changes) => field("stage_reason", { reqd: 1, default: "", ...changes });
	if (stage === "On a Break") {
		return {
			fields: [
				field("break_from", { reqd: 1, default: frappe.datetime.get_today() }),
				field("break_until", { default: "" }),
				reason(),
			],
		};
	}
	if (stage === "Suspended") {
		return {
			intro: __("Every open link of this mentor then needs a decision: go on, or suspend it too."),
			fields: [reason()],
		};
	}
	if (stage === "Stood Down") return { fields: [reason(), field("break_until", { default: "" })] };
	if (stage === "Active" && frm.doc.stage === "Suspended") {
		return { fields: [field("suspension_concluded_on", { reqd: 1 })] };
	}
	return question_of_evidence(frm, field);
}

/** Asks for what the stage that is left should have recorded. */
function question_of_evidence(frm, field) {
	const fields = what_is_asked(frm).map((fieldname) => field(fieldname));
	if (!fields.length) return null;
	return {
		intro: __(
			"Record what has taken place. Leave empty what has not: the rules say what follows from that."
		),
		fields,
	};
}

function add_buttons(frm) {
	if (frm.is_new()) return;
	if (["Approved", "Active"].includes(frm.doc.stage)) {
		add_button(frm, __("Propose a link"), "Mentoring Link", { mentor: frm.doc.name });
	}
	add_button(frm, __("Record a supervision"), "Mentoring Supervision", {
		scheme: frm.doc.scheme,
		mentor: frm.doc.name,
		supervisor: frappe.session.user,
	});
	mentoring_scheme.invite.add_button(frm, frm.doc.participant);
	const of_mentor = { mentor: frm.doc.name };
	add_button(frm, __("Add a check"), "Mentor Check", of_mentor, __("Add"));
	add_button(frm, __("Add a reference"), "Mentor Reference", of_mentor, __("Add"));
	add_button(
		frm,
		__("Hold an assessment"),
		"Mentor Assessment",
		{
			...of_mentor,
			kind: ["Preparation Training", "Review"].includes(frm.doc.stage)
				? "Suitability review"
				: "Interview",
			assessed_by: frappe.session.user_fullname,
		},
		__("Add")
	);
}

/** A button for a new document, for those who may make one. */
function add_button(frm, label, doctype, values, group) {
	if (!frappe.model.can_create(doctype)) return;
	frm.add_custom_button(label, () => frappe.new_doc(doctype, values), group);
}
