// Inviting somebody to the portal from the forms of participant, mentor and mentee.

frappe.provide("mentoring_scheme");

mentoring_scheme.invite = (() => {
	const METHOD = "mentoring_scheme.mentoring_scheme.doctype.mentoring_participant.invitation.invite";
	const WHO = ["Mentoring Manager", "Mentoring Co-ordinator"];

	/** A button, for those who may invite; `participant`: whom. */
	function add_button(frm, participant) {
		if (frm.is_new() || !participant || !WHO.some((role) => frappe.user.has_role(role))) return;
		frm.add_custom_button(__("Invite to the portal"), () => invite(frm, participant));
	}

	async function invite(frm, participant) {
		const told = await frappe.xcall(METHOD, { participant });
		frappe.msgprint({ message: frappe.utils.escape_html(told), indicator: "green" });
		frm.reload_doc();
	}

	return { add_button };
})();
