// What a round of matching gives, as one table: for each mentee the mentor of both ways, with score and reasons.
//
// It shows the rows of a Mentoring Matching Round and what the server says above them (`__onload.matching_round`). It changes nothing
// itself: whoever shows it hands over what each button does. It is loaded by the form with frappe.require.

frappe.provide("mentoring_scheme");

mentoring_scheme.round_result = (() => {
	const escape = (text) => frappe.utils.escape_html(String(text ?? ""));

	/**
	 * Show the result in `place`.
	 *
	 * view: { doc, said, changed, may_write, pin_of(row) }. actions: { work_out, propose, make_new, tick(rows, on), lock(row),
	 * exclude(row), unpin(row) }.
	 */
	function show(place, view, actions) {
		const open = opened(place);
		place.innerHTML = `<div class="round-result">${head_html(view)}${pairs_html(view)}</div>`;
		const result = place.querySelector(".round-result");
		result.querySelectorAll("button[data-action=why]").forEach((each) => {
			if (open.has(each.dataset.row)) toggle_reasons(each, view);
		});
		result.addEventListener("click", (event) => pressed(event, view, actions));
		result.addEventListener("change", (event) => ticked(event, view, actions));
	}

	function opened(place) {
		const buttons = place.querySelectorAll("button[data-action=why][aria-expanded=true]");
		return new Set([...buttons].map((each) => each.dataset.row));
	}

	function pressed(event, view, actions) {
		const button = event.target.closest("button[data-action]");
		if (!button) return;
		const { action } = button.dataset;
		const tick = (rows, on) => {
			actions.tick(rows, on);
			show_ticks(event.currentTarget, view);
		};
		if (action === "why") toggle_reasons(button, view);
		else if (action === "tick_all") tick(view.doc.pairs.filter(may_be_ticked), true);
		else if (action === "tick_clear") tick(view.doc.pairs.filter(is_clear), true);
		else if (action === "untick") tick(view.doc.pairs, false);
		else actions[action](row_of(view, button));
	}

	function ticked(event, view, actions) {
		const box = event.target.closest("input[data-row]");
		if (!box) return;
		actions.tick([row_of(view, box)], box.checked);
		show_ticks(event.currentTarget, view);
	}

	/** Only what depends on the ticks is shown anew: a round may have very many pairs. */
	function show_ticks(result, view) {
		const chosen = new Set(view.doc.pairs.filter((row) => row.chosen).map((row) => row.name));
		result.querySelectorAll("input[data-row]").forEach((box) => {
			box.checked = chosen.has(box.dataset.row);
		});
		result.querySelector(".round-bar").outerHTML = bar_html(view);
	}

	const row_of = (view, element) => view.doc.pairs.find((row) => row.name === element.dataset.row);
	const may_be_ticked = (row) => Boolean(row.mentor && !row.link);
	const is_clear = (row) => may_be_ticked(row) && !row.outcome && !list_of(row.warnings).length;
	const may_propose = (view) => view.may_write && view.said.current && !view.changed;

	/** A list as a row keeps it. */
	function list_of(value) {
		if (Array.isArray(value)) return value;
		return value ? JSON.parse(value) : [];
	}

	// --- above the pairs

	function head_html(view) {
		const { doc, said } = view;
		const summary = said.summary ? `<p class="round-summary">${escape(said.summary)}</p>` : "";
		const notes = [...(view.changed ? [changed_text()] : said.out_of_date), ...said.notes];
		const items = notes.map((note) => `<p class="round-note">${escape(note)}</p>`).join("");
		const explained = `<p class="text-muted">${escape(said.explained)}</p>`;
		return `${summary}${items}${doc.pairs?.length ? "" : explained}${head_buttons_html(view)}`;
	}

	function changed_text() {
		return __(
			"Who takes part, or who is locked or excluded, has changed. Work the pairs out again to see what follows."
		);
	}

	function head_buttons_html(view) {
		const { doc, said } = view;
		if (!view.may_write) return "";
		if (is_kept(doc)) {
			return said.current
				? ""
				: `<p>${button_html("make_new", __("Make a new round"), "btn-primary")}</p>`;
		}
		const is_new_result = view.changed || !said.current;
		const label = doc.calculated_on ? __("Work out again") : __("Work out the best pairs");
		return is_new_result ? `<p>${button_html("work_out", label, "btn-primary")}</p>` : "";
	}

	const is_kept = (doc) => (doc.pairs || []).some((row) => row.link);

	function button_html(action, label, kind, row, about) {
		const named = about ? `aria-label="${escape(about)}" title="${escape(about)}"` : "";
		const of_row = row ? `data-row="${escape(row.name)}"` : "";
		return `<button type="button" class="btn ${escape(kind)} btn-xs" data-action="${escape(
			action
		)}" ${of_row} ${named}>${escape(label)}</button>`;
	}

	// --- the pairs

	function pairs_html(view) {
		const rows = view.doc.pairs || [];
		if (!rows.length) return "";
		return `<table class="round-pairs">
				<thead><tr>
					<th scope="col"><span class="sr-only">${__("Propose")}</span></th>
					<th scope="col">${__("Mentee")}</th>
					<th scope="col">${__("All at once")}</th>
					<th scope="col">${__("One by one")}</th>
					<th scope="col"><span class="sr-only">${__("Decide")}</span></th>
				</tr></thead>
				<tbody>${rows.map((row) => row_html(row, view)).join("")}</tbody>
			</table>
			<p class="text-muted round-foot">${__(
				"All at once: the pairs with the best total. One by one: whom each would get if the longest waiting chose first. Scores are of 100; in brackets what they may become once everything is known."
			)}</p>
			${bar_html(view)}`;
	}

	/** What to do with the ticks; it stays in sight while the pairs are scrolled. */
	function bar_html(view) {
		const open = view.doc.pairs.filter(may_be_ticked);
		if (!may_propose(view) || !open.length) return "";
		const chosen = open.filter((row) => row.chosen).length;
		const label = chosen
			? __("Propose the ticked pairs ({0})", [chosen])
			: __("Propose the ticked pairs");
		const clear = open.filter(is_clear).length;
		const without_warning =
			clear && clear < open.length
				? button_html("tick_clear", __("Tick those without a warning ({0})", [clear]), "btn-default")
				: "";
		return `<div class="round-bar">
			${button_html("propose", label, chosen ? "btn-primary" : "btn-default")}
			${button_html("tick_all", __("Tick all ({0})", [open.length]), "btn-default")}
			${without_warning}
			${chosen ? button_html("untick", __("Untick all"), "btn-default") : ""}
		</div>`;
	}

	function row_html(row, view) {
		const pin = view.pin_of(row);
		return `<tr class="${row.mentor ? "" : "round-without"}">
			<td class="round-tick">${tick_html(row, view)}</td>
			<td>${mentee_html(row)}</td>
			<td data-label="${__("All at once")}">${mentor_html(row, pin)}</td>
			<td data-label="${__("One by one")}">${one_by_one_html(row)}</td>
			<td class="round-decide">${decide_html(row, view, pin)}</td>
		</tr>
		<tr class="round-below" hidden><td></td><td colspan="4"></td></tr>`;
	}

	function tick_html(row, view) {
		if (!may_be_ticked(row) || !may_propose(view)) return "";
		const about = __("Propose {0} with {1}", [escape(row.mentee_name), escape(row.mentor_name)]);
		const checked = row.chosen ? "checked" : "";
		return `<input type="checkbox" data-row="${escape(
			row.name
		)}" aria-label="${about}" title="${about}" ${checked}>`;
	}

	function mentee_html(row) {
		const link = `/app/mentoring-shortlist/${encodeURIComponent(row.mentee)}`;
		return `<strong>${escape(row.mentee_name || row.mentee)}</strong>
			<div class="text-muted">${waited_html(row.weeks_waited)} · <a href="${link}">${__("Shortlist")}</a></div>`;
	}

	function waited_html(weeks) {
		if (!weeks) return __("waits less than a week");
		return weeks === 1 ? __("waits 1 week") : __("waits {0} weeks", [Number(weeks)]);
	}

	function mentor_html(row, pin) {
		if (!row.mentor) {
			return `<strong>${__("No mentor")}</strong>${explanation_html(row)}${outcome_html(row)}`;
		}
		const locked =
			row.locked || pin?.pin === "Lock"
				? `<span class="indicator-pill blue">${__("Locked")}</span>`
				: "";
		const excluded =
			pin?.pin === "Exclude" ? `<span class="indicator-pill red">${__("Excluded")}</span>` : "";
		return `<a href="/app/mentor/${encodeURIComponent(row.mentor)}"><strong>${escape(
			row.mentor_name || row.mentor
		)}</strong></a>
			<span class="round-score">${Number(row.score)}</span> ${range_html(row)} ${locked} ${excluded}
			${warnings_html(row)}${reasons_html(row)}${outcome_html(row)}`;
	}

	function range_html(row) {
		if (row.lowest === row.highest) return "";
		const about = __("Not everything is known: between {0} and {1}.", [
			Number(row.lowest),
			Number(row.highest),
		]);
		return `<span class="round-range" title="${about}">(${Number(row.lowest)}–${Number(
			row.highest
		)})</span>`;
	}

	function warnings_html(row) {
		if (row.link) return "";
		const items = list_of(row.warnings).map(
			(each) =>
				`<li><span class="round-warning">${__("Needs a reason")}</span> ${escape(each.text)} ${escape(
					each.remedy
				)}</li>`
		);
		return items.length ? `<ul class="round-warnings">${items.join("")}</ul>` : "";
	}

	function reasons_html(row) {
		if (!list_of(row.contributions).length) return "";
		return `<button type="button" class="round-why" data-action="why" data-row="${escape(
			row.name
		)}" aria-expanded="false">${__("Why {0}?", [Number(row.score)])}</button>`;
	}

	/** What speaks for the pair is put in below it when somebody asks: a round may have very many. */
	function toggle_reasons(button, view) {
		const below = button.closest("tr").nextElementSibling;
		below.hidden = !below.hidden;
		button.setAttribute("aria-expanded", String(!below.hidden));
		const cell = below.querySelector("td:last-child");
		if (below.hidden || cell.innerHTML) return;
		const row = row_of(view, button);
		const caption = __("What speaks for {0} with {1}", [row.mentee_name, row.mentor_name]);
		cell.innerHTML = mentoring_scheme.match_parts.criteria_html(list_of(row.contributions), caption);
	}

	function one_by_one_html(row) {
		if (!row.mentor && !row.one_by_one_mentor) return "";
		if (row.mentor && row.mentor === row.one_by_one_mentor) {
			return `<span class="text-muted">${__("the same")}</span>`;
		}
		const explained = row.mentor ? explanation_html(row) : "";
		if (!row.one_by_one_mentor) return `<span>${__("No mentor")}</span>${explained}`;
		return `<span>${escape(row.one_by_one_name || row.one_by_one_mentor)}</span>
			<span class="round-score">${Number(row.one_by_one_score)}</span>${explained}`;
	}

	function explanation_html(row) {
		return row.explanation ? `<div class="round-explanation">${escape(row.explanation)}</div>` : "";
	}

	function outcome_html(row) {
		if (row.link) {
			const link = `/app/mentoring-link/${encodeURIComponent(row.link)}`;
			return `<div><span class="indicator-pill green">${__(
				"Proposed"
			)}</span> <a href="${link}">${escape(row.link)}</a></div>`;
		}
		if (!row.outcome) return "";
		return `<div class="round-outcome"><span class="indicator-pill orange">${__(
			"Not proposed"
		)}</span> ${escape(row.outcome)}</div>`;
	}

	function decide_html(row, view, pin) {
		if (!view.may_write || is_kept(view.doc) || !row.mentor) return "";
		const [mentee, mentor] = [row.mentee_name, row.mentor_name];
		if (pin?.pin === "Lock") {
			return button_html(
				"unpin",
				__("Unlock"),
				"btn-default",
				row,
				__("Unlock {0} with {1}", [mentee, mentor])
			);
		}
		if (pin) {
			return button_html(
				"unpin",
				__("Allow again"),
				"btn-default",
				row,
				__("Allow {0} with {1} again", [mentee, mentor])
			);
		}
		return `${button_html(
			"lock",
			__("Lock"),
			"btn-default",
			row,
			__("Lock {0} with {1}", [mentee, mentor])
		)}
			${button_html("exclude", __("Exclude"), "btn-default", row, __("Exclude {0} with {1}", [mentee, mentor]))}`;
	}

	return { show, list_of };
})();
