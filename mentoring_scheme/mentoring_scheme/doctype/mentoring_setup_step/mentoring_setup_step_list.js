// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

const COLOURS = { "Not started": "gray", "Under way": "blue", Done: "green", "Not needed": "darkgrey" };
const OPEN = ["Not started", "Under way"];

frappe.listview_settings["Mentoring Setup Step"] = {
	hide_name_column: true,
	add_fields: ["status", "due_on"],
	get_indicator({ status, due_on }) {
		const late = OPEN.includes(status) && due_on < frappe.datetime.get_today();
		return [late ? __("Late") : __(status), late ? "red" : COLOURS[status], `status,=,${status}`];
	},
};
