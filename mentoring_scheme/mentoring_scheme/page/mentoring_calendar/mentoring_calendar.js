// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.pages["mentoring-calendar"].on_page_load = (wrapper) => {
	const page = frappe.ui.make_app_page({
		parent: wrapper,
		title: __("Mentoring calendar"),
		single_column: true,
	});
	wrapper.calendar = frappe
		.require([
			"/assets/mentoring_scheme/js/diary.js",
			"/assets/mentoring_scheme/css/diary.css",
			...frappe.views.CalendarView.prototype.required_libs,
		])
		.then(() => mentoring_scheme.diary(page));
};

// shown again, it is read again
frappe.pages["mentoring-calendar"].on_page_show = async (wrapper) => {
	const calendar = await wrapper.calendar;
	calendar?.$cal?.fullCalendar("refetchEvents");
};
