// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

const ASSETS = "/assets/mentoring_scheme";
const WITH_WRITER = ["Draft", "Returned"];
const WORKED_OUT = [...WITH_WRITER, "Submitted", "Checked"];
const OWN_RECORDS = ["source_type", "source"];

frappe.ui.form.on("Mentor Claim", {
	setup(frm) {
		frm.shared_scripts = frappe.require([
			`${ASSETS}/js/findings_panel.js`,
			`${ASSETS}/css/findings_panel.css`,
			`${ASSETS}/js/reasons.js`,
			`${ASSETS}/js/moves.js`,
		]);
		// a claim is typed in for somebody who is a mentor already
		frappe.meta.get_docfield(frm.doctype, "mentor", frm.docname).only_select = 1;
	},

	onload(frm) {
		if (frm.is_new() && !frm.doc.month) frm.set_value("month", first_of_last_month());
	},

	async refresh(frm) {
		lead(frm);
		show_what_belongs(frm);
		await frm.shared_scripts;
		add_buttons(frm);
		mentoring_scheme.findings_panel.refresh(frm, PANEL);
	},

	mentor: refresh_panel,
	month: refresh_panel,
	before_save: (frm) => mentoring_scheme.reasons.expect_of_form(frm),
	after_save: () => mentoring_scheme.reasons.expect_nothing(),
	before_workflow_action: (frm) =>
		mentoring_scheme.moves.take_over(frm, (state) => question_of(frm, state)),
});

frappe.ui.form.on("Mentor Claim Time", {
	time_lines_add(frm, cdt, cdn) {
		frappe.model.set_value(cdt, cdn, "date", frm.doc.month);
	},
	time_lines_remove: refresh_panel,
	date: refresh_panel,
	task: refresh_panel,
	minutes: refresh_panel,
});

frappe.ui.form.on("Mentor Claim Expense", {
	expense_lines_add(frm, cdt, cdn) {
		const above = frm.doc.expense_lines.at(-2);
		// papers are typed in a day at a time
		frappe.model.set_value(cdt, cdn, "date", above?.date ?? frm.doc.month);
	},
	expense_lines_remove: refresh_panel,
	form_render: (frm, cdt, cdn) => open_expense(frm, locals[cdt][cdn]),
	kind(frm, cdt, cdn) {
		open_expense(frm, locals[cdt][cdn]);
		refresh_panel(frm);
	},
	date: refresh_panel,
	journey: refresh_panel,
	miles: refresh_panel,
	passengers: refresh_panel,
	amount_claimed: refresh_panel,
	receipt: refresh_panel,
	source: refresh_panel,
});

// --- the panel

const PANEL = {
	empty: __("Choose the mentor and the month to see what the scheme pays."),
	ready: (frm) => Boolean(frm.doc.mentor && frm.doc.month),
	render(answer, frm) {
		frm.choices = answer;
		offer(frm, answer);
		if (answer.settled) return settled_html(frm);
		show_amounts(frm, answer);
		const { findings_html, verdict_html } = mentoring_scheme.findings_panel;
		const verdict = verdict_html(answer.findings, {
			good: __("In order under the rules of the scheme"),
			missing: (number) =>
				number === 1
					? __("One thing stands in the way")
					: __("{0} things stand in the way", [number]),
			warned: (number) =>
				number === 1
					? __("One thing needs a reason from whoever checks it")
					: __("{0} things need a reason from whoever checks them", [number]),
		});
		return `${verdict}${missing_html(answer)}${findings_html(answer.findings, { key: "claim" })}`;
	},
};

function settled_html(frm) {
	const { mark_html } = mentoring_scheme.findings_panel;
	const text = __("Settled: what it comes to stays as it was approved.");
	const cancelled = __("Cancelled. The month is free for another claim.");
	return frm.doc.status === "Cancelled"
		? `<p class="findings-verdict text-muted">${cancelled}</p>`
		: `<p class="findings-verdict">${mark_html("pass", "tick", text)}</p>`;
}

function missing_html({ missing }) {
	if (!missing) return "";
	const text =
		missing === 1
			? __("One record of this month is not among the times below.")
			: __("{0} records of this month are not among the times below.", [missing]);
	return `<p>${frappe.utils.escape_html(text)}</p>`;
}

