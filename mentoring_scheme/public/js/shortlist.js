// The page of a shortlist: asks for the mentee that the route names, shows the answer, and does what is clicked.

frappe.provide("mentoring_scheme");

mentoring_scheme.shortlist = (() => {
	const METHOD = "mentoring_scheme.mentoring_scheme.matching.api.shortlist";
	const FIRST = 20;
	const AT_MOST = 4;
	const AT_LEAST = 2;

	/** The shortlist on a page of the desk; returns { show(mentee) }. */
	function on(page) {
		const root = $(`<div class="shortlist">
			<div class="sr-only" role="status" aria-live="polite"></div>
			<div class="shortlist-body"></div>
		</div>`).appendTo(page.main)[0];
		const list = { page, root, answer: null, chosen: new Set(), question: null, limit: FIRST };
		root.addEventListener("click", (event) => on_click(list, event));
		root.addEventListener("change", (event) => on_change(list, event));
		return { show: (mentee) => show(list, mentee) };
	}

	// --- asking and showing

	async function show(list, mentee) {
		const question = (list.question = {});
		const is_latest = () => list.question === question;
		if (list.answer?.mentee.name !== mentee) {
			list.answer = null;
			list.limit = FIRST;
			put(list, `<p class="text-muted">${__("Weighing …")}</p>`, __("Find a mentor"));
		}
		list.root.setAttribute("aria-busy", "true");
		await (mentee ? show_mentee(list, mentee, is_latest) : show_choice(list, is_latest));
		if (is_latest()) list.root.setAttribute("aria-busy", "false");
	}

	async function show_mentee(list, mentee, is_latest) {
		const { html, title, answer } = await asked(mentee, list.limit);
		if (!is_latest()) return;
		list.answer = answer;
		list.chosen.clear();
		put(list, html, title);
		add_ways(list, mentee);
		if (answer) announce(list, mentoring_scheme.shortlist_view.number_text(answer));
	}

	/** The list of one mentee, or what the server says instead. */
	async function asked(mentee, limit) {
		try {
			const [answer, { message }] = await Promise.all([
				frappe.xcall(METHOD, { mentee, limit }),
				frappe.db.get_value("Mentee", mentee, "participant"),
			]);
			answer.participant = message?.participant;
			return {
				answer,
				html: mentoring_scheme.shortlist_view.page_html(answer),
				title: __("Find a mentor for {0}", [answer.mentee.participant_name]),
			};
		} catch {
			// what went wrong has been said in a message; the page says where to go from here
			const text = __("{0} could not be weighed.", [mentee]);
			return {
				answer: null,
				html: mentoring_scheme.shortlist_view.problem_html(text),
				title: __("Find a mentor"),
			};
		}
	}

	async function show_choice(list, is_latest) {
		const mentees = await frappe.db.get_list("Mentee", {
			fields: ["name", "participant_name", "waiting_since", "support_type", "scheme"],
			filters: { status: "Waiting" },
			order_by: "waiting_since asc",
			limit: 50,
		});
		if (!is_latest()) return;
		list.answer = null;
		put(list, mentoring_scheme.shortlist_view.choice_html(mentees), __("Find a mentor"));
		list.page.clear_inner_toolbar();
	}

	function put(list, html, title) {
		list.root.querySelector(".shortlist-body").innerHTML = html;
		// the tab of the browser names the mentee; on the page her name stands below
		list.page.set_title(__("Find a mentor"), null, true, title);
	}

	function announce(list, text) {
		list.root.querySelector("[role='status']").textContent = text;
	}

	/** The ways back to where the page was opened from, and round again. */
	function add_ways({ page }, mentee) {
		page.clear_inner_toolbar();
		page.add_inner_button(__("Mentee"), () => frappe.set_route("Form", "Mentee", mentee));
		page.add_inner_button(__("Somebody else"), () => frappe.set_route("mentoring-shortlist"));
	}

	// --- what is clicked

	function on_click(list, event) {
		const clicked = event.target.closest("[data-action]");
		if (!clicked) return;
		event.preventDefault();
		ACTIONS[clicked.dataset.action]?.(list, clicked);
	}

	const ACTIONS = {
		propose: (list, { dataset }) =>
			mentoring_scheme.shortlist_dialogs.propose(list.answer, candidate(list, dataset.mentor)),
		compare: (list) => mentoring_scheme.shortlist_dialogs.compare(list.answer, [...list.chosen]),
		"why-not": (list) => mentoring_scheme.shortlist_dialogs.why_not(list.answer),
		untick,
		more: show_more,
		mentees: () => frappe.set_route("List", "Mentee"),
		mentors: () => frappe.set_route("List", "Mentor"),
		"new-mentor": (list) => frappe.new_doc("Mentor", { scheme: list.answer.mentee.scheme }),
	};

	async function show_more(list) {
		const seen = list.answer.candidates.length;
		list.limit += FIRST;
		await show(list, list.answer.mentee.name);
		list.root.querySelectorAll(".shortlist-candidate h3 a")[seen]?.focus();
	}

	function candidate({ answer }, mentor) {
		return answer.candidates.find((each) => each.mentor === mentor);
	}

	/** A mentor ticked to be compared; a fifth is not taken, because four are what fits side by side. */
	function on_change(list, event) {
		const box = event.target.closest("[data-compare]");
		if (!box) return;
		const { chosen } = list;
		if (box.checked && chosen.size >= AT_MOST) {
			box.checked = false;
			frappe.show_alert({
				message: __("At most {0} mentors side by side. Untick one first.", [AT_MOST]),
				indicator: "orange",
			});
			return;
		}
		if (box.checked) chosen.add(box.dataset.compare);
		else chosen.delete(box.dataset.compare);
		show_chosen(list);
	}

	/** How many are ticked is said at the top, and in a bar that stays in sight while the list is read. */
	function show_chosen({ chosen, root }) {
		const number = chosen.size;
		root.querySelectorAll("[data-action='compare']").forEach((button) => {
			button.disabled = number < AT_LEAST;
			button.textContent = number ? __("Compare {0}", [number]) : __("Compare");
		});
		root.querySelector(".shortlist-tray").hidden = !number;
		root.querySelector(".shortlist-ticked").textContent =
			number < AT_LEAST ? __("1 ticked. Tick another to compare.") : __("{0} ticked", [number]);
	}

	function untick({ chosen, root }) {
		chosen.clear();
		root.querySelectorAll("[data-compare]").forEach((box) => (box.checked = false));
		show_chosen({ chosen, root });
	}

	return { on };
})();
