// Dialogs that ask for what a step needs and save it together with the step.
//
// Frappe's own workflow button reads the document from the database again before it moves it, so what a dialog put into
// the form would be lost or would have to be saved first, and half of it would stay where the move is then refused.
// Here the values and the new state go into one save: either all of it is kept or nothing. The server checks the
// transition in that save as it does for its own button.

frappe.provide("mentoring_scheme");

mentoring_scheme.moves = (() => {
	/**
	 * For the event before_workflow_action. `question_of(to_state)` tells what to ask for a move, see `ask`;
	 * nothing for a move that needs nothing; `run` of a question asks and moves by itself.
	 */
	async function take_over(frm, question_of) {
		frappe.dom.unfreeze();
		const action = frm.selected_workflow_action;
		frm.selected_workflow_action = null;
		const transitions = await frappe.workflow.get_transitions(frm.doc);
		const transition = transitions.find((each) => each.action === action);
		if (transition) make(frm, transition, question_of(transition.next_state));
		// a promise that never settles keeps Frappe from moving the document as well
		return new Promise(() => {});
	}

	function make(frm, transition, question) {
		const state_field = frappe.workflow.get_state_fieldname(frm.doctype);
		const move = (doc) => (doc[state_field] = transition.next_state);
		if (!question) return save(frm, move);
		if (question.run) return question.run();
		ask(frm, {
			primary: __(transition.action),
			title: __(transition.action),
			...question,
			put(doc, values) {
				put(doc, values, question);
				move(doc);
			},
		});
	}

	/**
	 * A dialog whose values are saved into the document.
	 *
	 * question: { title, intro, fields, primary, put(doc, values), action }. Without `put`, each value goes into the
	 * field of its name. `action` is what the save is to Frappe: "Save", unless the document is cancelled by it.
	 */
	function ask(frm, question) {
		const dialog = new frappe.ui.Dialog({
			title: question.title,
			size: question.fields.length > 8 ? "large" : undefined,
			fields: [...intro_fields(question.intro), ...question.fields],
			primary_action_label: question.primary,
			primary_action: (values) =>
				save(
					frm,
					(doc) => put(doc, values, question),
					() => dialog.hide(),
					question.action
				),
		});
		dialog.show();
		return dialog;
	}

	function intro_fields(text) {
		if (!text) return [];
		const options = `<p class="text-muted">${frappe.utils.escape_html(text)}</p>`;
		return [
			{ fieldtype: "HTML", fieldname: "intro", options },
			{ fieldtype: "Section Break", fieldname: "asked_section", hide_border: 1 },
		];
	}

	function put(doc, values, question) {
		if (question.put) {
			question.put(doc, values);
			return;
		}
		question.fields
			.filter((field) => field.fieldname && !frappe.model.no_value_type.includes(field.fieldtype))
			.forEach((field) => (doc[field.fieldname] = values[field.fieldname] ?? null));
	}

	/** Save a changed copy of the form's document. The form itself changes only once the server has kept it. */
	function save(frm, change, done, action = "Save") {
		const attempt = (reason) => {
			const doc = JSON.parse(JSON.stringify(frm.doc));
			change(doc);
			if (reason) doc.decision_reason = reason;
			mentoring_scheme.reasons.expect(attempt);
			frappe.call({
				method: "frappe.desk.form.save.savedocs",
				args: { doc, action },
				freeze: true,
				callback() {
					mentoring_scheme.reasons.expect_nothing();
					done?.();
					frm.refresh();
					frm.script_manager.trigger("after_workflow_action");
				},
			});
		};
		attempt();
	}

	/** A field of the form as a field of a dialog, with what is recorded already. */
	function field(frm, fieldname, changes = {}) {
		const df = frappe.meta.get_docfield(frm.doctype, fieldname, frm.docname);
		const { fieldtype, options, description, label } = df;
		const help = description && __(description);
		return {
			fieldname,
			fieldtype,
			options,
			label: __(label),
			description: help,
			default: frm.doc[fieldname],
			...changes,
		};
	}

	/** Add a row to a table of a copied document. */
	function add_row(doc, fieldname, values) {
		const table = frappe.meta.get_docfield(doc.doctype, fieldname);
		const rows = (doc[fieldname] ??= []);
		rows.push({
			doctype: table.options,
			parenttype: doc.doctype,
			parent: doc.name,
			parentfield: fieldname,
			idx: rows.length + 1,
			__islocal: 1,
			...values,
		});
	}

	return { take_over, ask, save, field, add_row };
})();
