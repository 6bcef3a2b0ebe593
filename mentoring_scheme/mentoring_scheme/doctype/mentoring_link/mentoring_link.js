// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

const ASSETS = "/assets/mentoring_scheme";
const RUNNING = ["Active", "Suspended", "Closing"];
const OVER = ["Closed", "Declined", "Ended Early"];

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
	"ending_kind",
	"follow_up",
	"reflection_on",
	"formal_ending_by",
	"formal_ending_on",
	"mentor_agrees_end",
	"mentee_agrees_end",
];

frappe.ui.form.on("Mentoring Link", {
	setup(frm) {
		frm.shared_scripts = frappe.require([
			`${ASSETS}/js/findings_panel.js`,
			`${ASSETS}/css/findings_panel.css`,
			`${ASSETS}/js/link_findings.js`,
			`${ASSETS}/js/reasons.js`,
			`${ASSETS}/js/moves.js`,
			`${ASSETS}/js/link_dialogs.js`,
			`${ASSETS}/js/ending_steps.js`,
			`${ASSETS}/js/guided_ending.js`,
			`${ASSETS}/css/guided_ending.css`,
			`${ASSETS}/js/scheme_choices.js`,
			`${ASSETS}/js/match_parts.js`,
			`${ASSETS}/js/kept_match.js`,
			`${ASSETS}/css/matching.css`,
		]);
		set_queries(frm);
	},

	async refresh(frm) {
		lead(frm);
		show_term(frm);
		await frm.shared_scripts;
		mentoring_scheme.kept_match.show(frm);
		mentoring_scheme.findings_panel.refresh(frm, PANEL);
		offer_choices(frm);
		if (!frm.is_new() && frm.perm[0].write) add_buttons(frm);
	},

	async scheme(frm) {
		await frm.shared_scripts;
		offer_choices(frm);
	},

	before_save: (frm) => mentoring_scheme.reasons.expect_of_form(frm),
	after_save: () => mentoring_scheme.reasons.expect_nothing(),
	before_workflow_action: (frm) =>
		mentoring_scheme.moves.take_over(frm, (state) => mentoring_scheme.link_dialogs.of_move(frm, state)),

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

function offer_choices(frm) {
	mentoring_scheme.scheme_choices.support_types(frm, frm.doc.scheme);
	if (frm.perm[0].write) mentoring_scheme.scheme_choices.co_ordinators(frm, frm.doc.scheme);
}

// --- the panel

const PANEL = {
	empty: __("Choose a mentor and a mentee to see what the rules of the scheme say about the two."),
	ready: (frm) => Boolean(frm.doc.mentor && frm.doc.mentee),
	render: (answer, frm) =>
		mentoring_scheme.link_findings.html(answer, {
			status: frm.doc.status,
			action_to: (state) => action_to(frm, state),
			has_dialog: (state) => mentoring_scheme.link_dialogs.has(frm, state),
		}),
};

/** What the council's workflow calls the move from the form's state to `state`. */
function action_to(frm, state) {
	const moves = frappe.workflow.workflows[frm.doctype]?.transitions || [];
	return moves.find((each) => each.state === frm.doc.status && each.next_state === state)?.action;
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
	const text = lead_text(frm);
	if (text) frm.set_intro(text, frm.doc.status === "Suspended" ? "orange" : "blue");
}

function lead_text(frm) {
	const then = (state) =>
		__("Then choose Actions › {0}.", [frappe.utils.escape_html(__(action_to(frm, state) || state))]);
	return {
		Proposed: () =>
			frm.doc.match_explanation
				? __("Next: choose Actions › {0}.", [
						frappe.utils.escape_html(__(action_to(frm, "Consulting") || "Consulting")),
				  ])
				: __("Next: say why this match, then choose the next step under Actions."),
		Consulting: () =>
			__(
				"Next: both social workers answer. Read what they say under “Answers”, or record it there for them."
			) + ` ${then("Introduction")}`,
		Introduction: () =>
			__("Next: “Record introduction” after the meeting, and “Write agreement” to have it signed.") +
			` ${then("Active")}`,
		Suspended: () => suspension_text(frm),
		Closing: () =>
			__("The ending has begun. “Ending” takes you through what is left, step by step."),
		"Ended Early": () => __("Ended early. “Ending” takes you through what is left, step by step."),
		Closed: () => closed_text(frm),
		Declined: () => __("This link was declined; its record no longer changes."),
	}[frm.doc.status]?.();
}

function closed_text(frm) {
	const closed = __("This link is closed; its records can be read and no longer be changed.");
	if (!frm.doc.filed_on) return closed;
	const filed = __("They went on both files on {0}.", [frappe.datetime.str_to_user(frm.doc.filed_on)]);
	const href = `/app/mentoring-file-entry?link=${encodeURIComponent(frm.doc.name)}`;
	return `${closed} ${filed} <a href="${href}">${__("Open the files")}</a>`;
}

function suspension_text(frm) {
	const open = (frm.doc.suspensions || []).find((row) => !row.to_date);
	const action = frappe.utils.escape_html(__(action_to(frm, "Active") || ""));
	const how = __("When support goes on, choose Actions › {0}.", [action]);
	if (!open) return how;
	const since = frappe.datetime.str_to_user(open.from_date);
	return `${__("Suspended since {0}: {1}", [since, frappe.utils.escape_html(open.reason)])} ${how}`;
}

/** Since when, until when, and how many days are left, with a bar of how much of the term is over. */
function show_term(frm) {
	const { start_date, planned_end, ended_on, status } = frm.doc;
	if (frm.is_new() || !start_date || ended_on || !RUNNING.includes(status)) return;
	const since = __("Support since {0}", [frappe.datetime.str_to_user(start_date)]);
	if (planned_end) {
		show_progress(frm, since, start_date, planned_end);
	} else if (status !== "Suspended") {
		frm.dashboard.add_comment(`${since} · ${__("no planned end")}`, "blue", true);
	}
}

function show_progress(frm, since, start_date, planned_end) {
	const left = frappe.datetime.get_diff(planned_end, frappe.datetime.get_today());
	const whole = Math.max(frappe.datetime.get_diff(planned_end, start_date), 1);
	const over = Math.min(Math.max(whole - left, 0), whole);
	const until = __("planned end {0}", [frappe.datetime.str_to_user(planned_end)]);
	const text = `${since} · ${until} · ${days_text(left)}`;
	frm.dashboard.add_progress(__("Term"), Math.round((100 * over) / whole), text);
	if (left < 0 && frm.doc.status === "Active") {
		frm.set_intro(__("The planned end has come. Choose “Extend”, or Actions › Begin ending."), "orange");
	}
}

function days_text(left) {
	if (left === 0) return __("ends today");
	if (left < 0) return left === -1 ? __("1 day over") : __("{0} days over", [-left]);
	return left === 1 ? __("1 day left") : __("{0} days left", [left]);
}

// --- buttons

const BUTTONS = [
	{
		label: __("Answers"),
		states: ["Consulting"],
		run: (frm) => frappe.set_route("List", "Mentoring Consultation", { link: frm.doc.name }),
	},
	{
		label: __("Record introduction"),
		states: ["Introduction"],
		run: (frm) => mentoring_scheme.link_dialogs.record_introduction(frm),
	},
	{
		// a pair that started by phone meets later
		label: __("Record introduction"),
		states: ["Active"],
		when: (frm) => !frm.doc.introduction_on,
		run: (frm) => mentoring_scheme.link_dialogs.record_introduction(frm),
	},
	{
		label: __("Record a contact"),
		states: [...RUNNING, "Ended Early"],
		run: (frm) => frappe.new_doc("Contact Record", { link: frm.doc.name }),
	},
	{
		label: __("Extend"),
		states: ["Active", "Suspended"],
		when: (frm) => Boolean(frm.doc.planned_end),
		run: (frm) => mentoring_scheme.link_dialogs.extend(frm),
	},
	{
		label: __("Ending"),
		states: [...RUNNING, "Ended Early"],
		run: (frm) => mentoring_scheme.guided_ending.open(frm),
	},
];

// Letters about the pair, from the council's own wording; the one that ends a link stands in the guided ending.
const LETTERS = [
	{ label: __("Welcome the mentee"), kind: "Welcome", as_role: "Mentee" },
	{ label: __("Invite the mentee to the introduction"), kind: "Introduction", as_role: "Mentee" },
	{ label: __("Invite the mentor to the introduction"), kind: "Introduction", as_role: "Mentor" },
];

async function write_letter(frm, { kind, as_role }) {
	const letter = await frappe.xcall(
		"mentoring_scheme.mentoring_scheme.doctype.mentoring_letter.mentoring_letter.draft",
		{ link: frm.doc.name, as_role, kind }
	);
	frappe.set_route("Form", "Mentoring Letter", letter);
}

function add_buttons(frm) {
	const { status } = frm.doc;
	BUTTONS.filter(({ states, when }) => states.includes(status) && (!when || when(frm))).forEach(
		({ label, run }) => frm.add_custom_button(label, () => run(frm))
	);
	if (["Closing", "Ended Early"].includes(status)) frm.change_custom_button_type(__("Ending"), null, "primary");
	if (["Closed", "Ended Early"].includes(status)) add_search_button(frm);
	if (["Introduction", "Active"].includes(status)) {
		// a pair that has met is not invited to meet
		LETTERS.filter(({ kind }) => kind === "Welcome" || !frm.doc.introduction_on).forEach((letter) =>
			frm.add_custom_button(letter.label, () => write_letter(frm, letter), __("Letters"))
		);
	}
	if (!OVER.includes(status)) add_agreement_button(frm);
	if (RUNNING.includes(status)) add_policy_button(frm);
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
	const group = RUNNING.includes(frm.doc.status) ? __("More") : null;
	if (agreements.length) {
		const open = () => frappe.set_route("Form", "Mentoring Agreement", agreements[0].name);
		frm.add_custom_button(__("Agreement"), open, group);
	} else if (frm.doc.status !== "Proposed") {
		frm.add_custom_button(__("Write agreement"), () => write_agreement(frm), group);
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

/** Another mentor for the mentee, who goes back to those who wait (R37). The links so far stay with them. */
async function add_search_button(frm) {
	const { name, mentee } = frm.doc;
	const { message } = await frappe.db.get_value("Mentee", mentee, "status");
	if (frm.doc.name !== name || message?.status !== "Ended") return;
	frm.add_custom_button(__("Look for another mentor"), () =>
		frappe.prompt(
			[
				{
					fieldname: "reason",
					fieldtype: "Small Text",
					label: __("Why is another mentor looked for?"),
					description: __("Kept on the timeline of the mentee, with your name."),
					reqd: 1,
				},
			],
			async ({ reason }) => {
				await frappe.xcall("run_doc_method", {
					dt: "Mentee",
					dn: mentee,
					method: "look_again",
					args: { reason },
				});
				frappe.set_route("mentoring-shortlist", mentee);
			},
			__("Look for another mentor"),
			__("Look for one")
		)
	);
}

/** Moving a running link to the policy in force is for managers, on purpose, with a reason (R3). */
async function add_policy_button(frm) {
	if (!frappe.user.has_role("Mentoring Manager")) return;
	const { name, scheme } = frm.doc;
	const { message } = await frappe.db.get_value("Mentoring Scheme", scheme, "policy_version");
	const current = message?.policy_version;
	if (!current || frm.doc.name !== name || current === frm.doc.policy_version) return;
	frm.add_custom_button(
		__("Move to current policy"),
		() => move_to_current_policy(frm, current),
		__("More")
	);
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
