// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

const ASSETS = "/assets/mentoring_scheme";
const NOT_STARTED = ["Proposed", "Consulting", "Introduction"];
const RUNNING = ["Active", "Suspended", "Closing"];
const OVER = ["Closed", "Declined", "Ended Early"];
const SIDE_WAYS = ["Declined", "Ended Early", "Suspended"];

// What the findings rest on: a change asks the rules again.
const LOOKED_AT = [
	"mentor",
	"mentee",
	"support_type",
	"status_reason",
	"introduction_on",
	"started_by_phone",
	"mentor_attended",
	"mentee_attended",
	"mentor_ssw_attended",
	"mentee_ssw_attended",
	"co_ordinator_attended",
	"project_worker_attended",
	"mentor_happy",
	"mentee_happy",
	"start_date",
	"mentee_approved_on",
	"commencement_differs",
	"commencement_reason",
	"event_on",
	"ended_on",
	"reflection_on",
	"formal_ending_by",
	"formal_ending_on",
	"mentor_agrees_end",
	"mentee_agrees_end",
];
const ATTENDANCE = LOOKED_AT.filter((fieldname) => fieldname.endsWith("_attended"));

frappe.ui.form.on("Mentoring Link", {
	setup(frm) {
		frm.shared_scripts = frappe.require([
			`${ASSETS}/js/findings_panel.js`,
			`${ASSETS}/css/findings_panel.css`,
			`${ASSETS}/js/reasons.js`,
			`${ASSETS}/js/moves.js`,
			`${ASSETS}/js/scheme_choices.js`,
		]);
		set_queries(frm);
	},

	async refresh(frm) {
		lead(frm);
		show_term(frm);
		await frm.shared_scripts;
		mentoring_scheme.findings_panel.refresh(frm, PANEL);
		mentoring_scheme.scheme_choices.support_types(frm, frm.doc.scheme);
		if (!frm.is_new() && frm.perm[0].write) add_buttons(frm);
	},

	async scheme(frm) {
		await frm.shared_scripts;
		mentoring_scheme.scheme_choices.support_types(frm, frm.doc.scheme);
	},

	before_save: (frm) => mentoring_scheme.reasons.expect_of_form(frm),
	after_save: () => mentoring_scheme.reasons.expect_nothing(),
	before_workflow_action: (frm) =>
		mentoring_scheme.moves.take_over(frm, (state) => question_of(frm, state)),

	...Object.fromEntries(LOOKED_AT.map((fieldname) => [fieldname, refresh_panel])),

	async mentee(frm) {
		refresh_panel(frm);
		if (!frm.doc.mentee || frm.doc.support_type) return;
		const { message } = await frappe.db.get_value("Mentee", frm.doc.mentee, "support_type");
		if (message?.support_type && !frm.doc.support_type)
			frm.set_value("support_type", message.support_type);
	},
});

for (const [doctype, table, columns] of [
	["Mentoring Introduction Topic", "introduction_topics", ["covered"]],
	["Mentoring Extension", "extensions", ["months", "reason", "approved_by"]],
	["Mentoring Suspension", "suspensions", ["from_date", "to_date", "reason"]],
]) {
	const events = [...columns, `${table}_remove`];
	frappe.ui.form.on(doctype, Object.fromEntries(events.map((event) => [event, refresh_panel])));
}

function set_queries(frm) {
	frm.set_query("mentor", () => ({
		filters: {
			stage: ["in", ["Approved", "Active"]],
			...(frm.doc.scheme ? { scheme: frm.doc.scheme } : {}),
		},
	}));
	frm.set_query("mentee", () => ({
		filters: {
			status: ["not in", ["Declined", "Withdrawn"]],
			...(frm.doc.scheme ? { scheme: frm.doc.scheme } : {}),
		},
	}));
}

// --- the panel

const PANEL = {
	empty: __("Choose a mentor and a mentee to see what the rules of the scheme say about the two."),
	ready: (frm) => Boolean(frm.doc.mentor && frm.doc.mentee),
	render(answer) {
		return `<div class="findings-columns">${standing_html(answer)}${steps_html(answer.steps)}</div>
			${policy_html(answer.policy_version)}`;
	},
};

