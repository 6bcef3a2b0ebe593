// Lists of choices that come from a scheme.

frappe.provide("mentoring_scheme");

mentoring_scheme.scheme_choices = (() => {
	const METHOD =
		"mentoring_scheme.mentoring_scheme.doctype.mentoring_scheme.mentoring_scheme.support_type_options";
	const asked = {};

	/** Offer the support types of `scheme` in the form's field; a type that the scheme no longer has stays choosable. */
	async function support_types(frm, scheme) {
		const field = frm.fields_dict.support_type;
		if (!scheme || !field) return;
		asked[scheme] ??= frappe.xcall(METHOD, { scheme }).catch(() => {
			delete asked[scheme];
			return [];
		});
		const types = await asked[scheme];
		if (frm.doc.scheme !== scheme) return;
		const chosen = frm.doc.support_type;
		field.set_data(!chosen || types.includes(chosen) ? types : [chosen, ...types]);
		if (!chosen && types.length === 1 && frm.is_new()) frm.set_value("support_type", types[0]);
	}

	/** Fill in the scheme where this user sees only one that is open. */
	async function only_scheme(frm) {
		if (!frm.is_new() || frm.doc.scheme) return;
		const open = await frappe.db.get_list("Mentoring Scheme", {
			filters: { enabled: 1 },
			fields: ["name"],
			limit: 2,
		});
		if (open.length === 1 && !frm.doc.scheme) frm.set_value("scheme", open[0].name);
	}

	return { support_types, only_scheme };
})();