/** What is worked out for rows that are not saved yet; the server writes the same when it saves. */
function show_amounts(frm, { lines, times, total, total_minutes }) {
	if (!frm.is_dirty()) return;
	for (const row of frm.doc.expense_lines ?? []) {
		const paid = lines[row.name];
		row.amount = paid ? Number(paid.amount) : 0;
		row.explanation = paid?.explanation ?? "";
	}
	for (const row of frm.doc.time_lines ?? []) row.amount = Number(times[row.name] ?? 0);
	frm.doc.total = Number(total);
	frm.doc.total_minutes = total_minutes;
	["expense_lines", "time_lines"].forEach((table) => frm.get_field(table).grid.refresh());
	["total", "total_minutes"].forEach((field) => frm.refresh_field(field));
}

async function refresh_panel(frm) {
	await frm.shared_scripts;
	mentoring_scheme.findings_panel.refresh_soon(frm, PANEL);
}

// --- what can be chosen

/** The scheme's kinds and tasks, and the mentor's own records, in the rows. */
function offer(frm, { kinds, tasks }) {
	const times = frm.get_field("time_lines").grid;
	const expenses = frm.get_field("expense_lines").grid;
	times.update_docfield_property("task", "options", tasks);
	expenses.update_docfield_property(
		"kind",
		"options",
		kinds.map((each) => ({ value: each.kind, label: each.kind, description: each.hint }))
	);
	// what the platform does with an upload has no words for a damaged picture
	expenses.update_docfield_property("receipt", "options", {
		method: "mentoring_scheme.mentoring_scheme.claims.api.attach_receipt",
		restrictions: { allowed_file_types: [".pdf", ".jpg", ".jpeg", ".png", ".heic", ".heif"] },
	});
}

/** An opened expense asks for miles or money as its kind says, and offers the records that it can rest on. */
function open_expense(frm, row) {
	const form = frm.get_field("expense_lines").grid.grid_rows_by_docname[row.name]?.grid_form;
	if (!form?.fields_dict || !frm.choices) return;
	const kind = frm.choices.kinds.find((each) => each.kind === row.kind);
	const show = (fieldname, shown) => form.fields_dict[fieldname]?.$wrapper.toggle(Boolean(shown));
	show("miles", !kind || kind.miles);
	show("passengers", !kind || kind.miles);
	show("amount_claimed", !kind || !kind.miles);
	form.fields_dict.kind.set_description?.(kind?.hint ?? "");
	OWN_RECORDS.forEach((fieldname) => show(fieldname, false));
	if (can_write(frm)) offer_records(frm, form, row);
}

/** One list of the month's records, instead of a type and a name that somebody would have to know. */
function offer_records(frm, form, row) {
	const place = form.fields_dict.rests_on?.$wrapper;
	if (!place || place.prev(".claim-record").length) return;
	const chosen = (each) => each.source_type === row.source_type && each.source === row.source;
	const options = frm.choices.sources.map(
		(each, index) =>
			`<option value="${cint(index)}" ${chosen(each) ? "selected" : ""}>${frappe.utils.escape_html(
				each.label
			)}</option>`
	);
	const id = `claim-record-${frappe.utils.escape_html(row.name)}`;
	const select = $(`<div class="claim-record form-group">
		<label class="control-label" for="${id}">${__("Rests on")}</label>
		<select class="form-control" id="${id}">
			<option value="">${__("Nothing that is recorded")}</option>${options.join("")}
		</select>
		<p class="help-box small text-muted">${__("Date, length and way only; nothing of what was said.")}</p>
	</div>`);
	place.before(select).hide();
	select.find("select").on("change", (event) => rest_on(row, frm.choices.sources[event.target.value]));
}

async function rest_on(row, record) {
	const values = record
		? { source_type: record.source_type, source: record.source, rests_on: record.label, date: record.date }
		: { source_type: null, source: null, rests_on: null };
	for (const [fieldname, value] of Object.entries(values)) {
		await frappe.model.set_value(row.doctype, row.name, fieldname, value);
	}
}

// --- what comes next

const can_write = (frm) => WITH_WRITER.includes(frm.doc.status) && Boolean(frm.perm[0]?.write);