/** What there is to say of the link today: of the pair until it starts, of the support while it runs. */
function standing_html({ findings }) {
	if (!findings.length) return "";
	const { findings_html, verdict_html } = mentoring_scheme.findings_panel;
	const running = RUNNING.includes(cur_frm.doc.status);
	const title = running ? __("How the support runs") : __("The pair and the term");
	const verdict = verdict_html(findings, {
		good: running ? __("Nothing needs attention") : __("The rules allow this pair"),
		missing: (number) =>
			number === 1 ? __("One thing stands in the way") : __("{0} things stand in the way", [number]),
		warned: (number) => {
			if (!running) return __("Possible, with a reason");
			return number === 1 ? __("One thing needs attention") : __("{0} things need attention", [number]);
		},
	});
	const words = running ? { warn: { title: __("Needs attention") } } : {};
	return `<section aria-label="${title}">
		<h4>${title}</h4>
		${OVER.includes(cur_frm.doc.status) ? "" : verdict}
		${findings_html(findings, { key: "standing", words })}
	</section>`;
}

function steps_html(steps) {
	if (!steps.length) return "";
	const main = steps.find((step) => !SIDE_WAYS.includes(step.state));
	const main_first = [...steps].sort((one, other) => (other === main) - (one === main));
	// while support simply goes on, its ending need not be spread out
	const open = (step) => step === main && (step.findings.length > 0 || cur_frm.doc.status !== "Active");
	return `<section aria-label="${__("What the next step needs")}">
		<h4>${__("What the next step needs")}</h4>
		${main_first.map((step) => step_html(step, open(step))).join("")}
	</section>`;
}

function step_html(step, open) {
	const { findings_html, escape } = mentoring_scheme.findings_panel;
	const unsettled = step.findings.some((finding) => finding.severity !== "pass" && !finding.decided);
	const nothing = step.findings.length ? "" : `<p>${__("Nothing more is asked for.")}</p>`;
	const words = { refuse: { word: __("Not yet") } };
	const how = how_to(step);
	return `<details class="findings-step" data-key="step-${escape(step.state)}" ${open ? "open" : ""}>
		<summary>
			<span class="findings-step-name">${escape(__(action_to(step.state) || step.state))}</span>
			${SIDE_WAYS.includes(step.state) ? "" : step_mark_html(step)}
		</summary>
		${findings_html(step.findings, { key: `step-${step.state}`, fold_passes: unsettled, words })}${nothing}
		${how ? `<p class="findings-foot">${escape(how)}</p>` : ""}
	</details>`;
}

function how_to(step) {
	const action = action_to(step.state);
	if (!action) return "";
	if (step.ready) return __("Choose Actions › {0}.", [__(action)]);
	return question_for(step.state)
		? __("Actions › {0} asks for what can be recorded there.", [__(action)])
		: "";
}

/** How near the step is. Ways aside have none: nothing is amiss where nobody wants to decline. */
function step_mark_html(step) {
	const { mark_html, counted } = mentoring_scheme.findings_panel;
	const { refuse, warn } = counted(step.findings);
	if (refuse) {
		const text = refuse === 1 ? __("1 thing missing") : __("{0} things missing", [refuse]);
		return mark_html("refuse", "cross", text);
	}
	if (warn) return mark_html("warn", "exclamation", __("Possible, with a reason"));
	return mark_html("pass", "tick", __("Ready"));
}

function policy_html(version) {
	if (!version) return "";
	const href = frappe.utils.get_form_link("Mentoring Policy Version", version);
	return `<p class="findings-foot">${__("Rules of the policy version {0}.", [
		`<a href="${href}">${frappe.utils.escape_html(version)}</a>`,
	])}</p>`;
}

