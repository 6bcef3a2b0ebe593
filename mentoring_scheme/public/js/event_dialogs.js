// What is asked of the user about an event: whom to invite, who came, why it is cancelled.
//
// `server` holds the calls of the form, each of which answers with what the method returns; `done` is called once
// something has been kept.

frappe.provide("mentoring_scheme");

mentoring_scheme.event_dialogs = (() => {
	const AT_A_TIME = 20;
	const RECORDED = ["Attended", "Did not attend"];
	const ORDER = ["Booked", ...RECORDED, "Waiting list", "Invited", "Withdrawn", "Declined"];
	const PICKS = [
		{
			label: () => __("Active mentors"),
			fits: (person) => person.guests.includes("Mentor") && person.is_active,
		},
		{ label: () => __("All mentors"), fits: (person) => person.guests.includes("Mentor") },
		{ label: () => __("Applicants"), fits: (person) => person.guests.includes("Applicant") },
		{ label: () => __("Mentees"), fits: (person) => person.guests.includes("Mentee") },
	];

	// --- inviting

	async function invite(server, done) {
		const people = await server.candidates(false);
		if (!people.length) {
			frappe.msgprint(
				__(
					"Everybody whom this event is for is on its list. To invite others, change “For” on the event."
				)
			);
			return;
		}
		const dialog = new frappe.ui.Dialog({
			title: __("Invite"),
			size: "large",
			fields: [{ fieldtype: "HTML", fieldname: "people" }],
			primary_action_label: __("Invite"),
			async primary_action() {
				const chosen = ticked(dialog);
				if (!chosen.length) {
					frappe.show_alert({ message: __("Tick whom to invite."), indicator: "orange" });
					return;
				}
				dialog.hide();
				await send_in_turns(server, chosen);
				done();
			},
		});
		show_people(dialog, people);
		dialog.show();
	}

	function show_people(dialog, people) {
		const place = dialog.get_field("people").$wrapper;
		place.html(mentoring_scheme.event_people.pick_html(people));
		const tools = $(`<div class="event-tools">
			<input type="search" class="form-control" placeholder="${__("Find a name")}"
				aria-label="${__("Find a name")}"></div>`).prependTo(place);
		PICKS.forEach((pick) => {
			const fitting = people.filter(pick.fits);
			if (!fitting.length) return;
			const names = new Set(fitting.map((person) => person.participant));
			$('<button type="button" class="btn btn-default btn-sm"></button>')
				.text(`${pick.label()} (${fitting.length})`)
				.on("click", () => tick(dialog, (participant) => names.has(participant)))
				.appendTo(tools);
		});
		$('<button type="button" class="btn btn-default btn-sm"></button>')
			.text(__("Nobody"))
			.on("click", () => tick(dialog, () => false))
			.appendTo(tools);
		tools.find("input").on("input", (event) => {
			const wanted = event.target.value.trim().toLowerCase();
			place.find("li").each((_index, item) => {
				$(item).toggle(item.dataset.name.includes(wanted));
			});
		});
		place.on("change", "input[type=checkbox]", () => count(dialog));
		count(dialog);
	}

	function tick(dialog, is_chosen) {
		dialog.$wrapper.find(".event-pick input").each((_index, box) => {
			box.checked = is_chosen(box.value);
		});
		count(dialog);
	}

	function ticked(dialog) {
		return dialog.$wrapper
			.find(".event-pick input:checked")
			.toArray()
			.map((box) => box.value);
	}

	function count(dialog) {
		const number = ticked(dialog).length;
		const label =
			number === 1
				? __("Invite 1 person")
				: number
				? __("Invite {0} people", [number])
				: __("Invite");
		dialog.get_primary_btn().text(label);
	}

	/** A long list goes out a few at a time, so that it can be seen to go on; what went out is kept. */
	async function send_in_turns(server, chosen) {
		const total = { invited: 0, listed: 0, without_address: [], refused: [] };
		for (let start = 0; start < chosen.length; start += AT_A_TIME) {
			const answer = await server.invite(chosen.slice(start, start + AT_A_TIME));
			total.invited += answer.invited;
			total.listed += answer.listed;
			total.without_address.push(...answer.without_address);
			total.refused.push(...answer.refused);
			if (chosen.length > AT_A_TIME) {
				const sent = Math.min(start + AT_A_TIME, chosen.length);
				frappe.show_progress(__("Inviting"), sent, chosen.length, "", true);
			}
		}
		tell_invited(total);
	}

	function tell_invited({ invited, listed, without_address, refused }) {
		const escape = frappe.utils.escape_html;
		const lines = [
			invited === 1 ? __("1 person is invited.") : __("{0} people are invited.", [invited]),
		];
		if (listed) lines.push(__("{0} were on the list already.", [listed]));
		if (without_address.length) {
			const names = without_address.join(", ");
			lines.push(__("No e-mail address is known, so tell them yourself: {0}", [names]));
		}
		lines.push(...refused);
		if (lines.length === 1) {
			frappe.show_alert({ message: escape(lines[0]), indicator: "green" });
			return;
		}
		const items = lines.map((line) => `<li>${escape(line)}</li>`).join("");
		frappe.msgprint({ title: __("Invited"), message: `<ul>${items}</ul>`, indicator: "blue" });
	}

	// --- booking somebody who has said yes already

	async function book(server, done) {
		const people = await server.candidates(false);
		frappe.prompt(
			[
				{
					fieldname: "participant",
					fieldtype: "Autocomplete",
					label: __("Who comes?"),
					description: __(
						"Whom the event is for and who is not on its list yet. They get no invitation."
					),
					options: as_options(people),
					reqd: 1,
				},
			],
			async ({ participant }) => {
				const answer = await server.answer(participant, true);
				frappe.show_alert({ message: frappe.utils.escape_html(answer.message), indicator: "green" });
				done();
			},
			__("Book without invitation"),
			__("Book")
		);
	}

	function as_options(people) {
		return people.map((person) => ({
			value: person.participant,
			label: person.name,
			description: [person.is_as, person.stage].filter(Boolean).join(", "),
		}));
	}

	// --- attendance

	async function record_attendance(server, rows, done) {
		const others = await server.candidates(true);
		const state = { rows: in_order(rows).map(as_line), chosen: {}, refusals: {} };
		state.rows.forEach((row) => (state.chosen[row.key] = row.recorded));
		const dialog = new frappe.ui.Dialog({
			title: __("Attendance"),
			size: "large",
			fields: [
				{ fieldtype: "HTML", fieldname: "lines" },
				{ fieldtype: "Section Break", fieldname: "walked_in_section" },
				{
					fieldname: "walked_in",
					fieldtype: "Autocomplete",
					label: __("Came without a booking"),
					description: __("Choose the person to add them to the list above."),
					options: as_options(others),
					change() {
						const person = others.find(({ participant }) => participant === this.get_value());
						if (person) add_line(dialog, state, person);
					},
				},
			],
			primary_action_label: __("Save attendance"),
			primary_action: () => save_attendance(server, dialog, state, done),
		});
		draw_lines(dialog, state);
		dialog.show();
	}

	function in_order(rows) {
		const place = ({ status }) => (ORDER.includes(status) ? ORDER.indexOf(status) : ORDER.length);
		return [...rows].sort((one, other) => place(one) - place(other));
	}

	function as_line(row) {
		const recorded = RECORDED.includes(row.status) ? row.status : "";
		const had_place = recorded || row.status === "Booked";
		return {
			key: row.name,
			name: row.participant_name,
			about: row.walked_in ? __("came without a booking") : recorded ? "" : __(row.status),
			is_booked: row.status === "Booked",
			recorded,
			outcomes: had_place ? RECORDED : ["Attended"],
			sent: { booking: row.name },
		};
	}

	function add_line(dialog, state, person) {
		const key = person.participant;
		dialog.set_value("walked_in", "");
		if (state.rows.some((row) => row.key === key)) return;
		state.rows.push({
			key,
			name: person.name,
			about: __("came without a booking"),
			recorded: "",
			outcomes: ["Attended"],
			sent: { participant: person.participant, walked_in: true },
		});
		state.chosen[key] = "Attended";
		draw_lines(dialog, state);
	}

	function draw_lines(dialog, state) {
		const place = dialog.get_field("lines").$wrapper;
		const { rows, chosen, refusals } = state;
		if (!rows.length) {
			place.html(
				`<p class="text-muted">${__("Nobody was invited or booked. Add below who came.")}</p>`
			);
			return;
		}
		place.html(mentoring_scheme.event_people.attendance_html(rows, chosen, refusals));
		$('<button type="button" class="btn btn-default btn-sm mb-2"></button>')
			.text(__("All who were booked attended"))
			.toggle(rows.some((row) => row.is_booked))
			.on("click", () => {
				rows.filter((row) => row.is_booked).forEach((row) => (chosen[row.key] ||= "Attended"));
				draw_lines(dialog, state);
			})
			.prependTo(place);
		place.find("[data-outcome]").on("click", ({ currentTarget }) => {
			const row = rows.find(({ key }) => key === currentTarget.closest("li").dataset.key);
			press(dialog, state, row, currentTarget.dataset.outcome);
		});
	}

	function press(dialog, state, row, outcome) {
		const is_undone = state.chosen[row.key] === outcome;
		state.chosen[row.key] = is_undone ? "" : outcome;
		draw_lines(dialog, state);
		const lines = dialog.$wrapper.find("li[data-key]").toArray();
		const line = lines.find((each) => each.dataset.key === row.key);
		$(line).find(`[data-outcome="${outcome}"]`).trigger("focus");
	}

	/** Only what has changed is sent. Lines that are refused stay, with the reason beneath them. */
	async function save_attendance(server, dialog, state, done) {
		const changed = state.rows.filter((row) => (state.chosen[row.key] || "") !== row.recorded);
		if (!changed.length) {
			dialog.hide();
			return;
		}
		const answer = await server.record_attendance(
			changed.map((row) => ({ ...row.sent, outcome: state.chosen[row.key] || "Booked" }))
		);
		state.refusals = {};
		answer.lines.forEach((line, index) => {
			const row = changed[index];
			if (line.ok) row.recorded = state.chosen[row.key];
			else state.refusals[row.key] = line.message;
		});
		done();
		const kept = answer.lines.filter((line) => line.ok).length;
		const message =
			kept === 1 ? __("1 person is recorded.") : __("{0} people are recorded.", [kept]);
		if (kept) frappe.show_alert({ message, indicator: "green" });
		if (answer.notes.length) {
			const items = answer.notes.map((note) => `<p>${frappe.utils.escape_html(note)}</p>`).join("");
			frappe.msgprint({ title: __("Please note"), message: items, indicator: "orange" });
		}
		if (kept < answer.lines.length) draw_lines(dialog, state);
		else dialog.hide();
	}

	// --- cancelling

	function cancel(server, number, done) {
		const told =
			number === 1
				? __("1 person is told by e-mail, and reads this. Name nobody in it.")
				: __("{0} people are told by e-mail, and read this. Name nobody in it.", [number]);
		frappe.prompt(
			[
				{
					fieldname: "reason",
					fieldtype: "Small Text",
					label: __("Why is the event cancelled?"),
					description: number
						? told
						: __("Nobody is invited or booked, so nobody needs to be told."),
					reqd: number ? 1 : 0,
				},
			],
			async ({ reason }) => {
				await server.cancel_event(reason || "");
				done();
			},
			__("Cancel the event"),
			__("Cancel the event")
		);
	}

	return { invite, book, record_attendance, cancel };
})();
