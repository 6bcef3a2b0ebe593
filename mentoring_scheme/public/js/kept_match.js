// What a link keeps of its match, as people read it instead of as a grid: how the score came about when it was proposed.

frappe.provide("mentoring_scheme");

mentoring_scheme.kept_match = (() => {
	const SHOWN_IN_WORDS = [
		"match_score",
		"match_lowest",
		"match_highest",
		"match_rank",
		"match_out_of",
		"matched_on",
		"matching_round",
		"match_contributions",
	];
	const escape = (text) => frappe.utils.escape_html(String(text ?? ""));

	/** Fill the form's `match_html`; links from before there were shortlists keep no match and show no section. */
	function show(frm) {
		const { matched_on, match_contributions: rows = [] } = frm.doc;
		const is_kept = Boolean(matched_on && rows.length);
		frm.toggle_display(SHOWN_IN_WORDS, false);
		frm.toggle_display(["section_match", "match_html"], is_kept);
		if (!is_kept) return;
		const match = match_of(frm.doc);
		frm.fields_dict.match_html.$wrapper[0].innerHTML = match_html(match, frm.doc);
	}

	/** The kept rows as contributions; a kept row has no points, they follow from weight and fit. */
	function match_of({ match_score, match_lowest, match_highest, match_contributions }) {
		const all = match_contributions.reduce((sum, { weight }) => sum + weight, 0);
		const unknown = match_contributions.filter(({ known }) => !known);
		const known = match_contributions.filter((row) => row.known);
		const sum_of = (rows) => rows.reduce((sum, { weight, fit }) => sum + weight * fit, 0);
		const open = unknown.reduce((sum, { weight }) => sum + weight, 0);
		// what was counted for all that was not known is what the score has beyond the known rows
		const counted = open ? Math.max(match_score * all - sum_of(known), 0) / open : 0;
		const points = (row) => (all ? (10 * row.weight * (row.known ? row.fit : counted)) / all : 0);
		return {
			score: match_score,
			lowest: match_lowest,
			highest: match_highest,
			contributions: match_contributions.map((row) => ({
				criterion: row.criterion,
				asked: false,
				weight: row.weight,
				fit: row.known ? row.fit : null,
				points: points(row),
				text: row.explanation,
			})),
		};
	}

	function match_html(match, { match_rank, match_out_of, matched_on, matching_round }) {
		const parts = mentoring_scheme.match_parts;
		return `<div class="match-kept">
			<p>${escape(rank_text(match_rank, match_out_of, matched_on))} ${round_html(matching_round)}</p>
			<div>${parts.score_html(match)}</div>
			${parts.bar_html(match)}
			<p class="text-muted">${escape(parts.explanation())}</p>
			${parts.criteria_html(match.contributions, __("What the match was weighed by"))}
		</div>`;
	}

	function round_html(round) {
		if (!round) return "";
		const href = frappe.utils.get_form_link("Mentoring Matching Round", round);
		const name = `<a href="${href}">${escape(round)}</a>`;
		return `${__("Proposed in the round {0}.", [name])}`;
	}

	function rank_text(rank, out_of, day) {
		const when = frappe.datetime.str_to_user(day);
		if (!rank) return __("As it was weighed on {0}. The mentor was not on the shortlist then.", [when]);
		return __("As it was weighed on {0}: number {1} of the {2} mentors who were possible.", [
			when,
			rank,
			out_of,
		]);
	}

	return { show };
})();
