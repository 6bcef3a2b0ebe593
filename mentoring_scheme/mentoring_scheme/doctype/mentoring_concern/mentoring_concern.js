// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

const ASSETS = "/assets/mentoring_scheme";
const HANDED_ON = ["kind", "about", "about_participant", "independent_support"];

frappe.ui.form.on("Mentoring Concern", {
	setup(frm) {
		frm.shared_scripts = frappe.require([
			`${ASSETS}/js/findings_panel.js`,
			`${ASSETS}/css/findings_panel.css`,
			`${ASSETS}/js/concern_dialogs.js`,
		]);
		frm.set_query("link", () => ({ filters: frm.doc.scheme ? { scheme: frm.doc.scheme } : {} }));
	},

	async refresh(frm) {
		lead(frm);
		await frm.shared_scripts;
		const is_new = frm.is_new();
		["section_links", "section_steps", "section_told", "section_outcome"].forEach((fieldname) =>
			frm.toggle_display(fieldname, !is_new)
		);
		frm.toggle_display("section_links", !is_new && frm.doc.kind === "Allegation");
		frm.toggle_display("section_openings", false);
		frm.toggle_enable("manager_only", frappe.user.has_role("Mentoring Manager"));
		if (is_new) return;
		mentoring_scheme.findings_panel.refresh(frm, PANEL);
		add_buttons(frm);
	},

	async link(frm) {
		if (!frm.doc.link || !frm.is_new()) return;
		const { message } = await frappe.db.get_value("Mentoring Link", frm.doc.link, "scheme");
		if (message.scheme) frm.set_value("scheme", message.scheme);
	},

	...Object.fromEntries(HANDED_ON.map((fieldname) => [fieldname, (frm) => frm.refresh_fields()])),
});

// --- what leads

function lead(frm) {
	frm.set_intro(); // a form is refreshed more than once, and each intro would be added to the last
	if (frm.doc.status === "Closed") return;
	if (frm.doc.danger_now) {
		frm.set_intro(
			__("Somebody may be in danger. The police and the duty team come before anything on this page."),
			"red"
		);
	}
	if (frm.doc.raised_as === "Mentee") {
		frm.set_intro(__("A mentee has raised this. The mentor must not learn of it from you by chance."), "blue");
	}
	if (frm.is_new()) {
		frm.set_intro(
			__("Those alone read this who must know: managers, the co-ordinators of the scheme, and whom they tell."),
			"blue"
		);
	}
}

function add_buttons(frm) {
	const dialogs = mentoring_scheme.concern_dialogs;
	if (frm.doc.status === "Closed") {
		if (frappe.user.has_role("Mentoring Manager")) {
			frm.add_custom_button(__("Reopen"), () => dialogs.reopen(frm));
		}
		return;
	}
	if (!frm.perm[0].write || !frm.doc.__onload?.may_change) return;
	if (frm.doc.status === "New") {
		frm.add_custom_button(__("Take it up"), () => dialogs.call(frm, "take_up")).addClass("btn-primary");
	}
	frm.add_custom_button(__("Add a step"), () => dialogs.add_step(frm));
	frm.add_custom_button(__("Tell somebody"), () => dialogs.tell(frm));
	if ((frm.doc.told || []).some((row) => row.user && !row.reads_until)) {
		frm.add_custom_button(__("Need not know any more"), () => dialogs.no_longer(frm));
	}
	frm.add_custom_button(__("Close"), () => dialogs.close(frm));
}

// --- the panel

const PANEL = {
	empty: "",
	ready: (frm) => !frm.is_new(),
	render(answer, frm) {
		frm.next_rung = answer.next_rung;
		show_links(frm, answer.links);
		show_openings(frm, answer.openings);
		const { findings_html, verdict_html } = mentoring_scheme.findings_panel;
		if (!answer.findings.length || frm.doc.status === "Closed") return "";
		const verdict = verdict_html(answer.findings, {
			good: __("Nothing stands in the way"),
			missing: (number) =>
				number === 1 ? __("One thing is still needed") : __("{0} things are still needed", [number]),
			warned: () => __("Please think of this"),
		});
		const words = { warn: { title: __("Please think of this") } };
		return verdict + findings_html(answer.findings, { key: "concern", fold_passes: false, words });
	},
};

function show_links(frm, links) {
	const place = frm.fields_dict.links_html.$wrapper;
	if (!links.length) {
		place.html(`<p class="text-muted">${__("This person has no open links as a mentor.")}</p>`);
		return;
	}
	const may = frm.doc.status !== "Closed" && frm.doc.__onload?.may_change;
	place.html(`<ul class="list-unstyled">${links.map((link) => link_html(link, may)).join("")}</ul>`);
	place
		.find("button[data-link]")
		.on("click", ({ currentTarget }) =>
			mentoring_scheme.concern_dialogs.decide(
				frm,
				links.find(({ link }) => link === currentTarget.dataset.link)
			)
		);
}

function link_html({ link, title, status, decision, why, choices }, may) {
	const escape = frappe.utils.escape_html;
	const name = link
		? `<a href="/app/mentoring-link/${encodeURIComponent(link)}">${escape(title)}</a>, ${escape(__(status))}`
		: escape(title);
	const said = decision
		? `<span class="indicator-pill ${escape(decision === "Suspend" ? "orange" : "green")}">${escape(
				__(decision)
		  )}</span>`
		: `<span class="indicator-pill red">${__("Not decided")}</span>`;
	const button =
		may && choices.length
			? `<button type="button" class="btn btn-xs btn-default" data-link="${escape(link)}">${__(
					"Decide"
			  )}</button>`
			: "";
	return `<li class="mb-2">${name} ${said} ${button}<div class="text-muted">${escape(why || "")}</div></li>`;
}

function show_openings(frm, openings) {
	frm.toggle_display("section_openings", Boolean(openings));
	if (!openings) return;
	const escape = frappe.utils.escape_html;
	const rows = openings
		.map(
			({ viewed_by, creation }) =>
				`<tr><td>${escape(frappe.user.full_name(viewed_by))}</td><td>${escape(
					frappe.datetime.str_to_user(creation)
				)}</td></tr>`
		)
		.join("");
	frm.fields_dict.openings_html.$wrapper.html(
		`<table class="table table-sm"><thead><tr><th>${__("Who")}</th><th>${__(
			"When"
		)}</th></tr></thead><tbody>${rows}</tbody></table>`
	);
}
