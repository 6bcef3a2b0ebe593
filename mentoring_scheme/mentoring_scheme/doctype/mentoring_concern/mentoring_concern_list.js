// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.listview_settings["Mentoring Concern"] = {
	add_fields: ["kind", "status", "danger_now"],
	hide_name_column: true,

	get_indicator(doc) {
		if (doc.status !== "Closed" && doc.danger_now) {
			return [__("{0}: danger", [__(doc.status)]), "red", "danger_now,=,1|status,!=,Closed"];
		}
		const colours = { New: "red", Open: "orange", Closed: "gray" };
		return [__(doc.status), colours[doc.status], `status,=,${doc.status}`];
	},
};
