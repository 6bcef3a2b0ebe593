// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

// the name says no more than kind and attribute, which have columns of their own
frappe.listview_settings["Mentoring Attribute"] = { hide_name_column: true };
