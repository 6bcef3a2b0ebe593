// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.query_reports["Mentoring Training"] = {
	filters: [
		{
			fieldname: "scheme",
			label: __("Scheme"),
			fieldtype: "Link",
			options: "Mentoring Scheme",
		},
		{
			fieldname: "group_by",
			label: __("Show"),
			fieldtype: "Select",
			options: [
				{ value: "", label: __("By training") },
				{ value: "Mentor", label: __("Mentor by mentor") },
			],
		},
		{
			fieldname: "training",
			label: __("Training"),
			fieldtype: "Data",
			depends_on: "eval:doc.group_by == 'Mentor'",
		},
		{
			fieldname: "state",
			label: __("State"),
			fieldtype: "Select",
			options: ["", "Done", "Due", "Overdue", "Lapsed"],
			depends_on: "eval:doc.group_by == 'Mentor'",
		},
	],

	onload(report) {
		report.page.main.on("click", "[data-training]", (event) => {
			event.preventDefault();
			const { training, state } = event.currentTarget.dataset;
			report.set_filter_value({ group_by: "Mentor", training, state });
		});
	},

	formatter(value, row, column, data, default_formatter) {
		const escape = frappe.utils.escape_html;
		const states = { mentors: "", done: "Done", due: "Due", overdue: "Overdue", lapsed: "Lapsed" };
		if (data?.key && column.fieldname in states && data[column.fieldname]) {
			const state = states[column.fieldname];
			return `<a href="#" class="underline" data-training="${escape(data.key)}" data-state="${escape(state)}">${escape(String(value))}</a>`;
		}
		if (column.fieldname === "state" && data?.colour) {
			return `<span class="indicator-pill ${escape(data.colour)}">${escape(value)}</span>`;
		}
		if (column.fieldname === "mentor_name" && data?.mentor) {
			const form = frappe.utils.get_form_link("Mentor", data.mentor);
			return `<a href="${escape(form)}">${escape(value || data.mentor)}</a>`;
		}
		return default_formatter(value, row, column, data);
	},
};
