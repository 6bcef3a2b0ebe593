// Lists of choices that come from a scheme.

frappe.provide("mentoring_scheme");

mentoring_scheme.scheme_choices = (() => {
	const METHOD =
		"mentoring_scheme.mentoring_scheme.doctype.mentoring_scheme.mentoring_scheme.support_type_options";

	/** Offer the support types of `scheme` in the form's field; a type that the scheme no longer has stays choosable. */
	async function support_types(frm, scheme) {
		if (!scheme || !frm.fields_dict.support_type) return;
		const types = await frappe.xcall(METHOD, { scheme }).catch(() => []);
		if (frm.doc.scheme !== scheme) return;
		const chosen = frm.doc.support_type;
		const is_known = !chosen || types.includes(chosen);
		frm.fields_dict.support_type.set_data(is_known ? types : [chosen, ...types]);
		if (!chosen && types.length === 1 && frm.is_new()) frm.set_value("support_type", types[0]);
	}

	/** Offer the co-ordinators that the scheme names. */
	async function co_ordinators(frm, scheme) {
		const wanted = `${frm.doc.name} ${scheme}`;
		if (!scheme || frm.co_ordinators_for === wanted) return;
		frm.co_ordinators_for = wanted;
		const { members } = await frappe.db.get_doc("Mentoring Scheme", scheme);
		const users = members.filter((row) => row.function === "Co-ordinator").map((row) => row.user);
		frm.set_query("co_ordinator", () => ({ filters: { name: ["in", users] } }));
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

	return { support_types, co_ordinators, only_scheme };
})();
