// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

const ASSETS = "/assets/mentoring_scheme";

frappe.ui.form.on("Mentoring Matching Round", {
	setup(frm) {
		frm.shared_scripts = frappe.require([
			`${ASSETS}/js/match_parts.js`,
			`${ASSETS}/css/matching.css`,
			`${ASSETS}/js/round_result.js`,
			`${ASSETS}/css/round_result.css`,
			`${ASSETS}/js/scheme_choices.js`,
		]);
		set_queries(frm);
	},

	async refresh(frm) {
		lead(frm);
		if (!frm.is_dirty()) frm.worked_out_from = rests_on(frm);
		add_buttons(frm);
		await frm.shared_scripts;
		mentoring_scheme.scheme_choices.only_scheme(frm);
		mentoring_scheme.scheme_choices.support_types(frm, frm.doc.scheme);
		show_result(frm);
	},

	async scheme(frm) {
		await frm.shared_scripts;
		mentoring_scheme.scheme_choices.support_types(frm, frm.doc.scheme);
	},

	support_type: show_result,
	ask_first_too: show_result,
	pins_remove: show_result,
});

frappe.ui.form.on("Mentoring Round Pin", {
	pin: show_result,
	mentee: show_result,
	mentor: show_result,
	pins_remove: show_result,
});

function set_queries(frm) {
	frm.set_query("scheme", () => ({ filters: { enabled: 1 } }));
	frm.set_query("mentee", "pins", () => ({ filters: { scheme: frm.doc.scheme, status: "Waiting" } }));
	frm.set_query("mentor", "pins", () => ({
		filters: { scheme: frm.doc.scheme, stage: ["in", ["Approved", "Active"]] },
	}));
}

function lead(frm) {
	frm.set_intro(); // a form is refreshed more than once, and each intro would be added to the last
	if (frm.is_new()) {
		frm.set_intro(
			__(
				"A round brings everybody who waits together with all free places. Next: choose the scheme and save."
			),
			"blue"
		);
	}
}

/** What the result rests on, to tell whether it has been changed in the form since. */
function rests_on(frm) {
	const pins = (frm.doc.pins || []).map((pin) => [pin.pin, pin.mentee, pin.mentor]);
	return JSON.stringify([frm.doc.support_type || "", frm.doc.ask_first_too ? 1 : 0, pins]);
}

async function show_result(frm) {
	await frm.shared_scripts;
	const place = frm.fields_dict.result_html.$wrapper[0];
	const said = frm.doc.__onload?.matching_round;
	if (frm.is_new() || !said) {
		place.innerHTML = "";
		return;
	}
	const view = {
		doc: frm.doc,
		said,
		changed: Boolean(frm.doc.calculated_on) && rests_on(frm) !== frm.worked_out_from,
		may_write: Boolean(frm.perm[0].write),
		pin_of: (row) => pin_of(frm, row),
	};
	mentoring_scheme.round_result.show(place, view, {
		work_out: () => work_out(frm),
		propose: () => ask_and_propose(frm),
		make_new: () => make_new(frm),
		tick: (rows, on) => tick(frm, rows, on),
		lock: (row) => pin(frm, row, "Lock"),
		exclude: (row) => ask_and_exclude(frm, row),
		unpin: (row) => unpin(frm, row),
	});
}

// --- buttons

function add_buttons(frm) {
	if (frm.is_new() || !frm.perm[0].write) return;
	if (is_kept(frm)) {
		frm.add_custom_button(__("Make a new round"), () => make_new(frm));
		return;
	}
	const label = frm.doc.calculated_on ? __("Work out again") : __("Work out the best pairs");
	frm.add_custom_button(label, () => work_out(frm));
	if (frm.doc.status !== "Worked out") frm.change_custom_button_type(label, null, "primary");
}

/** A round with proposals keeps its reasons as they are. */
function is_kept(frm) {
	return (frm.doc.pairs || []).some((row) => row.link);
}

async function work_out(frm) {
	if (frm.is_dirty()) await frm.save();
	await frm.call({
		doc: frm.doc,
		method: "work_out",
		freeze: true,
		freeze_message: __("Bringing everybody who waits and all free places together …"),
	});
	await frm.reload_doc();
	frm.fields_dict.result_html.$wrapper.find(".round-result")[0]?.scrollIntoView();
}

function make_new(frm) {
	const { scheme, support_type, ask_first_too } = frm.doc;
	frappe.new_doc("Mentoring Matching Round", { scheme, support_type, ask_first_too });
}

// --- pins

function pin_of(frm, row) {
	return (frm.doc.pins || []).find((pin) => pin.mentee === row.mentee && pin.mentor === row.mentor);
}

