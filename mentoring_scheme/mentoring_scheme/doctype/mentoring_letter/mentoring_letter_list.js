// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.listview_settings["Mentoring Letter"] = {
	add_fields: ["status"],
	get_indicator: ({ status }) => [__(status), status === "Sent" ? "green" : "orange", `status,=,${status}`],
};
