// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

const ASSETS = "/assets/mentoring_scheme";
const PROGRESS = "mentoring_scheme.mentoring_scheme.doctype.mentoring_import.mentoring_import.progress";
const AT_WORK = ["Being checked", "Being brought in"];
const ASK_EVERY = 3000; // milliseconds; a site may have no live updates

frappe.ui.form.on("Mentoring Import", {
	setup(frm) {
		frm.shared_scripts = frappe.require([
			`${ASSETS}/js/scheme_choices.js`,
			`${ASSETS}/js/import_view.js`,
			`${ASSETS}/css/import_view.css`,
		]);
		frm.set_query("scheme", () => ({ filters: { enabled: 1 } }));
		frappe.realtime.on("mentoring_import", (said) => {
			if (said.name === frm.doc.name) frm.events.show_progress(frm, said.done, said.total);
		});
	},

	async refresh(frm) {
		lead(frm);
		await frm.shared_scripts;
		mentoring_scheme.scheme_choices.only_scheme(frm);
		if (frm.is_new()) return;
		frm.set_df_property("workbook", "read_only", AT_WORK.includes(frm.doc.status) ? 1 : 0);
		show(frm);
		add_buttons(frm);
		if (AT_WORK.includes(frm.doc.status)) follow(frm);
	},

	show_progress(frm, done, total) {
		if (frm.doc.status !== "Being brought in") return;
		mentoring_scheme.import_view.progress(frm.fields_dict.result_html.$wrapper[0], done, total);
	},
});

function lead(frm) {
	frm.set_intro(); // a form is refreshed more than once, and each intro would be added to the last
	const { status, rows_kept_back } = frm.doc;
	if (frm.is_new()) {
		frm.set_intro(
			__(
				"Bring a scheme in that is running already: from one workbook, checked as a whole before anything is written. Next: choose the scheme and save."
			),
			"blue"
		);
	} else if (status === "Brought in") {
		frm.set_intro(
			__("Everything in the workbook is here now, and the workbook was removed. Nobody was told."),
			"green"
		);
	} else if (status === "Partly brought in") {
		frm.set_intro(
			__("{0} rows were kept back. Mend them in the workbook below, then attach it in a new import.", [
				rows_kept_back,
			]),
			"orange"
		);
	} else if (status === "Cannot be read") {
		frm.set_intro(__("The workbook cannot be read. Why, and what to do, is said below."), "red");
	} else if (status === "Stopped") {
		frm.set_intro(
			__("This came to a stop before its end. It can be begun again, and nothing comes in twice."),
			"orange"
		);
	}
}

function show(frm) {
	const view = mentoring_scheme.import_view;
	view.template(frm.fields_dict.template_html.$wrapper[0], () => download(frm));
	const may_write = frm.perm[0].write && frm.doc.workbook;
	const check = may_write && (() => hand_over(frm, "check_workbook"));
	view.checked(frm.fields_dict.check_html.$wrapper[0], frm.doc, check);
	view.result(frm.fields_dict.result_html.$wrapper[0], frm.doc, may_write && (() => ask(frm)));
	view.findings(frm.fields_dict.findings_html.$wrapper[0], frm.doc);
}

function download(frm) {
	const method =
		"mentoring_scheme.mentoring_scheme.doctype.mentoring_import.mentoring_import.download_template";
	window.location.assign(`/api/method/${method}?scheme=${encodeURIComponent(frm.doc.scheme)}`);
}

function add_buttons(frm) {
	if (!frm.perm[0].write || !frm.doc.workbook) return;
	const { status, rows_ready } = frm.doc;
	if (["Not checked", "Cannot be read", "Checked", "Partly brought in", "Stopped"].includes(status)) {
		const again = status !== "Not checked";
		const label = again ? __("Check again") : __("Check the workbook");
		frm.add_custom_button(label, () => hand_over(frm, "check_workbook"));
		if (!again) frm.change_custom_button_type(label, null, "primary");
	}
	if (status === "Checked" && rows_ready) {
		const label = __("Bring in {0} rows", [rows_ready]);
		frm.add_custom_button(label, () => ask(frm));
		frm.change_custom_button_type(label, null, "primary");
	}
	if (AT_WORK.includes(status) && is_silent(frm)) {
		const method = status === "Being checked" ? "check_workbook" : "bring_in";
		frm.add_custom_button(__("Go on"), () => hand_over(frm, method));
	}
}

function is_silent(frm) {
	return moment(frappe.datetime.now_datetime()).diff(moment(frm.doc.modified), "minutes") >= 5;
}

function ask(frm) {
	const { rows_ready, rows_kept_back } = frm.doc;
	const kept = rows_kept_back
		? __("{0} rows are kept back until they are mended.", [rows_kept_back])
		: __("Nothing is kept back.");
	frappe.confirm(
		`<p>${__("{0} rows are brought in now. {1}", [Number(rows_ready), frappe.utils.escape_html(kept)])}</p>
		<p>${__(
			"Nobody gets an e-mail, and nobody is invited to the portal. Bringing in cannot be undone as a whole."
		)}</p>`,
		() => hand_over(frm, "bring_in")
	);
}

async function hand_over(frm, method) {
	if (frm.is_dirty()) await frm.save();
	await frm.call({ doc: frm.doc, method, freeze: true });
	frm.reload_doc();
}

/** Ask how far it has come until it is done, then show the result. */
function follow(frm) {
	clearTimeout(frm.asking);
	frm.asking = setTimeout(async () => {
		if (cur_frm !== frm) return;
		const { message } = await frappe.call({
			method: PROGRESS,
			type: "GET",
			args: { name: frm.doc.name },
		});
		if (message.status !== frm.doc.status) {
			frm.reload_doc();
			return;
		}
		if (message.rows_ready) frm.events.show_progress(frm, message.rows_brought_in, message.rows_ready);
		follow(frm);
	}, ASK_EVERY);
}
