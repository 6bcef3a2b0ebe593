// What the panel of a link shows: how the pair or the support stands, and a checklist for each step that may follow.

frappe.provide("mentoring_scheme");

mentoring_scheme.link_findings = (() => {
	const RUNNING = ["Active", "Suspended", "Closing"];
	const OVER = ["Closed", "Declined", "Ended Early"];
	const ASIDE = ["Declined", "Ended Early", "Suspended"];

	/**
	 * The answer of `assessment` as HTML. `view` tells of the form: its `status`, what the workflow calls the move to a
	 * state (`action_to`), and whether that move has a dialog of its own (`has_dialog`).
	 */
	function html(answer, view) {
		return `<div class="findings-columns">${standing_html(answer, view)}${steps_html(answer, view)}</div>
			${policy_html(answer.policy_version)}`;
	}

	/** What there is to say of the link today: of the pair until it starts, of the support while it runs. */
	function standing_html({ findings }, { status }) {
		if (!findings.length) return "";
		const running = RUNNING.includes(status);
		const title = running ? __("How the support runs") : __("The pair and the term");
		const words = running ? { warn: { title: __("Needs attention") } } : {};
		return `<section aria-label="${title}">
			<h4>${title}</h4>
			${OVER.includes(status) ? "" : standing_verdict_html(findings, running)}
			${mentoring_scheme.findings_panel.findings_html(findings, { key: "standing", words })}
		</section>`;
	}

	function standing_verdict_html(findings, running) {
		const attention = (number) =>
			number === 1 ? __("One thing needs attention") : __("{0} things need attention", [number]);
		return mentoring_scheme.findings_panel.verdict_html(findings, {
			good: running ? __("Nothing needs attention") : __("The rules allow this pair"),
			missing: (number) =>
				number === 1
					? __("One thing stands in the way")
					: __("{0} things stand in the way", [number]),
			warned: (number) => (running ? attention(number) : __("Possible, with a reason")),
		});
	}

	function steps_html({ steps }, view) {
		if (!steps.length) return "";
		const main = steps.find((step) => !is_aside(step, view));
		const main_first = [...steps].sort((one, other) => (other === main) - (one === main));
		// while support simply goes on, its ending need not be spread out
		const is_open = (step) => step === main && (step.findings.length > 0 || view.status !== "Active");
		return `<section aria-label="${__("What the next step needs")}">
			<h4>${__("What the next step needs")}</h4>
			${main_first.map((step) => step_html(step, is_open(step), view)).join("")}
		</section>`;
	}

	/** Ways that nobody need go: nothing is amiss where they are not open. Out of a closed link there are no others. */
	function is_aside({ state }, { status }) {
		return ASIDE.includes(state) || status === "Closed";
	}

	function step_html(step, open, view) {
		const { findings_html, escape } = mentoring_scheme.findings_panel;
		const unsettled = step.findings.some((finding) => finding.severity !== "pass" && !finding.decided);
		const nothing = step.findings.length ? "" : `<p>${__("Nothing more is asked for.")}</p>`;
		const words = { refuse: { word: __("Not yet") } };
		const how = how_to(step, view);
		return `<details class="findings-step" data-key="step-${escape(step.state)}" ${open ? "open" : ""}>
			<summary>
				<span class="findings-step-name">${escape(__(view.action_to(step.state) || step.state))}</span>
				${is_aside(step, view) ? "" : step_mark_html(step)}
			</summary>
			${findings_html(step.findings, { key: `step-${step.state}`, fold_passes: unsettled, words })}${nothing}
			${how ? `<p class="findings-foot">${escape(how)}</p>` : ""}
		</details>`;
	}

	function how_to(step, { action_to, has_dialog }) {
		const action = action_to(step.state);
		if (!action) return "";
		if (step.ready) return __("Choose Actions › {0}.", [__(action)]);
		if (!has_dialog(step.state)) return "";
		return __("Actions › {0} asks for what can be recorded there.", [__(action)]);
	}

	/** How near the step is. Ways aside have none: nothing is amiss where nobody wants to decline. */
	function step_mark_html(step) {
		const { mark_html, counted } = mentoring_scheme.findings_panel;
		const { refuse, warn } = counted(step.findings);
		if (refuse) {
			const text = refuse === 1 ? __("1 thing missing") : __("{0} things missing", [refuse]);
			return mark_html("refuse", "cross", text);
		}
		if (warn) return mark_html("warn", "exclamation", __("Possible, with a reason"));
		return mark_html("pass", "tick", __("Ready"));
	}

	function policy_html(version) {
		if (!version) return "";
		const href = frappe.utils.get_form_link("Mentoring Policy Version", version);
		const name = `<a href="${href}">${frappe.utils.escape_html(version)}</a>`;
		return `<p class="findings-foot">${__("Rules of the policy version {0}.", [name])}</p>`;
	}

	return { html };
})();
