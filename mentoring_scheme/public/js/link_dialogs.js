// What is asked of the user on the way of a link: for each move, and for what is recorded between the moves.

frappe.provide("mentoring_scheme");

mentoring_scheme.link_dialogs = (() => {
	const MEETING = [
		"introduction_on",
		"introduction_way",
		"started_by_phone",
		"mentor_happy",
		"mentee_happy",
	];
	const ATTENDANCE = ["mentor", "mentee", "mentor_ssw", "mentee_ssw", "co_ordinator", "project_worker"].map(
		(who) => `${who}_attended`
	);

	const today = () => frappe.datetime.get_today();
	const column = (number) => ({ fieldtype: "Column Break", fieldname: `column_${number}` });

	// What is asked for on the way into a state; before that, for the way from one state into another.
	const DIALOGS = {
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

		"Closed > Closing": () => ({
			intro: __(
				"The link can then be corrected and is closed anew. What is on both files stays there; the next closing adds a second version."
			),
			fields: [
				{
					fieldname: "decision_reason",
					fieldtype: "Small Text",
					label: __("Why is the link opened again?"),
					description: __("Kept on record with your name, under Decisions."),
					reqd: 1,
				},
			],
		}),

		Closing: (frm) => ({ run: () => mentoring_scheme.guided_ending.open(frm, { step: "why", to: "Closing" }) }),

		"Ended Early": (frm) => ({
			run: () => mentoring_scheme.guided_ending.open(frm, { step: "why", to: "Ended Early" }),
		}),

		Closed: (frm) => ({ run: () => mentoring_scheme.guided_ending.open(frm) }),
	};

	function record_introduction(frm) {
		const field = (fieldname, changes) => mentoring_scheme.moves.field(frm, fieldname, changes);
		const topics = frm.doc.introduction_topics || [];
		mentoring_scheme.moves.ask(frm, {
			title: __("Record introduction"),
			primary: __("Save"),
			fields: [
				field("introduction_on", { default: frm.doc.introduction_on || today() }),
				field("introduction_way"),
				field("started_by_phone"),
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
					options: topics.map((row) => ({
						label: row.topic,
						value: row.topic,
						checked: row.covered,
					})),
				},
				{ fieldtype: "Section Break", fieldname: "happy_section" },
				field("mentor_happy"),
				column(2),
				field("mentee_happy"),
			],
			put(doc, { topics: covered = [], ...values }) {
				[...MEETING, ...ATTENDANCE].forEach(
					(fieldname) => (doc[fieldname] = values[fieldname] ?? null)
				);
				(doc.introduction_topics || []).forEach(
					(row) => (row.covered = covered.includes(row.topic) ? 1 : 0)
				);
			},
		});
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
				{
					fieldname: "months",
					fieldtype: "Int",
					label: __("By how many months?"),
					default: 1,
					reqd: 1,
				},
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

	/** The dialog of the move from the form's state into `state`; nothing for a move that needs nothing. */
	function of_move(frm, state) {
		return dialog_of(frm, state)?.(frm, (fieldname, changes) =>
			mentoring_scheme.moves.field(frm, fieldname, changes)
		);
	}

	function has(frm, state) {
		return Boolean(dialog_of(frm, state));
	}

	function dialog_of(frm, state) {
		return DIALOGS[`${frm.doc.status} > ${state}`] || DIALOGS[state];
	}

	return { of_move, has, record_introduction, extend };
})();