/** What the council's workflow calls the move from the form's state to `state`. */
function action_to(state) {
	const moves = frappe.workflow.workflows["Mentoring Link"]?.transitions || [];
	return moves.find((each) => each.state === cur_frm.doc.status && each.next_state === state)?.action;
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
			__(
				"Choose the mentor and the mentee. The panel below says what the rules make of the two; then save."
			),
			"blue"
		);
		return;
	}
	if (!frm.perm[0].write) return;
	const text = {
		Proposed: __("Next: say why this match, then choose Actions › {0}.", [first_action()]),
		Consulting: __(
			"Next: wait for the answers of both social workers, or record them yourself under “Answers”. Then choose Actions › Arrange introduction."
		),
		Introduction: __(
			"Next: “Record introduction” after the meeting, and “Write agreement” to have it signed. Then choose Actions › Start support."
		),
		Suspended: suspension_text(frm),
		Closing: __(
			"Next: hold the closing supervision and the reflection with the mentee. Then choose Actions › Close; it asks for the rest."
		),
		"Ended Early": __("Ended early. Choose Actions › Close to put the records on file."),
		Closed: __("This link is closed; its record no longer changes."),
		Declined: __("This link was declined; its record no longer changes."),
	}[frm.doc.status];
	if (text) frm.set_intro(text, frm.doc.status === "Suspended" ? "orange" : "blue");
}

function suspension_text(frm) {
	const open = (frm.doc.suspensions || []).find((row) => !row.to_date);
	const since = open && frappe.datetime.str_to_user(open.from_date);
	const how = __("When support goes on, choose Actions › Resume.");
	if (!open) return how;
	return `${__("Suspended since {0}: {1}", [since, frappe.utils.escape_html(open.reason)])} ${how}`;
}

function first_action() {
	return __(action_to("Consulting") || action_to("Introduction") || "");
}

/** Since when, until when, and how many days are left, with a bar of how much of the term is over. */
function show_term(frm) {
	const { start_date, planned_end, ended_on, status } = frm.doc;
	if (frm.is_new() || !start_date || !RUNNING.includes(status)) return;
	const shown = frappe.datetime.str_to_user;
	const since = __("Support since {0}", [shown(start_date)]);
	if (!planned_end && status === "Suspended") return;
	if (!planned_end) {
		frm.dashboard.add_comment(`${since} · ${__("no planned end")}`, "blue", true);
		return;
	}
	const left = frappe.datetime.get_diff(planned_end, frappe.datetime.get_today());
	const whole = Math.max(frappe.datetime.get_diff(planned_end, start_date), 1);
	const over = Math.min(Math.max(whole - left, 0), whole);
	const text = `${since} · ${__("planned end {0}", [shown(planned_end)])} · ${days_text(left)}`;
	frm.dashboard.add_progress(__("Term"), Math.round((100 * over) / whole), ended_on ? "" : text);
	if (left < 0 && status === "Active") {
		frm.set_intro(__("The planned end has come. Choose “Extend”, or Actions › Begin ending."), "orange");
	}
}

function days_text(left) {
	if (left === 0) return __("ends today");
	if (left < 0) return left === -1 ? __("1 day over") : __("{0} days over", [-left]);
	return left === 1 ? __("1 day left") : __("{0} days left", [left]);
}

// --- dialogs of the moves

function question_of(frm, state) {
	return question_for(state)?.(frm, (fieldname, changes) =>
		mentoring_scheme.moves.field(frm, fieldname, changes)
	);
}

function question_for(state) {
	return QUESTIONS[`${cur_frm.doc.status} > ${state}`] || QUESTIONS[state];
}

const today = () => frappe.datetime.get_today();
const column = (number) => ({ fieldtype: "Column Break", fieldname: `column_${number}` });

