// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.listview_settings["Mentoring Follow Up"] = {
	hide_name_column: true,
	add_fields: ["status", "due_on"],
	get_indicator(doc) {
		if (doc.status !== "Due") {
			const colour = doc.status === "Done" ? "green" : "gray";
			return [__(doc.status), colour, `status,=,${doc.status}`];
		}
		const ahead = doc.due_on > frappe.datetime.get_today();
		return ahead
			? [__("Ahead"), "blue", "status,=,Due|due_on,>,Today"]
			: [__("Due"), "orange", "status,=,Due|due_on,<=,Today"];
	},
};
