// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

const COLOURS = {
	"Information session": "blue",
	"Awareness day": "yellow",
	"Preparation course": "purple",
	"Ongoing training": "green",
	"Support meeting": "orange",
	"Group activity": "pink",
};

frappe.views.calendar["Mentoring Event"] = {
	field_map: { id: "name", start: "starts_on", end: "ends_on", title: "title", allDay: "all_day" },
	fields: ["name", "title", "starts_on", "ends_on", "kind", "status"],
	order_by: "starts_on",
	get_css_class: (event) => (event.status === "Cancelled" ? "gray" : COLOURS[event.kind]),
	options: {
		// whoever is booked is told of another time, so an event is not moved by a slip of the mouse
		eventDrop: (event, delta, put_back) => point_to_form(put_back),
		eventResize: (event, delta, put_back) => point_to_form(put_back),
	},
};

function point_to_form(put_back) {
	put_back();
	frappe.show_alert(__("Open the event to change its time: those who are booked are then told."));
}
