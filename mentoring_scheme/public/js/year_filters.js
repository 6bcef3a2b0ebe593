// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE
/* The filters of the reports about a year of one scheme. */

frappe.provide("mentoring_scheme");

mentoring_scheme.year_filters = function () {
	const today = frappe.datetime.str_to_obj(frappe.datetime.get_today());
	const this_year = today.getFullYear() - (today.getMonth() < 3 ? 1 : 0);
	const name = (first) => `${first}–${String((first + 1) % 100).padStart(2, "0")}`;
	const years = Array.from({ length: 10 }, (_each, back) => name(this_year - back));
	return [
		{
			fieldname: "scheme",
			label: __("Scheme"),
			fieldtype: "Link",
			options: "Mentoring Scheme",
			default: frappe.defaults.get_user_default("Mentoring Scheme"),
		},
		{
			fieldname: "year",
			label: __("Year from 1 April"),
			fieldtype: "Select",
			options: years,
			default: years[0],
		},
	];
};

/** Choose the scheme where this user sees only one, before the report first runs. */
mentoring_scheme.choose_only_scheme = async function (report) {
	if (report.get_filter_value("scheme")) return;
	const seen = await frappe.db.get_list("Mentoring Scheme", { fields: ["name"], limit: 2 });
	if (seen.length === 1) report.set_filter_value("scheme", seen[0].name);
};
