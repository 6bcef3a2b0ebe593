// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.query_reports["Mentoring Endings"] = {
	filters: [
		{
			fieldname: "scheme",
			label: __("Scheme"),
			fieldtype: "Link",
			options: "Mentoring Scheme",
		},
		{
			fieldname: "from_date",
			label: __("Ended from"),
			fieldtype: "Date",
			default: frappe.datetime.add_days(frappe.datetime.add_months(frappe.datetime.get_today(), -12), 1),
		},
		{
			fieldname: "to_date",
			label: __("Ended until"),
			fieldtype: "Date",
			default: frappe.datetime.get_today(),
		},
		{
			fieldname: "group_by",
			label: __("Show"),
			fieldtype: "Select",
			options: [
				{ value: "", label: __("By kind of ending") },
				{ value: "Month", label: __("By month") },
				{ value: "Support type", label: __("By support type") },
			],
		},
		{
			fieldname: "support_type",
			label: __("Support type"),
			fieldtype: "Data",
		},
		{
			fieldname: "kind",
			label: __("The links that ended"),
			fieldtype: "Select",
			options: [
				{ value: "", label: __("Counted") },
				...[
					"Every link",
					"Completed",
					"Completed early",
					"Ending without fault",
					"Withdrawn",
					"Moved away",
					"Not resumed after suspension",
					"Not said",
				].map((kind) => ({ value: kind, label: __(kind) })),
			],
		},
	],

	onload(report) {
		report.page.main.on("click", "[data-ending]", (event) => {
			event.preventDefault();
			const { ending, month } = event.currentTarget.dataset;
			const grouped_by = report.get_filter_value("group_by");
			const chosen = { kind: "Every link" };
			if (grouped_by === "Month") {
				// of the first and the last month only the days that are counted
				const ends = frappe.datetime.add_days(frappe.datetime.add_months(month, 1), -1);
				const since = report.get_filter_value("from_date") || month;
				const until = report.get_filter_value("to_date") || ends;
				chosen.from_date = since > month ? since : month;
				chosen.to_date = until < ends ? until : ends;
			} else if (grouped_by === "Support type") {
				chosen.support_type = ending;
			} else {
				chosen.kind = ending;
			}
			report.set_filter_value(chosen);
		});
	},

	formatter(value, row, column, data, default_formatter) {
		const escape = frappe.utils.escape_html;
		if (column.fieldname === "ended" && data?.ended && (data.key || data.month)) {
			return `<a href="#" class="underline" data-ending="${escape(data.key || "")}" data-month="${escape(data.month || "")}">${escape(String(data.ended))}</a>`;
		}
		if (column.fieldname === "title" && data?.link) {
			const form = frappe.utils.get_form_link("Mentoring Link", data.link);
			return `<a href="${escape(form)}">${escape(data.title || data.link)}</a>`;
		}
		return default_formatter(value, row, column, data);
	},
};
