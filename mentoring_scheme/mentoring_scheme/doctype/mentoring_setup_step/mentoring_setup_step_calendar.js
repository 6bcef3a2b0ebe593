// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

const PROGRESS = { Done: 100, "Under way": 50 };

frappe.views.calendar["Mentoring Setup Step"] = {
	field_map: {
		id: "name",
		start: "starts_on",
		end: "due_on",
		title: "title",
		allDay: "all_day",
		progress: ({ status }) => PROGRESS[status] || 0,
	},
	fields: ["name", "title", "number", "starts_on", "due_on", "status"],
	gantt: true,
	order_by: "starts_on",
};
