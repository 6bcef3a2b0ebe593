// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

const ASSETS = "/assets/mentoring_scheme";
const CONCERNED = ["Invited", "Booked", "Waiting list"];
const HOURS = 2;

frappe.ui.form.on("Mentoring Event", {
	setup(frm) {
		frm.shared_scripts = frappe.require([
			`${ASSETS}/js/scheme_choices.js`,
			`${ASSETS}/js/event_people.js`,
			`${ASSETS}/js/event_dialogs.js`,
			`${ASSETS}/css/event_people.css`,
		]);
		frm.set_query("scheme", () => ({ filters: { enabled: 1 } }));
	},

	async refresh(frm) {
		lead(frm);
		await frm.shared_scripts;
		mentoring_scheme.scheme_choices.only_scheme(frm);
		offer_training(frm);
		if (frm.is_new()) return;
		if (frm.doc.status === "Cancelled") frm.disable_form();
		add_buttons(frm);
		show_bookings(frm);
	},

	scheme: offer_training,

	kind(frm) {
		if (frm.is_new() && !frm.doc.title) frm.set_value("title", __(frm.doc.kind));
	},

	starts_on(frm) {
		if (frm.doc.starts_on && !frm.doc.ends_on) {
			const ends = moment(frm.doc.starts_on).add(HOURS, "hours");
			frm.set_value("ends_on", ends.format(frappe.defaultDatetimeFormat));
		}
	},

	before_save: confirm_telling,
});

// --- what comes next

function lead(frm) {
	frm.set_intro(); // a form is refreshed more than once, and each intro would be added to the last
	if (frm.is_new()) {
		frm.set_intro(__("Say what it is, when and for whom, and save. Then invite people."), "blue");
	} else if (frm.perm[0].write) {
		const text = lead_text(frm);
		if (text) frm.set_intro(text, "blue");
	}
}

function lead_text(frm) {
	const { status } = frm.doc;
	if (status === "Cancelled") return __("This event was cancelled; those it concerned were told.");
	if (status === "Held") return __("Attendance is recorded. To correct it, choose “Attendance”.");
	return has_started(frm) ? __("Next: choose “Attendance” and record who came.") : "";
}

function has_started(frm) {
	return frappe.datetime.now_datetime() >= frm.doc.starts_on;
}

async function offer_training(frm) {
	const { scheme } = frm.doc;
	if (!scheme || frm.training_of === scheme) return;
	frm.training_of = scheme;
	const { training_requirements } = await frappe.db.get_doc("Mentoring Scheme", scheme);
	frm.get_field("training").set_data((training_requirements || []).map((row) => row.training));
}

// --- the server

function server_of(frm) {
	const answer = async (call) => (await call).message;
	const doc = frm.doc;
	return {
		candidates: (everybody) =>
			answer(frm.call({ doc: frm.doc, method: "candidates", args: { everybody } })),
		invite: (participants) =>
			answer(frm.call({ doc: frm.doc, method: "invite", args: { participants } })),
		answer: (participant, coming) =>
			answer(frm.call({ doc: frm.doc, method: "answer", args: { participant, coming }, freeze: true })),
		record_attendance: (rows) =>
			answer(frm.call({ doc: frm.doc, method: "record_attendance", args: { rows }, freeze: true })),
		cancel_event: (reason) =>
			answer(frm.call({ doc: frm.doc, method: "cancel_event", args: { reason }, freeze: true })),
		reload: () => frm.doc.name === doc.name && frm.reload_doc(),
	};
}

function bookings_of(frm) {
	return frappe.db.get_list("Mentoring Booking", {
		filters: { event: frm.doc.name },
		fields: [
			"name",
			"participant",
			"participant_name",
			"status",
			"walked_in",
			"note",
			"send_to",
			"cancel_reason",
		],
		order_by: "answered_on asc, participant_name asc",
		limit: 0,
	});
}

// --- who comes

async function show_bookings(frm) {
	const place = frm.get_field("bookings_html").$wrapper;
	const rows = await bookings_of(frm);
	const open = frm.perm[0].write && frm.doc.status === "Planned" && !has_started(frm);
	const numbered = rows.filter((row) => row.status === "Waiting list").length === frm.doc.waiting;
	const view = { open, numbered, empty: empty_text(frm) };
	const list = mentoring_scheme.event_people.bookings_html(rows, view);
	place.html(`${places_html(frm)}${cancelled_html(frm, rows)}${list}`);
	add_next_step(frm, place);
	place.find("[data-answer]").on("click", async ({ currentTarget }) => {
		const { participant, answer } = currentTarget.dataset;
		const { message } = await server_of(frm).answer(participant, answer === "yes");
		frappe.show_alert({ message: frappe.utils.escape_html(message), indicator: "blue" });
		frm.reload_doc();
	});
}

