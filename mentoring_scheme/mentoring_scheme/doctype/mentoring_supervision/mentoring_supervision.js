// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.ui.form.on("Mentoring Supervision", {
	setup(frm) {
		const of_scheme = () => ({ filters: frm.doc.scheme ? { scheme: frm.doc.scheme } : {} });
		frm.set_query("mentor", of_scheme);
		frm.set_query("mentor", "attendance", of_scheme);
		frm.set_query("link", "links", () => ({ filters: { mentor: ["in", mentors_of(frm)] } }));
	},

	onload(frm) {
		if (frm.is_new() && !frm.doc.supervisor) frm.set_value("supervisor", frappe.session.user);
	},

	async refresh(frm) {
		lead(frm);
		if (frm.is_new()) return;
		add_buttons(frm);
		await show_agenda(frm);
	},

	kind(frm) {
		lead(frm);
	},

	async mentor(frm) {
		if (!frm.doc.mentor || frm.doc.scheme) return;
		const { message } = await frappe.db.get_value("Mentor", frm.doc.mentor, "scheme");
		frm.set_value("scheme", message.scheme);
	},
});

function mentors_of(frm) {
	if (frm.doc.kind !== "Group") return [frm.doc.mentor || ""];
	return (frm.doc.attendance || []).map((row) => row.mentor).filter(Boolean);
}

function lead(frm) {
	frm.set_intro(); // a form is refreshed more than once, and each intro would be added to the last
	frm.set_intro(
		frm.doc.kind === "Closing"
			? __("Name under Links reviewed the link, or each of the links, that this supervision closes.")
			: "",
		"blue"
	);
}

// --- what follows from it

function add_buttons(frm) {
	if (!frm.perm[0].write || frm.doc.status !== "Held") return;
	if (frm.doc.next_on) frm.add_custom_button(__("Plan the next"), () => plan_next(frm));
	if (frm.doc.training_needs) {
		frm.add_custom_button(__("Put on the mentor's plan"), () => add_to_plan(frm));
	}
}

async function plan_next(frm) {
	if (frm.is_dirty()) await frm.save();
	const { message } = await frm.call("plan_next");
	if (message) frappe.set_route("Form", frm.doctype, message);
}

function add_to_plan(frm) {
	const mentors = (frm.doc.attendance || []).map((row) => ({ value: row.mentor, label: row.mentor_name }));
	const whose = { fieldname: "mentor", label: __("Mentor"), fieldtype: "Select", options: mentors, reqd: 1 };
	frappe.prompt(
		[
			...(frm.doc.kind === "Group" ? [whose] : []),
			{
				fieldname: "need",
				label: __("Training need"),
				fieldtype: "Data",
				reqd: 1,
				default: frm.doc.training_needs.slice(0, 140),
			},
			{ fieldname: "action", label: __("What is done about it"), fieldtype: "Data" },
		],
		async ({ need, action, mentor }) => {
			if (frm.is_dirty()) await frm.save();
			await frm.call("add_to_plan", { need, action: action || "", mentor: mentor || "" });
			frappe.show_alert({ message: __("It is on the mentor's plan."), indicator: "green" });
		},
		__("Put on the mentor's plan"),
		__("Add")
	);
}

// --- the agenda

async function show_agenda(frm) {
	const name = frm.doc.name;
	const { message } = await frm.call("agenda");
	if (frm.doc.name !== name || !message) return;
	const place = frm.fields_dict.agenda_html.$wrapper;
	place.html(agenda_html(message, Boolean(frm.perm[0].write)));
	place.find("button[data-action]").on("click", async (event) => {
		if (frm.is_dirty()) await frm.save();
		await frm.call("finish_action", { action: event.currentTarget.dataset.action });
		await frm.reload_doc();
	});
}

function agenda_html({ last, standing, links, worries, actions, record_actions }, may_write) {
	return [
		standing ? `<p>${standing_html(standing)}</p>` : "",
		`<p>${since_html(last)}</p>`,
		...links.map(link_html),
		worries_html(worries),
		list_html(__("Open since earlier supervisions"), actions, may_write),
		list_html(__("Open from contact records"), record_actions, false),
	].join("");
}

function since_html(last) {
	if (!last) return __("No supervision was held before this one.");
	const day = frappe.datetime.str_to_user(last.day);
	return __("Since the supervision of {0}:", [link_to("Mentoring Supervision", last.name, day)]);
}

function standing_html({ state, due_on }) {
	if (!due_on) return "";
	const day = frappe.datetime.str_to_user(due_on);
	return frappe.utils.escape_html(__("Today: {0}. The next is due by {1}.", [__(state), day]));
}

function link_html({ name, mentor_name, mentee_name, records }) {
	const pair = link_to("Mentoring Link", name, `${mentor_name} – ${mentee_name}`);
	const rows = records.map((row) => {
		const day = link_to("Contact Record", row.name, frappe.datetime.str_to_user(row.contact_date));
		const facts = [__(row.way), __(row.outcome), __(row.status)].filter(Boolean).join(", ");
		return `<li>${day}: ${frappe.utils.escape_html(facts)}</li>`;
	});
	const none = `<li class="text-muted">${__("No record that you can read.")}</li>`;
	return `<h5>${pair}</h5><ul>${rows.join("") || none}</ul>`;
}

function worries_html(worries) {
	if (!worries.length) return "";
	const items = worries.map(({ name, title, status }) => {
		const worry = link_to("Mentoring Concern", name, title);
		return `<li>${worry}: ${frappe.utils.escape_html(__(status))}</li>`;
	});
	const title = frappe.utils.escape_html(__("Worries of the mentor that you know of"));
	return `<h5>${title}</h5><ul>${items.join("")}</ul>`;
}

function list_html(title, rows, may_finish) {
	if (!rows.length) return "";
	const items = rows.map((row) => {
		const by_when = row.by_when ? __("by {0}", [frappe.datetime.str_to_user(row.by_when)]) : "";
		const text = frappe.utils.escape_html([row.action, row.who, by_when].filter(Boolean).join(", "));
		const button = may_finish
			? ` <button class="btn btn-xs btn-default" data-action="${frappe.utils.escape_html(row.name)}">
				${__("Done")}</button>`
			: "";
		return `<li>${text}${button}</li>`;
	});
	return `<h5>${frappe.utils.escape_html(title)}</h5><ul>${items.join("")}</ul>`;
}

function link_to(doctype, name, label) {
	return `<a href="${frappe.utils.get_form_link(doctype, name)}">${frappe.utils.escape_html(label)}</a>`;
}
