// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

const STEP = "Mentoring Setup Step";
const STEP_COLOURS = { "Not started": "gray", "Under way": "blue", Done: "green", "Not needed": "darkgrey" };
const escape = (text) => frappe.utils.escape_html(String(text ?? ""));

frappe.ui.form.on("Mentoring Setup Plan", {
	async refresh(frm) {
		if (frm.is_new()) return;
		frm.add_custom_button(__("Gantt"), () => open_gantt(frm));
		frm.add_custom_button(__("List"), () => open_steps(frm, "List"));
		if (frm.perm[0].write) {
			frm.add_custom_button(__("Space the open steps anew"), () => space_anew(frm));
		}
		await show(frm);
	},
});

function open_steps(frm, view) {
	frappe.set_route("List", STEP, view, { plan: frm.doc.name });
}

/** By month, where the user has not chosen another scale: the platform's own is by day, which shows one step. */
async function open_gantt(frm) {
	const { Gantt } = (await frappe.model.user_settings.get(STEP)) || {};
	if (!Gantt?.gantt_view_mode) {
		await frappe.model.user_settings.save(STEP, "Gantt", { gantt_view_mode: "Month" });
	}
	open_steps(frm, "Gantt");
}

function space_anew(frm) {
	frappe.confirm(
		__("The steps that are not done get new days from {0} on. Days that you have set by hand are replaced.", [
			frappe.datetime.str_to_user(frm.doc.start_date),
		]),
		async () => {
			if (frm.is_dirty()) await frm.save();
			await frm.call({ doc: frm.doc, method: "space_anew", freeze: true });
			await show(frm);
		}
	);
}

async function show(frm) {
	const name = frm.doc.name;
	const { message } = await frm.call("shown");
	if (frm.doc.name !== name || !message) return;
	const need = frm.fields_dict.need_html.$wrapper.html(need_html(message.need));
	need.find("button").on("click", () => show_forecast(frm, need));
	frm.fields_dict.steps_html.$wrapper.html(steps_html(message.steps));
}

// --- how many are likely to want a mentor

function need_html({ divisor, likely, at_a_time, mentors }) {
	const forecast = `<p data-forecast>
		<button type="button" class="btn btn-default btn-xs">${__("What does the forecast say?")}</button></p>`;
	if (!divisor) return `<p>${__("The policy of the scheme makes no estimate.")}</p>${forecast}`;
	if (!likely) {
		return `<p class="text-muted">${__(
			"Count the people whom the scheme is for, and save: the estimate then stands here."
		)}</p>${forecast}`;
	}
	const found = __("About {0} are likely to want a mentor.", [cint(likely)]);
	const rule = __("The rule of thumb: one in {0}.", [cint(divisor)]);
	const all_at_once = at_a_time
		? __("At {0} mentees at a time that is {1} mentors, if all wanted one at once.", [
				cint(at_a_time),
				cint(mentors),
		  ])
		: __("If all wanted one at once, that is {0} mentors.", [cint(mentors)]);
	return `<p><strong>${found}</strong> ${rule} ${all_at_once}</p>${forecast}`;
}

/** The mentors that the forecast finds needed, beside the estimate: from the scheme's own caseload, a year ahead. */
async function show_forecast(frm, need) {
	const place = need.find("[data-forecast]").text(__("The forecast is worked out …"));
	const report_name = "Mentoring Forecast";
	const filters = { scheme: frm.doc.scheme, months: 12 };
	const { report_summary } = await frappe.xcall(
		"frappe.desk.query_report.run",
		{ report_name, filters },
		"GET"
	);
	const needed = (report_summary || []).find(({ label }) => label === __("Mentors needed"));
	place.html(`${needed_html(needed)} <a href="${escape(forecast_url(filters))}">${__("Open the forecast")}</a>`);
}

function needed_html(needed) {
	if (!needed) return __("It has nothing to go by yet: say there how many referrals you expect.");
	const sentence = __("The forecast finds {0} mentors needed in the next twelve months.", [cint(needed.value)]);
	return `<strong>${sentence}</strong>`;
}

function forecast_url({ scheme, months }) {
	return `/app/query-report/Mentoring Forecast?scheme=${encodeURIComponent(scheme)}&months=${cint(months)}`;
}

// --- the steps

function steps_html(steps) {
	const done = steps.filter(({ status }) => status === "Done").length;
	const late = steps.filter(({ late }) => late).length;
	const counted = __("{0} of {1} steps are done.", [cint(done), cint(steps.length)]);
	const warned = late ? `<span class="text-danger">${late_text(cint(late))}</span>` : "";
	return `<p>${counted} ${warned}</p><ul class="list-unstyled">${phases(steps).join("")}</ul>`;
}

function late_text(late) {
	return late === 1 ? __("One is late.") : __("{0} are late.", [cint(late)]);
}

function phases(steps) {
	let before = null;
	return steps.map((step) => {
		const head = step.phase === before ? "" : `<li class="mt-3 mb-2"><h5>${escape(__(step.phase))}</h5></li>`;
		before = step.phase;
		return head + step_html(step);
	});
}

function step_html({ name, number, title, status, due_on, done_on, responsible_name, late, evidence }) {
	const link = `<a href="/app/mentoring-setup-step/${encodeURIComponent(name)}">${escape(number)}. ${escape(title)}</a>`;
	const pill = `<span class="indicator-pill no-indicator-dot ${STEP_COLOURS[status]}">${escape(__(status))}</span>`;
	const when = done_on
		? __("done on {0}", [frappe.datetime.str_to_user(done_on)])
		: __("due on {0}", [frappe.datetime.str_to_user(due_on)]);
	const facts = [responsible_name || __("nobody yet"), when].join(", ");
	return `<li class="mb-3">${link} ${pill}
		<div class="small ${late ? "text-danger" : "text-muted"}">${escape(facts)}</div>${shown_html(evidence)}</li>`;
}

function shown_html(evidence) {
	if (!evidence.length) return "";
	return `<div class="small">${__("The site shows:")} ${escape(evidence.join(" "))}</div>`;
}
