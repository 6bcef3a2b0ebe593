// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.pages["mentoring-shortlist"].on_page_load = (wrapper) => {
	const page = frappe.ui.make_app_page({
		parent: wrapper,
		title: __("Find a mentor"),
		single_column: true,
	});
	const assets = "/assets/mentoring_scheme";
	wrapper.shortlist = frappe
		.require([
			`${assets}/js/match_parts.js`,
			`${assets}/js/shortlist_view.js`,
			`${assets}/js/shortlist_dialogs.js`,
			`${assets}/js/shortlist.js`,
			`${assets}/js/reasons.js`,
			`${assets}/css/matching.css`,
		])
		.then(() => mentoring_scheme.shortlist.on(page));
};

// shown again, the list is worked out again: what is known may have changed meanwhile
frappe.pages["mentoring-shortlist"].on_page_show = async (wrapper) => {
	const shortlist = await wrapper.shortlist;
	shortlist.show(frappe.get_route()[1]);
};
