// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.query_reports["Mentor Capacity"] = {
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
				{ value: "", label: __("Mentor by mentor") },
				{ value: "Area", label: __("By area") },
			],
		},
		{
			fieldname: "area",
			label: __("Area"),
			fieldtype: "Link",
			options: "Mentoring Area",
			depends_on: "eval:!doc.group_by",
		},
		{
			fieldname: "only",
			label: __("Only mentors"),
			fieldtype: "Select",
			options: [
				{ value: "", label: __("All") },
				{ value: "With a free place", label: __("With a free place") },
				{ value: "Away", label: __("Away") },
				{ value: "Training missing", label: __("Training missing") },
			],
			depends_on: "eval:!doc.group_by",
		},
	],

	onload(report) {
		report.page.main.on("click", "[data-area]", (event) => {
			event.preventDefault();
			report.set_filter_value({ group_by: "", area: event.currentTarget.dataset.area });
		});
	},

	formatter(value, row, column, data, default_formatter) {
		const escape = frappe.utils.escape_html;
		if (column.fieldname === "area" && data?.key) {
			return `<a href="#" class="underline" data-area="${escape(data.key)}">${escape(value)}</a>`;
		}
		if (column.fieldname === "waiting" && data?.waiting) {
			const list = `/app/query-report/Mentoring Waiting List?area=${encodeURIComponent(data.key || "")}`;
			return data.key ? `<a href="${escape(list)}">${escape(String(data.waiting))}</a>` : value;
		}
		if (column.fieldname === "mentor_name" && data?.mentor) {
			const form = frappe.utils.get_form_link("Mentor", data.mentor);
			return `<a href="${escape(form)}">${escape(value || data.mentor)}</a>`;
		}
		if (column.fieldname === "load" && data?.over) {
			return `<span class="indicator-pill orange">${escape(String(data.load))}</span>`;
		}
		return default_formatter(value, row, column, data);
	},
};