function empty_text(frm) {
	if (!frm.perm[0].write) return __("Nobody of yours is invited or booked.");
	if (frm.doc.status === "Cancelled") return __("Nobody was invited or booked.");
	if (has_started(frm)) return __("Nobody was invited or booked. Choose “Attendance” and add who came.");
	return __("Nobody is invited yet. Choose “Invite”: each person gets one message and can answer it.");
}

/** How many places are taken, and how many people wait for one. */
function places_html(frm) {
	const { places, booked, waiting, attended, status } = frm.doc;
	if (!booked && !waiting) return "";
	const parts = [
		places ? __("{0} of {1} places taken", [cint(booked), cint(places)]) : __("{0} booked", [cint(booked)]),
		waiting ? __("{0} on the waiting list", [cint(waiting)]) : "",
		status === "Held" ? __("{0} attended", [cint(attended)]) : "",
	];
	return `<p><b>${frappe.utils.escape_html(parts.filter(Boolean).join(" · "))}</b></p>`;
}

/** What those concerned were told; it stands on their bookings, and only those who see them read it. */
function cancelled_html(frm, rows) {
	const reason = frm.doc.status === "Cancelled" && rows.find((row) => row.cancel_reason)?.cancel_reason;
	if (!reason) return "";
	return `<p>${__("They were told: {0}", [frappe.utils.escape_html(reason)])}</p>`;
}

function add_buttons(frm) {
	const next = next_step(frm);
	if (!next) return;
	frm.add_custom_button(next.label, next.run).addClass("btn-primary");
	const { event_dialogs } = mentoring_scheme;
	const server = server_of(frm);
	if (!has_started(frm)) {
		const book = () => event_dialogs.book(server, server.reload);
		frm.add_custom_button(__("Book without invitation"), book, __("More"));
	}
	if (frm.doc.status === "Planned") {
		const cancel = async () =>
			event_dialogs.cancel(server, concerned(await bookings_of(frm)), server.reload);
		frm.add_custom_button(__("Cancel the event"), cancel, __("More"));
	}
}

/** What staff do next with the event: invite people until it starts, then record who came. */
function next_step(frm) {
	if (!frm.perm[0].write || frm.doc.status === "Cancelled") return null;
	const { event_dialogs } = mentoring_scheme;
	const server = server_of(frm);
	if (!has_started(frm)) {
		return { label: __("Invite"), run: () => event_dialogs.invite(server, server.reload) };
	}
	return {
		label: __("Attendance"),
		run: async () =>
			event_dialogs.record_attendance(server, await bookings_of(frm), server.reload),
	};
}

/** On a narrow screen the desk puts the buttons of a form into a menu; the next step stays in sight all the same. */
function add_next_step(frm, place) {
	const next = next_step(frm);
	if (!next) return;
	$('<button type="button" class="btn btn-primary btn-sm d-lg-none mb-3"></button>')
		.text(next.label)
		.on("click", next.run)
		.prependTo(place);
}

function concerned(rows) {
	return rows.filter((row) => CONCERNED.includes(row.status)).length;
}

/** Another time or place is told to everybody whom it concerns, so it is asked for once more. */
async function confirm_telling(frm) {
	if (frm.is_new() || !frm.doc.starts_on || has_started(frm)) return;
	const { message } = await frappe.db.get_value("Mentoring Event", frm.doc.name, [
		"starts_on",
		"ends_on",
		"venue",
		"online_link",
	]);
	const same = Object.entries(message).every(([field, value]) => (frm.doc[field] || "") === (value || ""));
	const number = same ? 0 : concerned(await bookings_of(frm));
	if (!number) return;
	const question =
		number === 1
			? __("Time or place has changed: 1 person will be told by e-mail. Save?")
			: __("Time or place has changed: {0} people will be told by e-mail. Save?", [number]);
	await new Promise((resolve) => {
		frappe.confirm(question, resolve, () => {
			frappe.validated = false;
			resolve();
		});
	});
}
