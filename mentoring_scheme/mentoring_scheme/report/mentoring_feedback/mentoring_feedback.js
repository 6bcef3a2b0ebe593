// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.query_reports["Mentoring Feedback"] = {
	filters: [
		{
			fieldname: "scheme",
			label: __("Scheme"),
			fieldtype: "Link",
			options: "Mentoring Scheme",
		},
		{
			fieldname: "given_by",
			label: __("Asked of"),
			fieldtype: "Select",
			options: ["", "Mentor", "Mentee"],
		},
		{
			fieldname: "occasion",
			label: __("Occasion"),
			fieldtype: "Select",
			options: ["", "Start", "Mid-term", "End"],
		},
	],
};
