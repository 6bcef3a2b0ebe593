// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.listview_settings["Mentoring Disposal List"] = {
	hide_name_column: true,
	add_fields: ["status"],
	get_indicator(doc) {
		const colours = { Prepared: "orange", Approved: "blue", Done: "green", Cancelled: "gray" };
		return [__(doc.status), colours[doc.status], `status,=,${doc.status}`];
	},
	onload(list) {
		list.page.add_inner_button(__("Prepare now"), () => prepare(list));
	},
};

function prepare(list) {
	frappe.prompt(
		{ fieldname: "scheme", fieldtype: "Link", options: "Mentoring Scheme", label: __("Scheme"), reqd: 1 },
		async ({ scheme }) => {
			const name = await frappe.xcall("mentoring_scheme.jobs.disposal.prepare_now", { scheme });
			if (name) frappe.set_route("Form", "Mentoring Disposal List", name);
			else frappe.msgprint(__("Nothing has reached its date."));
		},
		__("Prepare this month’s list")
	);
}
