// The lists of people that an event shows: who comes, whom to invite, who came.

frappe.provide("mentoring_scheme");

mentoring_scheme.event_people = (() => {
	const GROUPS = [
		["Attended", () => __("Attended")],
		["Did not attend", () => __("Did not attend")],
		["Booked", () => __("Have a place")],
		["Waiting list", () => __("On the waiting list, first in the line first")],
		["Invited", () => __("Invited, no answer yet")],
		["Declined", () => __("Do not come")],
		["Withdrawn", () => __("Withdrew")],
	];
	const OFFERED = {
		Invited: ["yes", "no"],
		Booked: ["no"],
		"Waiting list": ["no"],
		Declined: ["yes"],
		Withdrawn: ["yes"],
	};

	/**
	 * The bookings of an event by their state. With `open`, staff can answer on behalf of each; with `numbered`, which
	 * takes all of them, those who wait have their place in the line.
	 */
	function bookings_html(rows, { open, numbered, empty }) {
		if (!rows.length) return `<p class="text-muted">${frappe.utils.escape_html(empty)}</p>`;
		const groups = GROUPS.map(([status, title]) => [title, rows.filter((row) => row.status === status)]);
		return `<div class="event-people">${groups
			.filter(([, some]) => some.length)
			.map(([title, some]) => group_html(title(), some, { open, numbered }))
			.join("")}</div>`;
	}

	function group_html(title, rows, view) {
		return `<section><h5>${frappe.utils.escape_html(title)} (${rows.length})</h5>
			<ul>${rows.map((row, index) => booking_html(row, index, view)).join("")}</ul></section>`;
	}

	function booking_html(row, index, { open, numbered }) {
		const escape = frappe.utils.escape_html;
		const number = numbered && row.status === "Waiting list" ? `${index + 1}. ` : "";
		const link = frappe.utils.get_form_link("Mentoring Booking", row.name);
		return `<li>
			<span><span>${escape(number)}</span><a class="event-person-name" href="${escape(link)}">${escape(
			row.participant_name
		)}</a>
				<span class="event-person-note">${escape(note_of(row, open))}</span></span>
			<span>${open ? answers_html(row) : ""}</span>
		</li>`;
	}

	function note_of(row, open) {
		const notes = [];
		if (row.walked_in) notes.push(__("came without a booking"));
		if (open && !row.send_to) notes.push(__("no e-mail address: tell them yourself"));
		if (row.note) notes.push(row.note);
		return notes.join(" · ");
	}

	function answers_html(row) {
		const labels = {
			yes: __("Comes"),
			no: row.status === "Invited" ? __("Does not come") : __("Withdraw"),
		};
		return (OFFERED[row.status] || [])
			.map((answer) => answer_html(row, answer, labels[answer]))
			.join(" ");
	}

	function answer_html(row, answer, label) {
		const escape = frappe.utils.escape_html;
		return `<button type="button" class="btn btn-default btn-xs" data-answer="${escape(answer)}"
			data-participant="${escape(row.participant)}"
			aria-label="${escape(`${label}: ${row.participant_name}`)}">${escape(label)}</button>`;
	}

	/** People to choose from, each with a box to tick. */
	function pick_html(people) {
		return `<div class="event-people"><ul class="event-pick">${people.map(person_html).join("")}</ul></div>`;
	}

	function person_html(person) {
		const escape = frappe.utils.escape_html;
		const about = [person.is_as, person.stage].filter(Boolean).join(", ");
		const address = person.has_address ? "" : __("no e-mail address");
		return `<li data-name="${escape(person.name.toLowerCase())}"><label>
			<input type="checkbox" value="${escape(person.participant)}">
			<span><span class="event-person-name">${escape(person.name)}</span>
			<span class="event-person-note">${escape([about, address].filter(Boolean).join(" · "))}</span></span>
		</label></li>`;
	}

	/** A line for each person with what may be recorded of them; `refusals` are shown beneath the lines. */
	function attendance_html(rows, chosen, refusals) {
		return `<div class="event-people"><ul>${rows
			.map((row) => attendance_line_html(row, chosen[row.key], refusals[row.key]))
			.join("")}</ul></div>`;
	}

	function attendance_line_html(row, chosen, refusal) {
		const escape = frappe.utils.escape_html;
		return `<li data-key="${escape(row.key)}">
			<span id="event-line-${escape(row.key)}"><span class="event-person-name">${escape(row.name)}</span>
				<span class="event-person-note">${escape(row.about)}</span></span>
			<span class="event-person-choices" role="group" aria-labelledby="event-line-${escape(row.key)}">
				${row.outcomes.map((outcome) => outcome_html(outcome, chosen)).join("")}</span>
			${refusal ? `<span class="event-person-refused" role="alert">${escape(refusal)}</span>` : ""}
		</li>`;
	}

	/** Pressed once it is chosen; pressed again, nothing is chosen any more. */
	function outcome_html(outcome, chosen) {
		const escape = frappe.utils.escape_html;
		const pressed = outcome === chosen;
		return `<button type="button" class="btn btn-xs ${pressed ? "btn-primary" : "btn-default"}"
			data-outcome="${escape(outcome)}" aria-pressed="${pressed ? "true" : "false"}">${escape(
			__(outcome)
		)}</button>`;
	}

	return { bookings_html, pick_html, attendance_html };
})();