function pin(frm, row, kind, reason) {
	const { mentee, mentee_name, mentor, mentor_name } = row;
	frm.add_child("pins", { pin: kind, mentee, mentee_name, mentor, mentor_name, reason });
	pins_changed(frm);
}

function unpin(frm, row) {
	frm.doc.pins = frm.doc.pins.filter((each) => each !== pin_of(frm, row));
	frm.doc.pins.forEach((each, index) => (each.idx = index + 1));
	pins_changed(frm);
}

function pins_changed(frm) {
	frm.dirty();
	frm.refresh_field("pins");
	show_result(frm);
}

function ask_and_exclude(frm, row) {
	const [mentee, mentor] = [row.mentee_name, row.mentor_name].map(frappe.utils.escape_html);
	frappe.prompt(
		[
			{
				fieldname: "reason",
				fieldtype: "Data",
				label: __("Why are {0} and {1} not to be brought together?", [mentee, mentor]),
				description: __("Kept with the round. It says nothing about either of them in other rounds."),
				reqd: 1,
			},
		],
		({ reason }) => pin(frm, row, "Exclude", reason),
		__("Exclude this pair"),
		__("Exclude")
	);
}

// --- proposing

function tick(frm, rows, on) {
	rows.forEach((row) => (row.chosen = on ? 1 : 0));
	frm.dirty();
}

/** The ticked pairs once more, with a reason for each that needs one; then they become links. */
function ask_and_propose(frm) {
	const rows = frm.doc.pairs.filter((row) => row.chosen && !row.link);
	if (!rows.length) {
		frappe.show_alert({ message: __("Tick the pairs that are to become a link."), indicator: "orange" });
		return;
	}
	const dialog = new frappe.ui.Dialog({
		title: rows.length === 1 ? __("Propose 1 link") : __("Propose {0} links", [rows.length]),
		fields: [
			{ fieldtype: "HTML", fieldname: "intro", options: intro_html(rows) },
			...reason_fields(rows),
		],
		primary_action_label: __("Propose"),
		async primary_action(reasons) {
			dialog.hide();
			rows.filter((row) => reasons[row.name]).forEach((row) => (row.reason = reasons[row.name]));
			frm.dirty();
			await frm.save();
			propose(frm, rows.length);
		},
	});
	dialog.show();
}

function intro_html(rows) {
	const pairs = rows
		.filter((row) => !warnings_of(row).length)
		.map((row) => `<li>${frappe.utils.escape_html(pair_text(row))}</li>`);
	return `<p>${__(
		"Each pair becomes a link in the state “Proposed”. Nobody outside the scheme's staff is told or asked before you move it on."
	)}</p>
		${pairs.length ? `<ul class="round-to-propose">${pairs.join("")}</ul>` : ""}`;
}

function pair_text({ mentee_name, mentor_name }) {
	return `${mentee_name} – ${mentor_name}`;
}

function warnings_of(row) {
	return mentoring_scheme.round_result.list_of(row.warnings);
}

function reason_fields(rows) {
	return rows
		.filter((row) => warnings_of(row).length)
		.flatMap((row) => [
			{ fieldtype: "Section Break", label: frappe.utils.escape_html(pair_text(row)) },
			{
				fieldtype: "HTML",
				options: `<ul>${warnings_of(row)
					.map((each) => `<li>${frappe.utils.escape_html(`${each.text} ${each.remedy}`)}</li>`)
					.join("")}</ul>`,
			},
			{
				fieldname: row.name,
				fieldtype: "Small Text",
				label: __("Why is it right to go on?"),
				description: __("Kept on the link with your name, under Decisions."),
				default: row.reason,
				reqd: 1,
			},
		]);
}

/** The server takes some pairs at a time, so that a long list neither times out nor is lost half way. */
async function propose(frm, total) {
	const sum = { proposed: 0, failed: 0 };
	try {
		for (let left = total; left; ) {
			const done = total - left;
			frappe.show_progress(__("Proposing"), done, total, __("{0} of {1}", [done, total]));
			const { message } = await frm.call({ doc: frm.doc, method: "propose" });
			sum.proposed += message.proposed;
			sum.failed += message.failed;
			left = message.left;
		}
		tell(sum);
	} finally {
		frappe.hide_progress();
		frm.reload_doc();
	}
}

function tell({ proposed, failed }) {
	const made = proposed === 1 ? __("1 link was proposed.") : __("{0} links were proposed.", [proposed]);
	const not_made =
		failed === 1
			? __("1 pair could not be proposed; its row says why.")
			: __("{0} pairs could not be proposed; their rows say why.", [failed]);
	frappe.show_alert(
		{
			message: failed ? `${made} ${not_made}` : made,
			indicator: failed ? "orange" : "green",
		},
		10
	);
}
