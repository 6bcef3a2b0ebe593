// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.listview_settings["Mentoring Event"] = {
	hide_name_column: true,
	add_fields: ["status", "places", "booked", "waiting", "attended", "starts_on"],

	get_indicator(doc) {
		const filter = `status,=,${doc.status}`;
		if (doc.status === "Cancelled") return [__("Cancelled"), "gray", filter];
		if (doc.status === "Held") return [__("{0} attended", [cint(doc.attended)]), "green", filter];
		if (doc.starts_on <= frappe.datetime.now_datetime()) {
			return [__("To be recorded"), "orange", filter];
		}
		return [places_text(doc), doc.waiting ? "orange" : "blue", filter];
	},
};

/** How many places are taken, and how many people wait for one: “8 of 12, 2 waiting”. */
function places_text(doc) {
	const taken = doc.places
		? __("{0} of {1}", [cint(doc.booked), cint(doc.places)])
		: __("{0} booked", [cint(doc.booked)]);
	return doc.waiting ? __("{0}, {1} waiting", [taken, cint(doc.waiting)]) : taken;
}
