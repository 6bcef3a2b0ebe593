// The shortlist of a mentee as HTML: who she is and what she asks for, the mentors in order, and who is left out.

frappe.provide("mentoring_scheme");

mentoring_scheme.shortlist_view = (() => {
	const parts = () => mentoring_scheme.match_parts;
	const escape = (text) => frappe.utils.escape_html(String(text ?? ""));
	// the server names the strength of a wish in the user's language
	const strengths = () => [
		{ kind: "must", title: __("Must") },
		{ kind: "like", title: __("Would like") },
		{ kind: "not", title: __("Must not") },
	];

	function page_html(answer) {
		return `${mentee_html(answer)}
			${answer.candidates.length ? ranked_html(answer) : nobody_html(answer)}
			${excluded_html(answer)}`;
	}

	// --- the mentee

	function mentee_html({ mentee, missing, participant, candidates }) {
		return `<section class="shortlist-mentee" aria-labelledby="shortlist-mentee-title">
			<h2 id="shortlist-mentee-title">${escape(mentee.participant_name)}</h2>
			${about_html(mentee)}
			${open_links_html(mentee)}
			${wishes_html(mentee)}
			${missing_html(missing, mentee, participant, candidates)}
		</section>`;
	}

	function about_html(mentee) {
		const facts = [
			waiting(mentee),
			[__("Scheme"), mentee.scheme],
			[__("Support type"), mentee.support_type],
			[__("Area"), mentee.area],
			[__("Kind of mentor"), mentee.mentor_choice],
		].filter(([, value]) => value);
		const items = facts.map(
			([label, value]) => `<div><dt>${escape(label)}</dt><dd>${escape(value)}</dd></div>`
		);
		return `<dl class="shortlist-about">${items.join("")}</dl>`;
	}

	/** How long she waits; where she does not, where she stands. */
	function waiting({ days_waiting, status }) {
		if (status !== "Waiting" || days_waiting === null) return [__("Stands at"), __(status)];
		return [__("Waiting"), days_waiting === 1 ? __("1 day") : __("{0} days", [days_waiting])];
	}

	/** Links that she has already, so that nobody is proposed a second mentor by mistake. */
	function open_links_html({ open_links }) {
		if (!open_links?.length) return "";
		const items = open_links.map(
			({ link, text }) =>
				`<li><a href="${frappe.utils.get_form_link("Mentoring Link", link)}">${escape(text)}</a></li>`
		);
		return `<div class="shortlist-wishes">
			<h3 id="shortlist-open-links">${escape(__("Has a link already that has not ended"))}</h3>
			<ul aria-labelledby="shortlist-open-links">${items.join("")}</ul>
		</div>`;
	}

	/** What she asks for, as chips in groups. Personal wishes are only counted: their words stay in the profile. */
	function wishes_html(mentee) {
		const groups = strengths()
			.map(({ kind, title }) => ({
				kind,
				title,
				texts: mentee.wishes.filter(({ strength }) => strength === title).map(({ text }) => text),
			}))
			.concat({ kind: "topic", title: __("Support with"), texts: mentee.topics })
			.filter(({ texts }) => texts.length);
		const rows = groups.map(chips_html).join("");
		const personal = personal_text(mentee.personal_wishes);
		if (!rows && !personal) {
			return `<p class="text-muted">${__("No wishes are written down: the scheme's own weights decide the order.")}</p>`;
		}
		return `<div class="shortlist-wishes">
			${rows}
			${personal ? `<p class="text-muted">${escape(personal)}</p>` : ""}
		</div>`;
	}

	function chips_html({ kind, title, texts }) {
		const id = `shortlist-wishes-${kind}`;
		const chips = texts.map(
			(text) => `<li class="shortlist-chip shortlist-${escape(kind)}">${escape(text)}</li>`
		);
		return `<div>
			<h3 id="${escape(id)}">${escape(title)}</h3>
			<ul class="shortlist-chips" aria-labelledby="${escape(id)}">${chips.join("")}</ul>
		</div>`;
	}

	function personal_text(number) {
		if (!number) return "";
		if (number === 1)
			return __("And 1 personal wish, which is counted here and written in the Equality Profile.");
		return __("And {0} personal wishes, which are counted here and written in the Equality Profile.", [
			number,
		]);
	}

	/** What is not known yet, with the ways to the forms where it is filled in. */
	function missing_html(missing, mentee, participant, candidates) {
		if (!missing.length) return "";
		const weighs_nothing = candidates.length && candidates.every((each) => !each.contributions.length);
		const ways = [
			[__("Open the referral"), "Mentee", mentee.name],
			[__("Open the person"), "Mentoring Participant", participant],
			[__("Open the scheme"), "Mentoring Scheme", weighs_nothing ? mentee.scheme : ""],
		].filter(([, , name]) => name);
		const links = ways.map(
			([label, doctype, name]) =>
				`<a class="btn btn-default btn-sm" href="${frappe.utils.get_form_link(doctype, name)}">${escape(label)}</a>`
		);
		return `<div class="shortlist-missing">
			${parts().findings_html("unknown", __("Not known yet; it counts neither way until it is recorded"), missing)}
			<p class="shortlist-ways">${links.join("")}</p>
		</div>`;
	}

	// --- the mentors in order

	function ranked_html(answer) {
		const { candidates } = answer;
		return `<section aria-labelledby="shortlist-ranked-title">
			<div class="shortlist-bar">
				<h2 id="shortlist-ranked-title">${escape(number_text(answer))}</h2>
				<div class="shortlist-tools">
					<button class="btn btn-default btn-sm" data-action="compare" aria-describedby="shortlist-compare-help" disabled>
						${__("Compare")}
					</button>
					<button class="btn btn-default btn-sm" data-action="why-not">${__("Why not …?")}</button>
				</div>
			</div>
			<p class="shortlist-explained">${escape(parts().explanation())}</p>
			${may_propose_html(answer)}
			<p class="text-muted" id="shortlist-compare-help">${__("Tick two to four mentors to compare them side by side.")}</p>
			<ol class="shortlist-list">${candidates.map((each) => candidate_html(each, answer)).join("")}</ol>
			${more_html(answer)}
			<div class="shortlist-tray" hidden>
				<span class="shortlist-ticked" role="status"></span>
				<span class="shortlist-tools">
					<button class="btn btn-default btn-sm" data-action="untick">${__("Untick all")}</button>
					<button class="btn btn-primary btn-sm" data-action="compare" disabled>${__("Compare")}</button>
				</span>
			</div>
		</section>`;
	}

	/** Why nobody can be proposed yet, where that is so. */
	function may_propose_html({ may_propose, mentee }) {
		if (may_propose) return "";
		const name = escape(mentee.participant_name);
		const href = frappe.utils.get_form_link("Mentee", mentee.name);
		return `<p class="shortlist-notyet">
			${__("To look at for now: {0} stands at “{1}”. A mentor can be proposed once the yes to the offer is recorded.", [name, escape(__(mentee.status))])}
			<a href="${href}">${__("Open the referral")}</a>
		</p>`;
	}

	/** The way to those who come after the best; beyond a hundred nobody reads on. */
	function more_html({ candidates, candidates_total }) {
		if (candidates.length >= Math.min(candidates_total, 100)) return "";
		return `<p><button class="btn btn-default btn-sm" data-action="more">${__("Show more")}</button></p>`;
	}

	function number_text({ candidates, candidates_total }) {
		if (candidates_total === 1) return __("1 mentor is possible");
		if (candidates.length === candidates_total)
			return __("{0} mentors are possible, best first", [candidates_total]);
		return __("{0} mentors are possible; the best {1}", [candidates_total, candidates.length]);
	}

	function candidate_html(candidate, { may_propose }) {
		const name = escape(candidate.mentor_name);
		const mentor = escape(candidate.mentor);
		const id = escape(`shortlist-${candidate.mentor}`);
		const href = frappe.utils.get_form_link("Mentor", candidate.mentor);
		const propose = may_propose
			? `<button class="btn btn-sm ${candidate.rank === 1 ? "btn-primary" : "btn-default"}" data-action="propose" data-mentor="${mentor}">
					${__("Propose")} <span class="sr-only">${name}</span>
				</button>`
			: "";
		return `<li class="shortlist-candidate" aria-labelledby="${id}">
			<header>
				<span class="shortlist-rank" aria-hidden="true">${Number(candidate.rank)}</span>
				<div class="shortlist-who">
					<h3 id="${id}"><span class="sr-only">${Number(candidate.rank)}.</span> <a href="${href}">${name}</a></h3>
					${parts().facts_html(candidate)}
				</div>
				<div class="shortlist-score">${parts().score_html(candidate)}</div>
			</header>
			${parts().bar_html(candidate)}
			${parts().reasons_html(candidate)}
			${parts().earlier_html(candidate)}
			${parts().findings_html("unknown", __("Ask first"), candidate.ask_first)}
			${parts().findings_html("warn", __("Will need a reason"), candidate.warnings)}
			<footer>
				<label><input type="checkbox" data-compare="${mentor}"> ${__("Compare")} <span class="sr-only">${name}</span></label>
				${propose}
			</footer>
			<details>
				<summary>${__("Everything that was weighed")} <span class="sr-only">${__("for {0}", [name])}</span></summary>
				${weighed_html(candidate)}
			</details>
		</li>`;
	}

	function weighed_html({ contributions, mentor_name }) {
		if (!contributions.length) return `<p class="text-muted">${__("The scheme weighs nothing.")}</p>`;
		return parts().criteria_html(contributions, __("What was weighed for {0}", [mentor_name]));
	}

	// --- nobody

	/** Where the list is empty it says why, and what to do. */
	function nobody_html({ excluded_total, mentee }) {
		if (!excluded_total) {
			return `<section class="shortlist-empty">
				<h2>${__("The scheme has no mentors yet")}</h2>
				<p>${__("A shortlist needs mentors who are approved. Record each one under Mentor, and take her through the stages.")}</p>
				<p class="shortlist-ways">
					<button class="btn btn-primary btn-sm" data-action="new-mentor">${__("Add a mentor")}</button>
					<button class="btn btn-default btn-sm" data-action="mentors">${__("See all mentors")}</button>
				</p>
			</section>`;
		}
		const text =
			mentee.wishes.some(({ strength }) => strength !== __("Would like")) || mentee.personal_wishes
				? __(
						"Each mentor has something that stands in the way; it is written below with what to do. A “must” that is rather a “would like” may be softened with the mentee."
					)
				: __(
						"Each mentor has something that stands in the way; it is written below with what to do about it."
					);
		return `<section class="shortlist-empty">
			<h2>${__("No mentor is possible at present")}</h2>
			<p>${escape(text)}</p>
			<p class="shortlist-ways">
				<a class="btn btn-default btn-sm" href="${frappe.utils.get_form_link("Mentee", mentee.name)}">${__("Open the referral")}</a>
				<button class="btn btn-default btn-sm" data-action="why-not">${__("Why not …?")}</button>
			</p>
		</section>`;
	}

	// --- left out

	function excluded_html({ excluded, excluded_total, candidates }) {
		if (!excluded_total) return "";
		const title =
			excluded_total === 1
				? __("1 mentor is left out")
				: __("{0} mentors are left out", [excluded_total]);
		const rest =
			excluded.length < excluded_total
				? `<p class="text-muted">${__("{0} of {1} are shown. “Why not …?” answers for any of them.", [Number(excluded.length), Number(excluded_total)])}</p>`
				: "";
		return `<details class="shortlist-excluded" ${candidates.length ? "" : "open"}>
			<summary>${escape(title)}</summary>
			${rest}
			<ul>${excluded.map(excluded_one_html).join("")}</ul>
		</details>`;
	}

	function excluded_one_html({ mentor, mentor_name, reasons }) {
		const href = frappe.utils.get_form_link("Mentor", mentor);
		return `<li>
			<h3><a href="${href}">${escape(mentor_name)}</a></h3>
			${obstacles_html(reasons)}
		</li>`;
	}

	/** What stands in the way, with what to do about it and whether a manager may decide otherwise. */
	function obstacles_html(reasons) {
		const items = reasons.map(
			({ rule, text, remedy, overridable }) => `<li>${parts().icon_html("con")}<span>
				${escape(text)} <span class="match-tag">${escape(rule)}</span>
				${overridable ? `<span class="match-tag">${__("a manager may decide otherwise")}</span>` : ""}
				${remedy ? `<span class="match-remedy">${escape(remedy)}</span>` : ""}
			</span></li>`
		);
		return `<ul class="shortlist-obstacles">${items.join("")}</ul>`;
	}

	// --- no mentee chosen yet

	/** Whom a shortlist may be made for: those who wait, the longest first. */
	function choice_html(mentees) {
		if (!mentees.length) {
			return `<section class="shortlist-empty">
				<h2>${__("Nobody is waiting for a mentor")}</h2>
				<p>${__("A mentee waits once the offer of a mentor is accepted. Open a mentee who was referred to make a shortlist beforehand.")}</p>
				<p class="shortlist-ways"><button class="btn btn-default btn-sm" data-action="mentees">${__("See all mentees")}</button></p>
			</section>`;
		}
		const rows = mentees.map(
			(each) => `<tr>
				<th scope="row"><a href="${escape(frappe.router.make_url(["mentoring-shortlist", each.name]))}">${escape(each.participant_name)}</a></th>
				<td>${escape(each.waiting_since ? waiting_since(each) : "")}</td>
				<td>${escape(each.support_type)}</td>
				<td>${escape(each.scheme)}</td>
			</tr>`
		);
		return `<section>
			<h2>${__("For whom do you look for a mentor?")}</h2>
			<div class="shortlist-scroll" tabindex="0" role="region" aria-label="${__("Mentees who wait")}">
				<table class="match-criteria">
					<thead><tr>
						<th scope="col">${__("Mentee")}</th><th scope="col">${__("Waiting")}</th>
						<th scope="col">${__("Support type")}</th><th scope="col">${__("Scheme")}</th>
					</tr></thead>
					<tbody>${rows.join("")}</tbody>
				</table>
			</div>
		</section>`;
	}

	function waiting_since({ waiting_since }) {
		const days = frappe.datetime.get_diff(frappe.datetime.get_today(), waiting_since);
		return days === 1 ? __("1 day") : __("{0} days", [days]);
	}

	function problem_html(text) {
		return `<section class="shortlist-empty">
			<h2>${__("There is no shortlist to show")}</h2>
			<p>${escape(text)}</p>
			<p class="shortlist-ways"><button class="btn btn-default btn-sm" data-action="mentees">${__("See all mentees")}</button></p>
		</section>`;
	}

	return { choice_html, number_text, obstacles_html, page_html, problem_html, weighed_html };
})();
