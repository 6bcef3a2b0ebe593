// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.listview_settings["Mentoring Setup Plan"] = { hide_name_column: true };
