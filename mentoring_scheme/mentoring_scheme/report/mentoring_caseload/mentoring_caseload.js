// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.query_reports["Mentoring Caseload"] = {
	filters: [
		{
			fieldname: "mine",
			label: __("Only mine"),
			fieldtype: "Check",
		},
		{
			fieldname: "light",
			label: __("Light"),
			fieldtype: "Select",
			options: ["", "Red", "Amber", "Green"],
		},
		{
			fieldname: "scheme",
			label: __("Scheme"),
			fieldtype: "Link",
			options: "Mentoring Scheme",
		},
	],

	onload(report) {
		report.page.main.on("click", "[data-note-call]", (event) => {
			const { noteCall: link, title } = event.currentTarget.dataset;
			frappe.require("/assets/mentoring_scheme/js/note_call.js", () =>
				mentoring_scheme.note_call(link, title, () => report.refresh())
			);
		});
	},

	formatter(value, row, column, data, default_formatter) {
		const escape = frappe.utils.escape_html;
		if (column.fieldname === "light" && data?.light) {
			return `<span class="indicator-pill ${escape(data.colour)}">${escape(data.light)}</span>`;
		}
		if (column.fieldname === "title" && data?.link) {
			const form = frappe.utils.get_form_link("Mentoring Link", data.link);
			return `<a href="${escape(form)}">${escape(data.title || data.link)}</a>`;
		}
		if (column.fieldname === "why") {
			return `<span title="${escape(data?.why || "")}">${escape(data?.why || "")}</span>`;
		}
		if (column.fieldname === "call") {
			if (!data?.runs || !frappe.model.can_create("Mentoring Support Note")) return "";
			const label = escape(__("Note a call"));
			return `<button class="btn btn-xs btn-default" data-note-call="${escape(data.link)}" data-title="${escape(data.title || "")}">${label}</button>`;
		}
		return default_formatter(value, row, column, data);
	},
};
