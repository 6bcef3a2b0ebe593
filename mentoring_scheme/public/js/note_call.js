// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.provide("mentoring_scheme");

// A call to the mentor after a contact, in two clicks; what was said may follow, or not.
mentoring_scheme.note_call = (link, title, then) => {
	const dialog = new frappe.ui.Dialog({
		title: __("A call after a contact"),
		fields: [
			{ fieldname: "about", fieldtype: "HTML", options: frappe.utils.escape_html(title) },
			{
				fieldname: "note_date",
				fieldtype: "Date",
				label: __("Day of the call"),
				default: frappe.datetime.get_today(),
				reqd: 1,
			},
			{
				fieldname: "text",
				fieldtype: "Small Text",
				label: __("How it went, when the next contact is, whether the mentor is managing"),
			},
		],
		primary_action_label: __("Save"),
		primary_action(values) {
			frappe.db
				.insert({
					doctype: "Mentoring Support Note",
					link,
					kind: "Call after a contact",
					note_date: values.note_date,
					text: values.text,
				})
				.then(() => {
					dialog.hide();
					frappe.show_alert({ message: __("The call is noted."), indicator: "green" });
					then();
				});
		},
	});
	dialog.show();
};
