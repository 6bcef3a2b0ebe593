// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

const SOON_DAYS = 60;

frappe.listview_settings["Mentor Check"] = {
	hide_name_column: true,
	add_fields: ["expires_on", "outcome", "replaced_by"],

	get_indicator(doc) {
		if (doc.replaced_by) return [__("Replaced"), "gray", "replaced_by,is,set"];
		if (doc.outcome === "Not accepted") return [__("Not accepted"), "red", "outcome,=,Not accepted"];
		if (!doc.expires_on) return [__("Does not expire"), "green", "expires_on,is,not set"];
		const today = frappe.datetime.get_today();
		const days = frappe.datetime.get_day_diff(doc.expires_on, today);
		if (days < 0) return [__("Expired"), "red", `expires_on,<,${today}|replaced_by,is,not set`];
		if (days > SOON_DAYS) return [__("In force"), "green", `expires_on,>,${today}`];
		const until = frappe.datetime.add_days(today, SOON_DAYS);
		return [expires_in(days), "orange", `expires_on,<=,${until}|expires_on,>=,${today}|replaced_by,is,not set`];
	},
};

function expires_in(days) {
	if (days === 0) return __("Expires today");
	return days === 1 ? __("Expires in 1 day") : __("Expires in {0} days", [days]);
}
