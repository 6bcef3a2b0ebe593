// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.provide("mentoring_scheme.document_rows");

/** Rows that name a document by type and number: the number opens it, and nobody adds a row by hand. */
mentoring_scheme.document_rows.show = (frm, table, is_gone = () => false) => {
	const grid = frm.get_field(table).grid;
	grid.cannot_add_rows = true;
	grid.fields_map.document.formatter = (value, _field, _options, row) => {
		const shown = frappe.utils.escape_html(value || "");
		if (!row || !value || row.document_type === "File" || is_gone(row)) return shown;
		return frappe.utils.get_form_link(row.document_type, value, true, shown);
	};
	grid.refresh();
	grid.toggle_checkboxes(true);
};
