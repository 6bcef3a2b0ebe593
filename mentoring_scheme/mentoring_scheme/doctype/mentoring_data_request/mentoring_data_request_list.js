// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.listview_settings["Mentoring Data Request"] = {
	hide_name_column: true,
	add_fields: ["status", "due_on"],
	get_indicator(doc) {
		const finished = ["Released", "Closed"].includes(doc.status);
		if (!finished && doc.due_on < frappe.datetime.get_today()) {
			return [__("Overdue"), "red", `due_on,<,Today|status,not in,Released,Closed`];
		}
		return [__(doc.status), finished ? "green" : "orange", `status,=,${doc.status}`];
	},
};