const QUESTIONS = {
	Declined: (frm, field) => ({
		fields: [field("status_reason", { label: __("Why, and by whom?"), description: "", reqd: 1 })],
	}),

	"Introduction > Active": (frm, field) => ({
		fields: [
			field("start_date", { reqd: 1, default: frm.doc.start_date || today() }),
			...(frm.doc.mentee_approved_on
				? [
						field("commencement_differs"),
						field("commencement_reason", {
							depends_on: "commencement_differs",
							mandatory_depends_on: "commencement_differs",
						}),
					]
				: []),
		],
	}),

	"Suspended > Active": () => ({
		fields: [
			{
				fieldname: "resumed_on",
				fieldtype: "Date",
				label: __("Support goes on from"),
				description: __(
					"The first day on which it goes on again. The planned end moves as the policy says."
				),
				default: today(),
				reqd: 1,
			},
		],
		put(doc, { resumed_on }) {
			const open = (doc.suspensions || []).find((row) => !row.to_date);
			if (open) open.to_date = resumed_on;
		},
	}),

	Suspended: () => ({
		fields: [
			{
				fieldname: "from_date",
				fieldtype: "Date",
				label: __("Suspended from"),
				default: today(),
				reqd: 1,
			},
			{ fieldname: "reason", fieldtype: "Small Text", label: __("Reason"), reqd: 1 },
		],
		put: (doc, { from_date, reason }) =>
			mentoring_scheme.moves.add_row(doc, "suspensions", { from_date, reason }),
	}),

	Closing: (frm, field) => ({
		intro: __(
			"Mentor and mentee are then asked for feedback, where the policy wants it. The last day of support can follow later."
		),
		fields: [field("ending_kind", { default: frm.doc.ending_kind || "Completed" }), field("ended_on")],
	}),

	"Ended Early": (frm, field) => ({
		fields: [
			field("ended_on", {
				label: __("Last day of support"),
				reqd: 1,
				default: frm.doc.ended_on || today(),
			}),
			field("ending_kind"),
			field("status_reason", {
				label: __("Why?"),
				description: __("An ending need be nobody's fault."),
				reqd: 1,
			}),
		],
	}),

	Closed: (frm, field) => ({
		intro: __(
			"What the ending asks for. After closing, the record no longer changes and goes on both files."
		),
		fields: [
			field("ended_on", {
				label: __("Last day of support"),
				reqd: 1,
				default: frm.doc.ended_on || today(),
			}),
			field("ending_kind"),
			field("formal_ending_by"),
			field("formal_ending_on"),
			field("mentor_agrees_end"),
			field("mentee_agrees_end"),
			column(1),
			field("reflection_on"),
			field("reflection"),
			field("next_for_mentee"),
			field("informal_contact"),
		],
	}),
};

// --- buttons

function add_buttons(frm) {
	const { status } = frm.doc;
	if (status === "Consulting") {
		frm.add_custom_button(__("Answers"), () =>
			frappe.set_route("List", "Mentoring Consultation", { link: frm.doc.name })
		);
	}
	if (status === "Introduction" || (status === "Active" && !frm.doc.introduction_on)) {
		frm.add_custom_button(__("Record introduction"), () => record_introduction(frm));
	}
	if (!OVER.includes(status)) add_agreement_button(frm);
	if (RUNNING.includes(status) || status === "Ended Early") {
		frm.add_custom_button(__("Record a contact"), () =>
			frappe.new_doc("Contact Record", { link: frm.doc.name })
		);
	}
	if (["Active", "Suspended"].includes(status) && frm.doc.planned_end) {
		frm.add_custom_button(__("Extend"), () => extend(frm));
	}
	if (["Closing", "Ended Early"].includes(status)) {
		frm.add_custom_button(__("Closing supervision"), () => plan_closing_supervision(frm));
	}
	if (RUNNING.includes(status)) add_policy_button(frm);
}

function record_introduction(frm) {
	const field = (fieldname, changes) => mentoring_scheme.moves.field(frm, fieldname, changes);
	const topics = frm.doc.introduction_topics || [];
	mentoring_scheme.moves.ask(frm, {
		title: __("Record introduction"),
		primary: __("Save"),
		fields: [
			field("introduction_on", { reqd: 1, default: frm.doc.introduction_on || today() }),
			field("introduction_way"),
			column(1),
			...ATTENDANCE.map((fieldname) => field(fieldname)),
			{
				fieldtype: "Section Break",
				fieldname: "topics_section",
				label: __("Agenda: what was covered"),
			},
			{
				fieldtype: "MultiCheck",
				fieldname: "topics",
				columns: 1,
				select_all: true,
				sort_options: false,
				options: topics.map((row) => ({ label: row.topic, value: row.topic, checked: row.covered })),
			},
			{ fieldtype: "Section Break", fieldname: "happy_section" },
			field("mentor_happy"),
			column(2),
			field("mentee_happy"),
		],
		put(doc, { topics: covered = [], ...values }) {
			[...ATTENDANCE, "introduction_on", "introduction_way", "mentor_happy", "mentee_happy"].forEach(
				(fieldname) => (doc[fieldname] = values[fieldname] ?? null)
			);
			(doc.introduction_topics || []).forEach(
				(row) => (row.covered = covered.includes(row.topic) ? 1 : 0)
			);
		},
	});
}

