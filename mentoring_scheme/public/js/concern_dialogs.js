// What is asked of whoever deals with a concern. The server checks and keeps it; see mentoring_concern.py.

frappe.provide("mentoring_scheme");

mentoring_scheme.concern_dialogs = (() => {
	const text = (fieldname, label, more) => ({ fieldtype: "Small Text", fieldname, label, ...more });

	/** Call a method of the stored concern, and show what came of it. */
	async function call(frm, method, args = {}) {
		if (frm.is_dirty()) await frm.save();
		await frm.call({ method, doc: frm.doc, args, freeze: true });
		await frm.reload_doc();
	}

	function ask(frm, { title, fields, label, method, args = (values) => values }) {
		const dialog = new frappe.ui.Dialog({
			title,
			fields,
			primary_action_label: label,
			async primary_action(values) {
				await call(frm, method, args(values));
				dialog.hide();
			},
		});
		dialog.show();
	}

	function add_step(frm) {
		const on_ladder = ["Conflict", "Conflict of interest"].includes(frm.doc.kind);
		ask(frm, {
			title: __("Add a step"),
			fields: [
				text("step", __("What was done?"), { reqd: 1 }),
				{
					fieldtype: "Date",
					fieldname: "taken_on",
					label: __("On"),
					default: frappe.datetime.get_today(),
					reqd: 1,
				},
				{
					fieldtype: "Select",
					fieldname: "rung",
					label: __("Step of the ladder"),
					options: frappe.meta.get_docfield("Mentoring Concern Step", "rung").options,
					default: frm.next_rung || "",
					hidden: !on_ladder,
					description: __("The pair try first; then with the social workers; then three-way; then an ending without fault (R37). Leave empty if it was none of these."),
				},
				text("next_step", __("What comes next?")),
				{ fieldtype: "Date", fieldname: "next_by", label: __("Next by") },
			],
			label: __("Add"),
			method: "add_step",
			args: (values) => (on_ladder ? values : { ...values, rung: "" }),
		});
	}

	function tell(frm) {
		ask(frm, {
			title: __("Tell somebody"),
			fields: [
				{
					fieldtype: "Link",
					fieldname: "account",
					label: __("Account"),
					options: "User",
					description: __("A social worker or another member of staff. They read the concern from then on."),
				},
				{
					fieldtype: "Data",
					fieldname: "who",
					label: __("Or somebody without an account"),
					description: __("Such as the police, or the designated officer. Only kept on record here."),
				},
				text("why", __("Why must they know?"), { reqd: 1 }),
			],
			label: __("Tell"),
			method: "tell",
		});
	}

	function no_longer(frm) {
		const readers = frm.doc.told.filter((row) => row.user && !row.reads_until).map((row) => row.user);
		ask(frm, {
			title: __("Need not know any more"),
			fields: [
				{ fieldtype: "Select", fieldname: "account", label: __("Who?"), options: readers, reqd: 1 },
			],
			label: __("They no longer read it"),
			method: "no_longer",
		});
	}

	function decide(frm, { link, title, choices }) {
		ask(frm, {
			title: __("Decide: {0}", [frappe.utils.escape_html(title)]),
			fields: [
				{
					fieldtype: "Select",
					fieldname: "decision",
					label: __("Until the allegation is concluded, the link"),
					options: choices.map((value) => ({
						value,
						label: value === "Suspend" ? __("is suspended") : __("goes on"),
					})),
					reqd: 1,
					description: __("A link that runs is suspended at once, and says nothing of the reason to others. One that has not begun waits."),
				},
				text("why", __("Why?"), {
					reqd: 1,
					description: __("Read by those alone who read this concern."),
				}),
			],
			label: __("Decide"),
			method: "decide",
			args: (values) => ({ ...values, link }),
		});
	}

	function close(frm) {
		const answered = frm.doc.raised_as !== "Staff";
		const suspended = (frm.doc.link_decisions || []).some((row) => row.decision === "Suspend");
		ask(frm, {
			title: __("Close"),
			fields: [
				{
					fieldtype: "HTML",
					fieldname: "note",
					hidden: !suspended,
					options: `<p class="text-muted">${__(
						"Links that were suspended stay so: resume or end each on the link itself."
					)}</p>`,
				},
				text("outcome", __("What came of it?"), { reqd: 1, default: frm.doc.outcome }),
				text("lessons", __("What is to be learnt?"), {
					reqd: 1,
					default: frm.doc.lessons,
					description: __("What the scheme does differently from now on; or that nothing has to change."),
				}),
				text("answer", __("The answer for whoever raised it"), {
					reqd: answered ? 1 : 0,
					hidden: !answered,
					default: frm.doc.answer_to_them,
					description: __("They read this on their own page. They read neither steps nor outcome."),
				}),
			],
			label: __("Close the concern"),
			method: "close",
		});
	}

	function reopen(frm) {
		ask(frm, {
			title: __("Reopen"),
			fields: [
				text("why", __("Why?"), {
					reqd: 1,
					description: __("An allegation asks about each link anew."),
				}),
			],
			label: __("Reopen the concern"),
			method: "reopen",
		});
	}

	return { call, add_step, tell, no_longer, decide, close, reopen };
})();
