// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.listview_settings["Mentee"] = {
	hide_name_column: true,
	add_fields: ["status", "waiting_since"],
	get_indicator(doc) {
		const colours = {
			Referred: "orange",
			Offered: "light-blue",
			Waiting: "orange",
			"In a Link": "green",
			Declined: "gray",
			Ended: "gray",
			Withdrawn: "gray",
		};
		const label = doc.status === "Waiting" ? waiting_text(doc.waiting_since) : __(doc.status);
		return [label, colours[doc.status], `status,=,${doc.status}`];
	},
	button: {
		show: (doc) =>
			["Referred", "Offered", "Waiting"].includes(doc.status) &&
			frappe.user.has_role(["Mentoring Manager", "Mentoring Co-ordinator"]),
		get_label: () => __("Find a mentor"),
		get_description: (doc) =>
			__("Mentors for {0}, best first", [frappe.utils.escape_html(doc.participant_name)]),
		action: (doc) => frappe.set_route("mentoring-shortlist", doc.name),
	},
	onload(list) {
		list.page.add_inner_button(__("Who waits longest"), () => show_waiting(list));
	},
};

function waiting_text(since) {
	if (!since || frappe.is_mobile()) return __("Waiting"); // there is room for a word only
	const days = frappe.datetime.get_diff(frappe.datetime.get_today(), since);
	return days === 1 ? __("Waiting 1 day") : __("Waiting {0} days", [days]);
}

/** Those who wait, the longest first. */
async function show_waiting(list) {
	await list.filter_area.clear(false);
	list.sort_by = "waiting_since";
	list.sort_order = "asc";
	list.sort_selector.set_value(list.sort_by, list.sort_order);
	await list.filter_area.add([["Mentee", "status", "=", "Waiting"]], false);
	list.refresh();
}
