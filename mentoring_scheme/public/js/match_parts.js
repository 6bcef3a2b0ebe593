// How well a mentor and a mentee match, as people read it: the score and its range, a bar of what it consists of, the
// reasons for and against, and a table of every criterion. The server weighs; this file only shows.
//
// Used by the shortlist, its dialogs and the form of a link. A contribution is { criterion, asked, weight, fit, points,
// text }: the fit is of 100 or null where it is not known, and the points are tenths of the score.

frappe.provide("mentoring_scheme");

mentoring_scheme.match_parts = (() => {
	const SPEAKS_FOR = 60;
	const SPEAKS_AGAINST = 40;
	const REASONS_SHOWN = 3;
	const PATHS = {
		pro: "M3.5 8.5l3 3 6-7",
		con: "M4 8h8",
		unknown: "M6 6a2 2 0 1 1 3 1.8c-.7.4-1 .8-1 1.7m0 2.3v.7",
		warn: "M8 3.5v5.5m0 2.7v.8",
	};
	const escape = (text) => frappe.utils.escape_html(String(text ?? ""));

	function icon_html(name) {
		return `<svg class="match-icon match-${escape(name)}" viewBox="0 0 16 16" aria-hidden="true">
			<path d="${PATHS[name]}"/>
		</svg>`;
	}

	// --- the score

	const is_range = ({ lowest, highest }) => lowest !== highest;

	/** "78 of 100", and what it may become once everything is known. */
	function score_html(match) {
		const { score, lowest, highest } = match;
		const range = is_range(match)
			? `<span class="match-range">${escape(__("{0} to {1} once all is known", [lowest, highest]))}</span>`
			: "";
		const number = `<strong class="match-number">${escape(score)}</strong>`;
		return `<span class="match-score">${number}<span>${__("of 100")}</span></span>${range}`;
	}

	/** One sentence for those who see a score for the first time. */
	function explanation() {
		return __(
			"The score adds up what the scheme weighs: how well each thing fits, times how much it counts, out of 100. The striped part of a bar hangs on what is not known. The score puts the list in order; you decide."
		);
	}

	// --- the bar

	const known = ({ fit }) => fit !== null;
	const by_points = (one, other) => other.points - one.points;

	/**
	 * What is known for certain as full pieces, then what depends on things not known as a striped one. The bar is for
	 * the eye; the line below says the same in words.
	 */
	function bar_html(match) {
		const pieces = match.contributions.filter((each) => known(each) && each.points > 0).sort(by_points);
		const open = Math.max(match.highest - match.lowest, 0);
		return `<div class="match-bar" aria-hidden="true">
			${pieces.map(piece_html).join("")}
			${open ? `<span class="match-bar-open" style="width: ${Number(open)}%"></span>` : ""}
			<span class="match-bar-mark" style="left: ${Number(match.score)}%"></span>
		</div>
		<p class="match-sums">${escape(sums_text(pieces, match))}</p>`;
	}

	function piece_html({ criterion, points }) {
		const title = `${criterion} ${whole(points)}`;
		return `<span class="match-bar-piece" style="width: ${Number(points / 10)}%" title="${escape(title)}"></span>`;
	}

	const whole = (points) => Math.round(points / 10);
	const tenths = (points) => (points / 10).toFixed(1);

	function sums_text(pieces, { contributions }) {
		const sums = pieces
			.filter(({ points }) => whole(points) > 0)
			.map(({ criterion, points }) => `${criterion} ${whole(points)}`);
		const open = contributions.filter((each) => !known(each));
		const counted = open.reduce((sum, { points }) => sum + points, 0);
		if (open.length) {
			const names = open.map(({ criterion }) => criterion).join(", ");
			sums.push(__("not known: {0} (counted as {1})", [names, whole(counted)]));
		}
		return sums.join(" · ");
	}

	// --- reasons

	/** What speaks for the match, against it, and what is not known: the weightiest first. */
	function reasons(contributions) {
		const lost = ({ weight, fit }) => weight * (100 - fit);
		return {
			pro: contributions.filter((each) => known(each) && each.fit >= SPEAKS_FOR).sort(by_points),
			con: contributions
				.filter((each) => known(each) && each.fit <= SPEAKS_AGAINST)
				.sort((one, other) => lost(other) - lost(one)),
			unknown: contributions.filter((each) => !known(each)),
		};
	}

	function reasons_html({ contributions }) {
		const { pro, con, unknown } = reasons(contributions);
		return `<div class="match-reasons">
			${reason_list_html(
				"pro",
				__("Speaks for it"),
				pro.map(({ text }) => text)
			)}
			${reason_list_html(
				"con",
				__("Speaks against it"),
				con.map(({ text }) => text)
			)}
			${reason_list_html(
				"unknown",
				__("Not known"),
				unknown.map(({ text }) => text)
			)}
		</div>`;
	}

	function reason_list_html(kind, title, texts) {
		if (!texts.length) return "";
		const shown = texts.slice(0, REASONS_SHOWN);
		const more = texts.length - shown.length;
		const rest =
			more > 0 ? `<li class="text-muted">${__("and {0} more, see below", [Number(more)])}</li>` : "";
		const items = shown.map((text) => `<li>${icon_html(kind)}<span>${escape(text)}</span></li>`).join("");
		return `<div>
			<h4>${escape(title)}</h4>
			<ul>${items}${rest}</ul>
		</div>`;
	}

	/** The strongest reasons as sentences, to begin "Why this match" with. */
	function strongest(contributions) {
		const sentences = reasons(contributions)
			.pro.slice(0, REASONS_SHOWN)
			.map(({ text }) => (/[.!?]$/.test(text) ? text : `${text}.`));
		return [...new Set(sentences)].join(" ");
	}

	// --- every criterion

	/** The table of all that was weighed: weight, fit, points of those to be had, and the sentence that says why. */
	function criteria_html(contributions, caption) {
		const all = contributions.reduce((sum, { weight }) => sum + weight, 0);
		const rows = [...contributions].sort((one, other) => other.weight - one.weight);
		// on a narrow screen the cells are no table cells any more, so what they are is said once more
		return `<table class="match-criteria match-narrow" role="table">
			<caption class="sr-only">${escape(caption)}</caption>
			<thead role="rowgroup"><tr role="row">
				<th scope="col" role="columnheader">${__("What is weighed")}</th>
				<th scope="col" role="columnheader" class="match-figure">${__("Weight")}</th>
				<th scope="col" role="columnheader" class="match-figure">${__("Fit")}</th>
				<th scope="col" role="columnheader" class="match-figure">${__("Points")}</th>
			</tr></thead>
			<tbody role="rowgroup">${rows.map((row) => criterion_html(row, all)).join("")}</tbody>
		</table>`;
	}

	function criterion_html(row, all) {
		const asked = row.asked ? `<span class="match-tag">${__("asked for")}</span>` : "";
		const most = all ? ((100 * row.weight) / all).toFixed(1) : "0.0";
		const points = __("{0} of {1}", [tenths(row.points), escape(most)]);
		return `<tr role="row">
			<th scope="row" role="rowheader">
				<span class="match-criterion">${escape(row.criterion)}</span> ${asked}
				<span class="match-why">${escape(row.text)}</span>
			</th>
			<td role="cell" class="match-figure" data-label="${__("Weight")}">${Number(row.weight)}</td>
			<td role="cell" class="match-figure" data-label="${__("Fit")}">${fit_html(row)}</td>
			<td role="cell" class="match-figure" data-label="${__("Points")}">${escape(points)}</td>
		</tr>`;
	}

	function fit_html({ fit }) {
		if (fit === null) return `<span class="text-muted">${__("not known")}</span>`;
		return `${Number(fit)}<span class="match-fit" aria-hidden="true"><span style="width: ${Number(fit)}%"></span></span>`;
	}

	// --- the rest of what is said of a mentor

	function load_text({ load, places }) {
		if (places) return __("{0} of {1} mentees", [load, places]);
		return load === 1 ? __("1 mentee now") : __("{0} mentees now", [load]);
	}

	/** Load, distance and kind in one line. */
	function facts_html(match) {
		const { distance, kind } = match;
		const facts = [load_text(match), __("Distance: {0}", [distance]), __("Kind: {0}", [kind])];
		return `<ul class="match-facts">${facts.map((fact) => `<li>${escape(fact)}</li>`).join("")}</ul>`;
	}

	/** Earlier links of the pair, each a way to read how it went. */
	function earlier_html({ earlier }) {
		if (!earlier.length) return "";
		const items = earlier.map((each) => {
			const kind = each.good === null ? "unknown" : each.good ? "pro" : "con";
			// a link that this user may not open is not named
			const way = each.link
				? `<a href="${frappe.utils.get_form_link("Mentoring Link", each.link)}">${__("Read that link")}</a>`
				: "";
			return `<li>${icon_html(kind)}<span>${escape(each.text)} ${way}</span></li>`;
		});
		return `<div class="match-earlier">
			<h4>${__("These two had a link before")}</h4>
			<ul>${items.join("")}</ul>
		</div>`;
	}

	/** Findings with what to do about each. */
	function findings_html(kind, title, findings) {
		if (!findings.length) return "";
		const items = findings.map(
			({ text, remedy, rule }) => `<li>${icon_html(kind)}<span>
				${escape(text)} ${rule ? `<span class="match-tag">${escape(rule)}</span>` : ""}
				${remedy ? `<span class="match-remedy">${escape(remedy)}</span>` : ""}
			</span></li>`
		);
		return `<div class="match-findings match-findings-${escape(kind)}">
			<h4>${escape(title)}</h4>
			<ul>${items.join("")}</ul>
		</div>`;
	}

	return {
		bar_html,
		criteria_html,
		earlier_html,
		escape,
		explanation,
		facts_html,
		findings_html,
		icon_html,
		is_range,
		load_text,
		reasons_html,
		score_html,
		strongest,
	};
})();
