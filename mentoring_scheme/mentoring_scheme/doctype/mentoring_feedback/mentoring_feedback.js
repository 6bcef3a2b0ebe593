// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.ui.form.on("Mentoring Feedback", {
	refresh(frm) {
		frm.set_intro(); // a form is refreshed more than once, and each intro would be added to the last
		frm.set_df_property("answers", "read_only", frm.doc.given_on ? 1 : 0);
		keep_rows(frm.fields_dict.answers.grid);
		if (frm.is_new() || frm.doc.given_on || !frm.perm[0].write) return;
		const own = frm.doc.asked_user === frappe.session.user;
		frm.set_intro(
			own
				? __("Answer what you like, then give your feedback. It does not change after that.")
				: __(
						"Asked, and not given yet. If it came on paper, write the answers below, then record them. They do not change after that."
				  ),
			"blue"
		);
		frm.add_custom_button(own ? __("Give feedback") : __("Record answers on paper"), () =>
			give(frm)
		).addClass("btn-primary");
	},
});

/** The questions are those of the policy: none is added and none goes. */
function keep_rows(grid) {
	grid.cannot_add_rows = true;
	grid.cannot_delete_rows = true;
	grid.refresh();
}

async function give(frm) {
	const answers = {};
	for (const row of frm.doc.answers || []) {
		const answer = row.kind === "Scale" ? row.score : row.answer;
		if (answer) answers[row.name] = answer;
	}
	await frappe.xcall("run_doc_method", {
		dt: frm.doctype,
		dn: frm.docname,
		method: "give",
		args: { answers },
	});
	await frm.reload_doc();
}
