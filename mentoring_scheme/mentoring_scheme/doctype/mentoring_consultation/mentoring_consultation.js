// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

const ANSWERS = ["Agrees", "Has concerns", "Does not agree"];
const STYLES = { Agrees: "btn-primary", "Has concerns": "btn-default", "Does not agree": "btn-default" };

frappe.ui.form.on("Mentoring Consultation", {
	setup(frm) {
		frm.set_query("link", () => ({
			filters: { status: ["in", ["Proposed", "Consulting", "Introduction"]] },
		}));
	},

	async refresh(frm) {
		frm.set_intro(); // a form is refreshed more than once, and each intro would be added to the last
		frm.set_df_property("question_section", "hidden", frm.is_new() ? 1 : 0);
		if (frm.is_new()) return;
		frm.set_df_property("ssw", "read_only", frm.doc.answer ? 1 : 0);
		if (frappe.model.can_read("Mentoring Link")) {
			frm.add_custom_button(__("Open the link"), () =>
				frappe.set_route("Form", "Mentoring Link", frm.doc.link)
			);
		}
		await show_question(frm);
	},
});

// --- the question

async function show_question(frm) {
	const name = frm.doc.name;
	const { message } = await frm.call("question");
	if (frm.doc.name !== name || !message) return;
	lead(frm, message);
	const place = frm.fields_dict.question_html.$wrapper;
	place.html(`<div class="consultation">${question_html(message)}${buttons_html(frm, message)}</div>`);
	place.find("button[data-answer]").on("click", (event) => ask(frm, event.currentTarget.dataset.answer));
	answer_from_address(frm, message);
}

function lead(frm, { may_answer, is_own, overdue }) {
	frm.set_intro();
	if (frm.doc.lapsed) frm.set_intro(__("The link has gone on. No answer is needed any more."), "blue");
	if (frm.doc.answer || !may_answer) return;
	const late = overdue ? __("The answer is overdue.") : "";
	const who = is_own
		? __("You are asked whether these two should be introduced.")
		: __("The social worker named here answers, or you record the answer on their behalf.");
	frm.set_intro(`${who} ${late}`, late ? "orange" : "blue");
}

function question_html({ pair, why, mentor, mentee }) {
	const escape = frappe.utils.escape_html;
	if (!pair && !mentor && !mentee) {
		return `<p>${__(
			"You do not read this link in the desk. The co-ordinator of the scheme tells you what you need in order to answer."
		)}</p>`;
	}
	const criteria = (why?.criteria || [])
		.map(({ criterion, text }) => `<li><strong>${escape(__(criterion))}:</strong> ${escape(text)}</li>`)
		.join("");
	const words = why?.text ? `<h5>${__("Why these two")}</h5><p>${escape(why.text)}</p>` : "";
	const fits = criteria ? `<h5>${__("How well the two match")}</h5><ul>${criteria}</ul>` : "";
	return `${rows_html(__("Who would support whom"), pair)}${words}${fits}
		${rows_html(__("The mentor"), mentor)}${rows_html(__("What the mentee wants"), mentee)}`;
}

function rows_html(title, rows) {
	if (!rows?.length) return "";
	const escape = frappe.utils.escape_html;
	const items = rows
		.map(
			({ label, text }) =>
				`<dt>${escape(label)}</dt><dd style="white-space: pre-line">${escape(text)}</dd>`
		)
		.join("");
	return `<h5>${escape(title)}</h5>
		<dl style="display: grid; gap: 0 1rem; grid-template-columns: minmax(7rem, max-content) 1fr">${items}</dl>`;
}

/** Whoever is asked speaks for themselves; staff record what somebody else says. */
function button_text(answer, is_own) {
	if (!is_own) return __(answer);
	return {
		Agrees: __("I agree"),
		"Has concerns": __("I have concerns"),
		"Does not agree": __("I do not agree"),
	}[answer];
}

function buttons_html(frm, { may_answer, is_own }) {
	if (!may_answer || !frm.perm[0].write) return "";
	const others = ANSWERS.filter((answer) => answer !== frm.doc.answer);
	const buttons = others
		.map((answer) => {
			const style = frm.doc.answer ? "btn-default" : STYLES[answer];
			const key = frappe.utils.escape_html(answer);
			return `<button type="button" class="btn btn-sm ${frappe.utils.escape_html(style)} mr-2 mb-2"
				data-answer="${key}">${frappe.utils.escape_html(button_text(answer, is_own))}</button>`;
		})
		.join("");
	const title = frm.doc.answer ? __("Change the answer") : __("Your answer");
	return `<h5>${title}</h5><p>${buttons}</p>`;
}

// --- the answer

/** A link in a mail names an answer. It opens the dialog, and nothing is answered until somebody presses the button. */
function answer_from_address(frm, { may_answer }) {
	const answer = new URLSearchParams(window.location.search).get("answer");
	if (!answer) return;
	window.history.replaceState(null, "", window.location.pathname);
	if (frappe.route_options) delete frappe.route_options.answer;
	if (may_answer && ANSWERS.includes(answer) && answer !== frm.doc.answer) ask(frm, answer);
}

function ask(frm, answer) {
	const agrees = answer === "Agrees";
	const on_behalf = frm.doc.ssw !== frappe.session.user;
	const whose = on_behalf ? __("You record this on behalf of the social worker who is asked.") : "";
	const dialog = new frappe.ui.Dialog({
		title: __(answer),
		fields: [
			{
				fieldtype: "HTML",
				fieldname: "whose",
				options: `<p class="text-muted">${whose}</p>`,
				hidden: !on_behalf,
			},
			{
				fieldtype: "Small Text",
				fieldname: "comment",
				label: agrees ? __("Comment (optional)") : __("What stands against it"),
				description: __("Co-ordinators and managers of the scheme read this. Please name no child."),
				reqd: agrees ? 0 : 1,
				default: frm.doc.comment,
			},
		],
		primary_action_label: __("Answer: {0}", [__(answer)]),
		async primary_action({ comment }) {
			await frm.call({
				method: "give_answer",
				doc: frm.doc,
				args: { answer, comment: comment || "" },
				freeze: true,
			});
			dialog.hide();
			await frm.reload_doc();
			frappe.show_alert({ message: __("Thank you, your answer is kept."), indicator: "green" });
		},
	});
	dialog.show();
}