/** Opens the agreement that the link has, or begins one from its policy. */
async function add_agreement_button(frm) {
	const link = frm.doc.name;
	const agreements = await frappe.db.get_list("Mentoring Agreement", {
		filters: { link, docstatus: ["<", 2] },
		order_by: "creation desc",
		limit: 1,
	});
	if (frm.doc.name !== link) return;
	if (agreements.length) {
		frm.add_custom_button(__("Agreement"), () =>
			frappe.set_route("Form", "Mentoring Agreement", agreements[0].name)
		);
	} else if (frm.doc.status !== "Proposed") {
		frm.add_custom_button(__("Write agreement"), () => write_agreement(frm));
	}
}

async function write_agreement(frm) {
	const { message } = await frappe.call({
		method: "mentoring_scheme.mentoring_scheme.doctype.mentoring_agreement.mentoring_agreement.prepare",
		args: { link: frm.doc.name },
		freeze: true,
	});
	if (message) frappe.set_route("Form", "Mentoring Agreement", message);
}

function extend(frm) {
	mentoring_scheme.moves.ask(frm, {
		title: __("Extend the term"),
		intro: __(
			"The planned end is {0}. You approve the extension with your name; the policy says who may.",
			[frappe.datetime.str_to_user(frm.doc.planned_end)]
		),
		primary: __("Approve the extension"),
		fields: [
			{ fieldname: "months", fieldtype: "Int", label: __("By how many months?"), default: 1, reqd: 1 },
			{ fieldname: "reason", fieldtype: "Small Text", label: __("Why?"), reqd: 1 },
		],
		put: (doc, { months, reason }) =>
			mentoring_scheme.moves.add_row(doc, "extensions", {
				months,
				reason,
				approved_by: frappe.session.user,
			}),
	});
}

async function plan_closing_supervision(frm) {
	const { name, title, scheme, mentor } = frm.doc;
	await frappe.model.with_doctype("Mentoring Supervision");
	const supervision = frappe.model.get_new_doc("Mentoring Supervision");
	Object.assign(supervision, { scheme, mentor, kind: "Closing", supervisor: frappe.session.user });
	Object.assign(frappe.model.add_child(supervision, "links"), { link: name, link_title: title });
	frappe.set_route("Form", "Mentoring Supervision", supervision.name);
}

/** Moving a running link to the policy in force is for managers, on purpose, with a reason (R3). */
async function add_policy_button(frm) {
	if (!frappe.user.has_role("Mentoring Manager")) return;
	const { name, scheme } = frm.doc;
	const { message } = await frappe.db.get_value("Mentoring Scheme", scheme, "policy_version");
	const current = message?.policy_version;
	if (!current || frm.doc.name !== name || current === frm.doc.policy_version) return;
	frm.add_custom_button(__("Move to current policy"), () => move_to_current_policy(frm, current));
}

function move_to_current_policy(frm, current) {
	frappe.prompt(
		[
			{
				fieldname: "reason",
				fieldtype: "Small Text",
				label: __("Why does this link move from {0} to {1}?", [frm.doc.policy_version, current]),
				description: __(
					"Term, load and payments then follow the new policy. Kept on the timeline with your name."
				),
				reqd: 1,
			},
		],
		async ({ reason }) => {
			await frm.call({
				doc: frm.doc,
				method: "move_to_current_policy",
				args: { reason },
				freeze: true,
			});
			frm.reload_doc();
		},
		__("Move to current policy"),
		__("Move")
	);
}
