// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.provide("mentoring_scheme.document_rows");

/** Rows that name a document by type and number: the number opens it, and nobody adds a row by hand. */
mentoring_scheme.document_rows.show = (frm, table, is_gone = () => false) => {
	const grid = frm.get_field(table).grid;
	for (const property of ["cannot_add_rows", "cannot_delete_rows", "cannot_delete_all_rows"]) {
		frm.set_df_property(table, property, true);
	}
	grid.wrapper
		.find(".grid-add-row, .grid-add-multiple-rows, .grid-upload, .grid-download")
		.addClass("hidden");
	for (const row of grid.grid_rows) {
		const field = row.docfields.find(({ fieldname }) => fieldname === "document");
		if (row.doc.document_type !== "File" && !is_gone(row.doc)) field.formatter = link;
		row.refresh();
	}
	grid.toggle_checkboxes(true);
};

function link(value, _field, _options, row) {
	return frappe.utils.get_form_link(row.document_type, value, true, frappe.utils.escape_html(value));
}
