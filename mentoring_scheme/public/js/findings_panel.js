// The panel that shows what the rules of a scheme say about a mentor or a link, with the figures and what to do.
//
// The server decides: this file asks the document's method `assessment` and renders the answer into the HTML field
// `assessment_html`. It is loaded by the form scripts with frappe.require.

frappe.provide("mentoring_scheme");

mentoring_scheme.findings_panel = (() => {
	const WAIT_MS = 400;
	const PATHS = {
		cross: "M4.5 4.5l7 7m0-7l-7 7",
		exclamation: "M8 3.5v5.5m0 2.7v.8",
		tick: "M3.5 8.5l3 3 6-7",
		pen: "M3.5 12.5l1-3.5 6-6 2.5 2.5-6 6z",
	};
	const escape = (text) => frappe.utils.escape_html(String(text ?? ""));

	// Worst first. Labels are made when they are shown, because translations are loaded after this file may be.
	const groups = () => [
		{ key: "refuse", title: __("Stands in the way"), word: __("Not allowed"), icon: "cross" },
		{ key: "warn", title: __("Needs a reason"), word: __("Warning"), icon: "exclamation" },
		{ key: "decided", title: __("Decided, with a reason"), word: __("Decided"), icon: "pen" },
		{ key: "pass", title: __("In order"), word: __("In order"), icon: "tick" },
	];

	const group_of = (finding) =>
		finding.decided && finding.severity !== "pass" ? "decided" : finding.severity;

	function counted(findings) {
		const numbers = { refuse: 0, warn: 0, decided: 0, pass: 0 };
		findings.forEach((finding) => (numbers[group_of(finding)] += 1));
		return numbers;
	}

	// --- asking

	/** Ask again now. `view` is a form's own part: { ready(frm), empty, render(answer, frm) -> html }. */
	function refresh(frm, view) {
		clearTimeout(frm.findings_timer);
		const place = container(frm);
		if (!place) return;
		if (!view.ready(frm)) {
			frm.findings_question = null;
			show(place, message_html(view.empty));
			return;
		}
		// a new document on the screen must never be read against the findings of the one before
		if (place.dataset.document !== frm.doc.name) {
			place.dataset.document = frm.doc.name;
			show(place, message_html(__("Checking the rules of the scheme …")));
		}
		place.setAttribute("aria-busy", "true");
		const question = (frm.findings_question = {});
		const is_latest = () => frm.findings_question === question;
		ask(frm)
			.then((answer) => is_latest() && show(place, view.render(answer, frm)))
			.catch((error) => is_latest() && show_error(frm, view, place, error));
	}

	/** Ask again once typing has come to a rest. */
	function refresh_soon(frm, view) {
		clearTimeout(frm.findings_timer);
		const name = frm.doc.name;
		frm.findings_timer = setTimeout(() => {
			if (frm.doc.name !== name) return;
			// meanwhile the document on the server is newer than the one in the form
			if (frappe.ui.form.is_saving) refresh_soon(frm, view);
			else refresh(frm, view);
		}, WAIT_MS);
	}

	/**
	 * The answer of `assessment` for the document as it stands in the form, saved or not.
	 *
	 * Not frm.call: that copies the server's document back into the form, and what was typed meanwhile would be lost.
	 */
	async function ask(frm) {
		const response = await fetch("/api/method/run_doc_method", {
			method: "POST",
			headers: {
				Accept: "application/json",
				"Content-Type": "application/json",
				"X-Frappe-CSRF-Token": frappe.csrf_token,
			},
			body: JSON.stringify({ docs: JSON.stringify(frm.doc), method: "assessment" }),
		}).catch(() => {
			throw new Error(__("The server cannot be reached."));
		});
		const answer = await response.json().catch(() => ({}));
		if (!response.ok || !answer.message) throw new Error(reason_of(answer));
		return answer.message;
	}

	function reason_of(answer) {
		if (!answer._server_messages) return "";
		return JSON.parse(answer._server_messages)
			.map((message) => plain_text(JSON.parse(message).message))
			.join(" ");
	}

	function plain_text(html) {
		return new DOMParser().parseFromString(html ?? "", "text/html").body.textContent.trim();
	}

	// --- showing

	/** The panel's place in the form: what it shows, and a line for those who have the screen read to them. */
	function container(frm) {
		const wrapper = frm.fields_dict.assessment_html?.$wrapper[0];
		if (!wrapper) return null;
		if (!wrapper.querySelector(".findings-panel")) {
			wrapper.innerHTML = `<div class="findings-panel">
				<div class="findings-announced sr-only" aria-live="polite"></div>
				<div class="findings-body"></div>
			</div>`;
		}
		return wrapper.querySelector(".findings-panel");
	}

	function show(place, html) {
		const body = place.querySelector(".findings-body");
		const open = new Map(
			[...body.querySelectorAll("details[data-key]")].map((each) => [each.dataset.key, each.open])
		);
		body.innerHTML = html;
		body.querySelectorAll("details[data-key]").forEach((each) => {
			if (open.has(each.dataset.key)) each.open = open.get(each.dataset.key);
		});
		place.setAttribute("aria-busy", "false");
		announce(place, body.querySelector(".findings-verdict")?.textContent.trim() ?? "");
	}

	/** Only what has changed is announced, and only how things stand on the whole. */
	function announce(place, text) {
		const announced = place.querySelector(".findings-announced");
		if (announced.textContent !== text) announced.textContent = text;
	}

	function show_error(frm, view, place, error) {
		const reason = error.message || __("The server gave no answer.");
		show(
			place,
			`<div class="findings-verdict">
				<p><strong>${__("The rules could not be checked.")}</strong> ${escape(reason)}</p>
			</div>
			<button type="button" class="btn btn-default btn-xs">${__("Try again")}</button>`
		);
		place.querySelector("button").addEventListener("click", () => refresh(frm, view));
	}

	function message_html(text) {
		return `<p class="findings-verdict text-muted">${escape(text)}</p>`;
	}

	function icon_html(name) {
		return `<svg class="findings-icon" viewBox="0 0 16 16" aria-hidden="true"><path d="${PATHS[name]}"/></svg>`;
	}

	function mark_html(key, icon, word) {
		return `<span class="findings-mark findings-${key}">${icon_html(icon)}<span>${escape(word)}</span></span>`;
	}

	function finding_html(finding, group) {
		const rule = escape(finding.rule);
		const override =
			group.key === "refuse" && finding.overridable
				? `<span class="findings-tag">${__("a manager may decide otherwise")}</span>`
				: "";
		const remedy =
			finding.remedy && ["refuse", "warn"].includes(group.key)
				? `<div class="findings-remedy">${escape(finding.remedy)}</div>`
				: "";
		return `<li>
			${mark_html(group.key, group.icon, group.word)}
			<div>
				<span class="findings-text">${escape(finding.text)}</span>
				<span class="findings-tag" title="${__("Rule {0}", [rule])}">${rule}</span>
				${override}${remedy}
			</div>
		</li>`;
	}

	/**
	 * The findings in groups, worst first. `key` tells this list from others in the panel; `words` says of a group,
	 * by its key, what is called otherwise in this list: { warn: { title } }.
	 */
	function findings_html(findings, { key, fold_passes = true, words = {} }) {
		return groups()
			.map((group) => ({ ...group, ...words[group.key] }))
			.map((group) => group_html(group, findings, { key, folded: group.key === "pass" && fold_passes }))
			.join("");
	}

	function group_html(group, findings, { key, folded }) {
		const rows = findings.filter((finding) => group_of(finding) === group.key);
		if (!rows.length) return "";
		const title = `${escape(group.title)} (${rows.length})`;
		const list = `<ul>${rows.map((row) => finding_html(row, group)).join("")}</ul>`;
		if (!folded) return `<div class="findings-group"><h5>${title}</h5>${list}</div>`;
		return `<details class="findings-group" data-key="${escape(key)}-pass">
			<summary>${title}</summary>${list}
		</details>`;
	}

	/** One line that says how things stand, announced when it changes: { good, missing(number), warned(number) }. */
	function verdict_html(findings, { good, missing, warned }) {
		const { refuse, warn, decided } = counted(findings);
		let mark = mark_html("pass", "tick", good);
		if (decided) mark = mark_html("decided", "pen", __("{0}, by a decision with its reason", [good]));
		if (refuse) mark = mark_html("refuse", "cross", missing(refuse));
		else if (warn) mark = mark_html("warn", "exclamation", warned(warn));
		return `<p class="findings-verdict">${mark}</p>`;
	}

	return { refresh, refresh_soon, findings_html, verdict_html, mark_html, counted, escape };
})();
