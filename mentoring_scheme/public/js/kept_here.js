// What is typed into a long form is kept in the browser until it is sent, so that a lost connection, a closed tab or a
// session that has ended loses nothing. It is kept for one account alone: it goes on log-out, when somebody else signs
// in, and after two weeks. Every page of the website loads this, because people may leave from any of them.

(() => {
	const PREFIX = "mentoring:";
	const LONGEST_KEPT = 14 * 24 * 60 * 60 * 1000;
	const PAUSE = 300;

	const user = signed_in();
	let leaving = false;
	tidy();
	document.addEventListener("click", leave, true);
	const form = user && document.querySelector("form[data-kept-as]");
	if (form) keep(form, `${PREFIX}${user}:${form.dataset.keptAs}`);

	/** The account as the platform's own cookie names it; empty for a guest. */
	function signed_in() {
		const name = document.cookie.match(/(?:^|; )user_id=([^;]*)/)?.[1] || "";
		return name === "Guest" ? "" : name;
	}

	function own_keys() {
		return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
	}

	function read(key) {
		try {
			return JSON.parse(localStorage.getItem(key));
		} catch {
			return null;
		}
	}

	function tidy() {
		for (const key of own_keys()) {
			const somebody_elses = user && !key.startsWith(`${PREFIX}${user}:`);
			const old = Date.now() - (read(key)?.at || 0) > LONGEST_KEPT;
			if (somebody_elses || old) localStorage.removeItem(key);
		}
	}

	function leave(event) {
		if (!event.target.closest?.("a[href*=web_logout]")) return;
		leaving = true; // what is still waiting to be kept is not
		own_keys().forEach((key) => localStorage.removeItem(key));
	}

	function keep(form, key) {
		const note = document.getElementById("kept-here");
		// a form that is shown again holds what was typed: there is nothing to offer, and all of it to keep
		const at_first = note ? JSON.stringify(answers_of(form)) : "";
		let waiting = 0;
		let sent = false;

		if (note) offer(form, note, key, at_first);
		form.addEventListener("input", () => {
			clearTimeout(waiting);
			waiting = setTimeout(store, PAUSE);
		});
		// phones end a page without a word
		document.addEventListener("visibilitychange", store);
		window.addEventListener("pagehide", store);
		form.addEventListener("mentoring:sent", () => {
			sent = true;
			localStorage.removeItem(key);
		});

		function store() {
			clearTimeout(waiting);
			const answers = answers_of(form);
			// whoever has left in another tab leaves nothing behind here either
			if (sent || leaving || signed_in() !== user || JSON.stringify(answers) === at_first) return;
			try {
				localStorage.setItem(key, JSON.stringify({ at: Date.now(), answers }));
			} catch {
				// no room, or not allowed: the form works without
			}
		}
	}

	function answers_of(form) {
		const answers = Object.fromEntries(new FormData(form));
		delete answers.csrf_token;
		delete answers.name_typed; // a signature is given when something is sent
		return answers;
	}

	/** Offer what was kept, unless it is what the form shows anyway. */
	function offer(form, note, key, at_first) {
		const kept = read(key);
		if (!kept || JSON.stringify(kept.answers) === at_first) return;
		document.getElementById("kept-here-when").textContent = new Date(kept.at).toLocaleString(document.documentElement.lang || [], {
			dateStyle: "medium",
			timeStyle: "short",
		});
		note.hidden = false;
		document.getElementById("kept-here-take").addEventListener("click", () => {
			fill(form, kept.answers);
			note.hidden = true;
			form.querySelector("textarea").focus();
		});
		document.getElementById("kept-here-drop").addEventListener("click", () => {
			localStorage.removeItem(key);
			note.hidden = true;
		});
	}

	function fill(form, answers) {
		for (const [name, value] of Object.entries(answers)) {
			const field = form.elements.namedItem(name);
			if (field) field.value = value;
		}
		form.querySelectorAll("details").forEach((each) => (each.open = true));
	}
})();
