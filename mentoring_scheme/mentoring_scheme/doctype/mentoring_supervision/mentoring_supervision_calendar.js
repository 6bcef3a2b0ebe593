// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

const COLOURS = { Planned: "blue", Held: "green", Cancelled: "gray" };

frappe.views.calendar["Mentoring Supervision"] = {
	field_map: {
		id: "name",
		start: "supervision_date",
		end: "supervision_date",
		title: "mentor_name",
		allDay: "all_day",
	},
	fields: ["name", "mentor_name", "title", "supervision_date", "kind", "status"],
	order_by: "supervision_date",
	get_css_class: (event) => COLOURS[event.status],
};
