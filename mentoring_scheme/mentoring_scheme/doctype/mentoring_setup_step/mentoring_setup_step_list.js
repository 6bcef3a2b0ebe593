// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

const COLOURS = { "Not started": "gray", "Under way": "blue", Done: "green", "Not needed": "darkgrey" };
const OPEN = ["Not started", "Under way"];

frappe.listview_settings["Mentoring Setup Step"] = {
	hide_name_column: true,
	add_fields: ["status", "due_on"],
	/** Drawn by month, where the reader has not chosen another scale: by day, as the platform does, one sees one step. */
	onload() {
		const { Gantt } = frappe.get_user_settings("Mentoring Setup Step");
		if (!Gantt?.gantt_view_mode) {
			frappe.model.user_settings.save("Mentoring Setup Step", "Gantt", { gantt_view_mode: "Month" });
		}
	},
	get_indicator({ status, due_on }) {
		const late = OPEN.includes(status) && due_on < frappe.datetime.get_today();
		return [late ? __("Late") : __(status), late ? "red" : COLOURS[status], `status,=,${status}`];
	},
};