function lead(frm) {
	frm.set_intro(); // a form is refreshed more than once, and each intro would be added to the last
	if (frm.is_new()) {
		frm.set_intro(
			__("Choose the month and the mentor, and save: the times that are recorded come by themselves."),
			"blue"
		);
	} else if (frm.doc.status === "Returned") {
		frm.set_intro(
			`${__("To be changed:")} ${frappe.utils.escape_html(frm.doc.comment || "")}`,
			"orange"
		);
	} else if (frm.doc.ledger_error) {
		frm.set_intro(frappe.utils.escape_html(frm.doc.ledger_error), "red");
	}
}

/** A new claim is two questions; the rest comes with what is recorded. What was sent in is read. */
function show_what_belongs(frm) {
	const later = ["section_times", "section_expenses", "section_totals"];
	later.forEach((section) => frm.toggle_display(section, !frm.is_new()));
	frm.toggle_display("mentor_name", false); // the title says it, and the link above
	if (!frm.is_new()) frm.set_df_property("month", "description", "");
	// asked for in a dialog when it is needed
	frm.toggle_display("decision_reason", Boolean(frm.doc.decision_reason));
	frm.toggle_display("section_decisions", Boolean(frm.doc.decisions?.length || frm.doc.decision_reason));
	frm.toggle_display("section_progress", !frm.is_new() && Boolean(frm.doc.submitted_on));
	frm.toggle_display("section_payment", ["Approved", "Sent", "Paid"].includes(frm.doc.status));
	frm.toggle_display("section_comment", Boolean(frm.doc.comment));
	frm.set_df_property("comment", "read_only", 1);
	for (const table of ["time_lines", "expense_lines"]) {
		frm.set_df_property(table, "read_only", can_write(frm) || frm.is_new() ? 0 : 1);
	}
	for (const fieldname of ["paid_on", "payment_reference"]) {
		frm.set_df_property(fieldname, "read_only", frm.doc.status === "Sent" ? 0 : 1);
	}
}

function add_buttons(frm) {
	if (frm.is_new() || !frm.perm[0]?.write) return;
	if (can_write(frm)) {
		frm.add_custom_button(__("Add what is recorded"), () => take_up(frm));
	}
	if (["Submitted", "Checked"].includes(frm.doc.status)) {
		frm.add_custom_button(__("Work out again"), () => act(frm, "work_out_again"));
	}
	if (WORKED_OUT.includes(frm.doc.status) && frappe.user.has_role("Mentoring Manager")) {
		frm.add_custom_button(__("Pay above the limit"), () => agree_over_limit(frm));
	}
}

async function take_up(frm) {
	if (frm.is_dirty()) await frm.save();
	const added = await frappe.xcall("mentoring_scheme.mentoring_scheme.claims.api.take_up_proposals", { claim: frm.docname });
	await frm.reload_doc();
	frappe.show_alert({
		message: added ? __("{0} times added", [added]) : __("Everything that is recorded is there already."),
		indicator: added ? "green" : "blue",
	});
}

function agree_over_limit(frm) {
	if (!frm.choices?.may_agree) {
		frappe.msgprint(__("Nothing in this claim is above a limit of the scheme."));
		return;
	}
	frappe.prompt(
		{
			fieldname: "reason",
			fieldtype: "Small Text",
			label: __("Why is it right to pay more than the limit?"),
			description: __("Kept on record with your name, under Decisions."),
			reqd: 1,
		},
		(values) => act(frm, "agree_over_limit", values),
		__("Pay above the limit"),
		__("Pay in full")
	);
}

/** The server acts on what is stored, so what is on the screen is saved first. */
async function act(frm, method, args = {}) {
	if (frm.is_dirty()) await frm.save();
	await frappe.xcall("run_doc_method", { dt: frm.doctype, dn: frm.docname, method, args });
	await frm.reload_doc();
}

/** What a move asks for before it is made. */
function question_of(frm, state) {
	const { field } = mentoring_scheme.moves;
	if (state === "Returned") {
		const label = __("What should the mentor change?");
		return { fields: [field(frm, "comment", { label, reqd: 1, read_only: 0, default: "" })] };
	}
	if (state === "Cancelled") {
		const label = __("Why is it cancelled?");
		return { fields: [field(frm, "comment", { label, reqd: 1, read_only: 0, default: "" })] };
	}
	if (state === "Paid") {
		const today = frappe.datetime.get_today();
		return { fields: [field(frm, "paid_on", { reqd: 1, default: today }), field(frm, "payment_reference")] };
	}
	return null;
}

function first_of_last_month() {
	return frappe.datetime.add_months(frappe.datetime.month_start(), -1);
}
