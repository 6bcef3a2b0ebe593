// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

// From the beginning of support to its planned end; what is on which day stands in the mentoring calendar.
frappe.views.calendar["Mentoring Link"] = {
	field_map: { id: "name", start: "start_date", end: "planned_end", title: "title", allDay: "all_day" },
	fields: ["name", "title", "start_date", "planned_end", "status"],
	order_by: "start_date",
	get_css_class: (link) => ({ Active: "green", Suspended: "red", Closing: "orange" })[link.status] || "gray",
	// a term is changed on the form, with its reason
	options: { editable: false, selectable: false },
};
