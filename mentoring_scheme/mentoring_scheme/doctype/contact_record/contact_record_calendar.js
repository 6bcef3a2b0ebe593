// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.views.calendar["Contact Record"] = {
	field_map: { id: "name", start: "contact_date", end: "contact_date", title: "mentee_name", allDay: "all_day" },
	fields: ["name", "mentee_name", "contact_date", "outcome", "status"],
	order_by: "contact_date",
	get_css_class: (record) => (record.outcome === "Took place" ? "green" : "gray"),
	// what is recorded stays on its day
	options: { editable: false, selectable: false },
};
