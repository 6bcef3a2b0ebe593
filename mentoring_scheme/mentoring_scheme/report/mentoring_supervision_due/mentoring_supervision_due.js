// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.query_reports["Mentoring Supervision Due"] = {
	filters: [
		{ fieldname: "scheme", label: __("Scheme"), fieldtype: "Link", options: "Mentoring Scheme" },
		{ fieldname: "everybody", label: __("Those in time as well"), fieldtype: "Check" },
	],
};
