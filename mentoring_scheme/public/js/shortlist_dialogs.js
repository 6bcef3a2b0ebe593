// The dialogs of a shortlist: several mentors side by side, why one is not on the list, and the proposal.

frappe.provide("mentoring_scheme");

mentoring_scheme.shortlist_dialogs = (() => {
	const METHODS = {
		compare: "mentoring_scheme.mentoring_scheme.matching.api.compare",
		propose: "mentoring_scheme.mentoring_scheme.matching.api.propose",
		why_not: "mentoring_scheme.mentoring_scheme.matching.api.why_not",
	};
	const parts = () => mentoring_scheme.match_parts;
	const view = () => mentoring_scheme.shortlist_view;
	const escape = (text) => frappe.utils.escape_html(String(text ?? ""));

	/** Show a dialog: its fields bear their labels, and when it closes, the focus goes back to where it was. */
	function show(dialog) {
		const before = document.activeElement;
		dialog.fields_list.forEach(({ $input, df }) => $input?.attr("aria-label", df.label));
		// while it is still closing, it would take the focus back
		dialog.$wrapper.one("hidden.bs.modal", () => before?.isConnected && before.focus());
		dialog.show();
	}

	// --- side by side

	async function compare(answer, mentors) {
		const rows = await frappe.xcall(METHODS.compare, { mentee: answer.mentee.name, mentors });
		const columns = rows.map(column);
		const dialog = new frappe.ui.Dialog({
			title: __("Side by side for {0}", [escape(answer.mentee.participant_name)]),
			size: "extra-large",
			fields: [{ fieldtype: "HTML", fieldname: "table", options: comparison_html(columns) }],
		});
		dialog.$wrapper.on("click", "[data-action='propose']", (event) => {
			const chosen = columns.find(({ match }) => match.mentor === event.currentTarget.dataset.mentor);
			dialog.hide();
			propose(answer, chosen.match);
		});
		if (!answer.may_propose) dialog.$wrapper.find("[data-action='propose']").remove();
		show(dialog);
	}

	/** A mentor in the comparison: one of the list, or one who is left out and why. */
	function column(row) {
		const match = row.candidate
			? { mentor: row.mentor, mentor_name: row.mentor_name, ...row.candidate }
			: row;
		return { match, reasons: row.reasons || [] };
	}

	function comparison_html(columns) {
		const criteria = criteria_of(columns);
		const rows = [
			[
				__("Score of 100"),
				({ match }) => `<div class="shortlist-score">${parts().score_html(match)}</div>`,
			],
			[__("Load, distance, kind"), ({ match }) => parts().facts_html(match)],
			...criteria.map((criterion) => [criterion, ({ match }) => contribution_html(match, criterion)]),
			[__("Earlier links"), ({ match }) => parts().earlier_html(match) || dash_html()],
			[
				__("Ask first"),
				({ match }) => parts().findings_html("unknown", "", match.ask_first) || dash_html(),
			],
			[
				__("Will need a reason"),
				({ match }) => parts().findings_html("warn", "", match.warnings) || dash_html(),
			],
		];
		if (columns.some(({ reasons }) => reasons.length)) {
			rows.push([__("Stands in the way"), ({ reasons }) => view().obstacles_html(reasons)]);
		}
		const heads = columns.map(
			({ match }) =>
				`<th scope="col"><a href="${frappe.utils.get_form_link("Mentor", match.mentor)}">${escape(match.mentor_name)}</a></th>`
		);
		const body = rows.map(
			([label, cell_html]) => `<tr>
				<th scope="row">${escape(label)}</th>
				${columns.map((each) => `<td>${cell_html(each)}</td>`).join("")}
			</tr>`
		);
		return `<div class="shortlist-scroll" tabindex="0" role="region" aria-label="${__("Comparison")}">
			<table class="shortlist-comparison">
				<thead><tr><td></td>${heads.join("")}</tr></thead>
				<tbody>${body.join("")}</tbody>
				<tfoot><tr><td></td>${columns.map((each) => `<td>${propose_html(each)}</td>`).join("")}</tr></tfoot>
			</table>
		</div>`;
	}

	/** Every criterion that any of them was weighed by, the weightiest first. */
	function criteria_of(columns) {
		const weights = new Map();
		columns.forEach(({ match }) =>
			match.contributions.forEach(({ criterion, weight }) =>
				weights.set(criterion, Math.max(weight, weights.get(criterion) ?? 0))
			)
		);
		return [...weights.keys()].sort((one, other) => weights.get(other) - weights.get(one));
	}

	function contribution_html({ contributions }, criterion) {
		const found = contributions.find((each) => each.criterion === criterion);
		if (!found) return dash_html();
		const kind =
			found.fit === null ? "unknown" : found.fit >= 60 ? "pro" : found.fit <= 40 ? "con" : "part";
		const fit = found.fit === null ? __("not known") : __("{0} of 100", [found.fit]);
		return `<strong class="match-${escape(kind)}">${escape(fit)}</strong>
			<span class="match-why">${escape(found.text)}</span>`;
	}

	function dash_html() {
		return `<span class="text-muted" aria-label="${__("nothing")}">–</span>`;
	}

	function propose_html({ match, reasons }) {
		if (reasons.length) return `<span class="text-muted">${__("Left out")}</span>`;
		return propose_button_html(match, __("Propose"));
	}

	function propose_button_html({ mentor, mentor_name }, label) {
		return `<button class="btn btn-primary btn-sm" data-action="propose" data-mentor="${escape(mentor)}">
			${escape(label)} <span class="sr-only">${escape(mentor_name)}</span>
		</button>`;
	}

	// --- why not?

	function why_not(answer) {
		const dialog = new frappe.ui.Dialog({
			title: __("Why not …?"),
			size: "large",
			fields: [
				{
					fieldtype: "Link",
					fieldname: "mentor",
					label: __("Mentor"),
					options: "Mentor",
					description: __(
						"Any mentor of the scheme. The answer says what stands in the way, and what to do about it."
					),
					only_select: 1,
					get_query: () => ({ filters: { scheme: answer.mentee.scheme } }),
					onchange: () => show_why_not(dialog, answer),
				},
				{ fieldtype: "HTML", fieldname: "reasons", options: `<div aria-live="polite"></div>` },
			],
		});
		show(dialog);
	}

	async function show_why_not(dialog, answer) {
		const mentor = dialog.get_value("mentor");
		const place = dialog.fields_dict.reasons.$wrapper[0].firstElementChild;
		if (!mentor) {
			place.innerHTML = "";
			return;
		}
		const row = await frappe.xcall(METHODS.why_not, { mentee: answer.mentee.name, mentor });
		if (dialog.get_value("mentor") !== mentor) return;
		place.innerHTML = why_not_html(row, may_decide(answer, row));
		place.querySelector("[data-action='propose']")?.addEventListener("click", () => {
			dialog.hide();
			const { match, reasons } = column(row);
			propose(answer, match, reasons);
		});
	}

	/** A manager may decide for a pair in spite of what stands in the way, where the rules leave that open (R8). */
	function may_decide({ may_propose }, { reasons }) {
		if (!may_propose) return false;
		return (
			!reasons.length ||
			(frappe.user.has_role("Mentoring Manager") && reasons.every((each) => each.overridable))
		);
	}

	function why_not_html(row, may_be_proposed) {
		const { match, reasons } = column(row);
		const name = escape(match.mentor_name);
		const said = reasons.length
			? `<p><strong>${__("{0} is left out, because:", [name])}</strong></p>${view().obstacles_html(reasons)}
				<p class="text-muted">${__("Were it not for that, the score would be:")}</p>`
			: `<p><strong>${__("Nothing stands in the way: {0} is on the list.", [name])}</strong></p>`;
		return `${said}
			<div class="shortlist-score">${parts().score_html(match)}</div>
			${parts().bar_html(match)}
			<details><summary>${__("Everything that was weighed")}</summary>${view().weighed_html(match)}</details>
			${may_be_proposed ? `<p>${propose_button_html(match, reasons.length ? __("Propose all the same") : __("Propose"))}</p>` : ""}`;
	}

	// --- proposing

	/**
	 * One dialog: why this match, and the reason that warnings ask for, or what a manager decides in spite of. Then the
	 * link itself is shown.
	 */
	function propose(answer, match, obstacles = []) {
		const asks = [...obstacles, ...match.warnings, ...match.ask_first];
		const dialog = new frappe.ui.Dialog({
			title: __("Propose {0} for {1}", [
				escape(match.mentor_name),
				escape(answer.mentee.participant_name),
			]),
			fields: [
				{ fieldtype: "HTML", fieldname: "intro", options: intro_html(match, obstacles) },
				{
					fieldtype: "Small Text",
					fieldname: "why",
					label: __("Why this match"),
					description: __(
						"Begun from the strongest reasons; put it in your own words. Both social workers read it, so nothing personal goes here."
					),
					default: parts().strongest(match.contributions),
					reqd: 1,
				},
				...(asks.length ? [reason_field()] : []),
			],
			primary_action_label: __("Propose"),
			primary_action: (values) => send(answer, match, values, dialog),
		});
		show(dialog);
	}

	function reason_field() {
		return {
			fieldtype: "Small Text",
			fieldname: "reason",
			label: __("Why is it right to go on all the same?"),
			description: __("Kept on record with your name, under Decisions."),
			reqd: 1,
		};
	}

	function intro_html(match, obstacles) {
		return `<p class="text-muted">${__("This makes a link in the state Proposed. Nobody is told yet: both social workers are asked in the next step.")}</p>
			${parts().findings_html("con", __("Stands in the way, and is decided by you"), obstacles)}
			${parts().findings_html("unknown", __("Ask first"), match.ask_first)}
			${parts().findings_html("warn", __("Needs a reason"), match.warnings)}`;
	}

	async function send(answer, match, { why, reason }, dialog) {
		// whatever else asks for a reason once the link is made is asked for then
		mentoring_scheme.reasons.expect((given) => send(answer, match, { why, reason: given }, dialog));
		const link = await frappe.call({
			method: METHODS.propose,
			args: { mentee: answer.mentee.name, mentor: match.mentor, why, reason: reason || "" },
			freeze: true,
		});
		mentoring_scheme.reasons.expect_nothing();
		dialog.hide();
		frappe.show_alert({ message: __("The link is proposed."), indicator: "green" });
		frappe.set_route("Form", "Mentoring Link", link.message);
	}

	return { compare, propose, why_not };
})();
