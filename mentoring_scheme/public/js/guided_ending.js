// The ending of a link as one way in steps. Each step is saved as it is left, so the way can be left and gone on with.
//
// The server says what each step still lacks; what the steps ask and show stands in ending_steps.js.

frappe.provide("mentoring_scheme");

mentoring_scheme.guided_ending = (() => {
	const RUNNING = ["Active", "Suspended"];
	const escape = (text) => frappe.utils.escape_html(String(text ?? ""));

	/** Open the guide, at `step` or at the first step that lacks something. `to`: the state that somebody has chosen. */
	async function open(frm, { step, to } = {}) {
		if (frm.is_dirty()) await frm.save();
		const guide = { frm, to, answer: await ask(frm) };
		guide.steps = mentoring_scheme.ending_steps.all(guide);
		guide.dialog = new frappe.ui.Dialog({
			title: __("Ending: {0}", [frm.doc.title]),
			size: "extra-large",
			fields: [{ fieldtype: "HTML", fieldname: "guide" }],
			secondary_action_label: __("Back"),
			secondary_action: () => go(guide, neighbour(guide, -1)),
		});
		guide.dialog.$wrapper.on("click", ".ending-step", (event) =>
			go(guide, event.currentTarget.dataset.step)
		);
		guide.dialog.$wrapper.on("click", "[data-act]", (event) => {
			const { act, value } = event.currentTarget.dataset;
			mentoring_scheme.ending_steps.ACTS[act](guide, value);
		});
		guide.dialog.$wrapper.on("hidden.bs.modal", () => guide.dialog.$wrapper.remove());
		guide.dialog.show();
		go(guide, step || first_open(guide));
	}

	/** What each step lacks, as the link is stored. */
	function ask(frm) {
		return frappe.xcall("run_doc_method", { dt: frm.doctype, dn: frm.doc.name, method: "ending" });
	}

	// --- where one is

	function first_open(guide) {
		if (RUNNING.includes(guide.frm.doc.status)) return "why";
		const open = guide.steps.find((step) => standing(guide, step) === "refuse");
		return (open || guide.steps.at(-1)).key;
	}

	function neighbour(guide, by) {
		const place = guide.steps.findIndex((step) => step.key === guide.step.key);
		return guide.steps[place + by]?.key;
	}

	/** The worst of what is found in a step, that nobody has decided about; the last step stands for all of them. */
	function standing(guide, step) {
		const findings = mentoring_scheme.ending_steps.findings(guide, step.key);
		const unsettled = findings.filter((each) => each.severity !== "pass" && !each.decided);
		if (!unsettled.length) return "pass";
		return unsettled.some((each) => each.severity === "refuse") ? "refuse" : "warn";
	}

	// --- showing

	function go(guide, key) {
		guide.step = guide.steps.find((step) => step.key === key) || guide.step;
		const place = guide.dialog.get_field("guide").$wrapper;
		place.html(`<div class="ending-guide">
			<nav aria-label="${__("Steps of the ending")}"><ol>
				${guide.steps.map((step, index) => step_html(guide, step, index)).join("")}
			</ol></nav>
			<section class="ending-body" aria-labelledby="ending-heading">
				<h3 id="ending-heading" tabindex="-1">${escape(guide.step.title)}</h3>
				<p class="text-muted">${escape(guide.step.lead)}</p>
				<div class="findings-panel">${findings_html(guide)}</div>
				<div class="ending-fields"></div>
				<div class="ending-more">${more_html(guide)}</div>
			</section>
		</div>`);
		show_fields(guide, place.find(".ending-fields"));
		show_buttons(guide);
		place.find("#ending-heading").trigger("focus");
	}

	function step_html(guide, step, index) {
		const current = step.key === guide.step.key ? 'aria-current="step"' : "";
		return `<li><button type="button" class="ending-step" data-step="${escape(step.key)}" ${current}>
			<span class="ending-number">${escape(index + 1)}</span>
			<span class="ending-title">${escape(step.title)} ${mark_html(standing(guide, step))}</span>
		</button></li>`;
	}

	function mark_html(severity) {
		const { mark_html } = mentoring_scheme.findings_panel;
		return {
			pass: () => mark_html("pass", "tick", __("In order")),
			warn: () => mark_html("warn", "exclamation", __("Needs a reason")),
			refuse: () => mark_html("refuse", "cross", __("Not yet")),
		}[severity]();
	}

	function findings_html(guide) {
		const findings = mentoring_scheme.ending_steps.findings(guide, guide.step.key);
		return mentoring_scheme.findings_panel.findings_html(findings, {
			key: `ending-${guide.step.key}`,
			fold_passes: guide.step.key === "close",
			words: { refuse: { title: __("Still missing"), word: __("Not yet") } },
		});
	}

	function more_html(guide) {
		return guide.step.more ? guide.step.more(guide) : "";
	}

	function show_fields(guide, place) {
		const fields = guide.step.fields?.(guide) || [];
		guide.fields = fields.length ? new frappe.ui.FieldGroup({ fields, body: place }) : null;
		guide.fields?.make();
		guide.before = guide.fields?.get_values(true) || {};
	}

	function show_buttons(guide) {
		const { dialog, step } = guide;
		dialog.set_secondary_action_label(__("Back"));
		dialog.get_secondary_btn().toggle(Boolean(neighbour(guide, -1)));
		const primary = step.primary?.(guide);
		dialog.get_primary_btn().toggle(primary !== null);
		if (primary === null) return;
		dialog.set_primary_action(primary?.label || __("Save and go on"), () => leave(guide, primary));
	}

	// --- saving

	/** Save what the step asks, and go on to the next. What has not changed is not saved. */
	function leave(guide, primary) {
		const values = guide.fields ? guide.fields.get_values() : {};
		if (!values) return; // something that is needed is empty, and Frappe has said so
		const changed = Object.keys({ ...guide.before, ...values }).some(
			(key) => (guide.before[key] ?? "") !== (values[key] ?? "")
		);
		const go_on = () => (primary?.closes ? guide.dialog.hide() : again(guide));
		if (!changed && !primary?.put) return go_on();
		mentoring_scheme.moves.save(
			guide.frm,
			(doc) => {
				put(doc, guide, values);
				primary?.put?.(doc, values);
			},
			go_on
		);
	}

	function put(doc, guide, values) {
		const known = Object.keys(guide.fields?.fields_dict || {});
		known
			.filter((fieldname) => fieldname in doc || frappe.meta.has_field(doc.doctype, fieldname))
			.forEach((fieldname) => (doc[fieldname] = values[fieldname] ?? null));
	}

	/** Ask anew and show the next step: what was saved may have settled other steps as well. */
	async function again(guide) {
		const next = neighbour(guide, +1);
		guide.answer = await ask(guide.frm);
		guide.to = null;
		guide.steps = mentoring_scheme.ending_steps.all(guide);
		go(guide, next);
	}

	return { open };
})();
