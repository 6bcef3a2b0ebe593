// The wishes of a mentee in the form: each row offers what fits what it is about, and what is personal has its own place.

frappe.provide("mentoring_scheme");

mentoring_scheme.mentee_wishes = (() => {
	const PROFILE = "Mentoring Equality Profile";
	// which field of a row says what is asked for; every other criterion is about an attribute
	const FIELD_OF = { "Approval type": "approval_type", Distance: "miles" };
	const field_of = (criterion) => FIELD_OF[criterion] || "attribute";

	function set_up(frm) {
		frm.set_query("attribute", "wishes", (doc, doctype, name) => ({
			filters: { kind: locals[doctype][name].criterion },
		}));
		const grid = frm.fields_dict.wishes.grid;
		grid.get_docfield("attribute").get_route_options_for_new_doc = (control) => ({
			kind: control.doc.criterion,
		});
		grid.get_docfield("miles").formatter = (value) => (value ? String(Number(value)) : "");
		if (frappe.model.can_read(PROFILE)) {
			grid.add_custom_button(__("Personal wishes"), () => open_profile(frm)).attr({
				title: __(
					"Religion, language, gender and the like: in the Equality Profile, which fewer people read"
				),
			});
		}
	}

	/** When a row is about something else, what it asked for before no longer fits. */
	function criterion_changed(frm, doctype, name) {
		const row = locals[doctype][name];
		["attribute", "approval_type", "miles"]
			.filter((fieldname) => fieldname !== field_of(row.criterion) && row[fieldname])
			.forEach((fieldname) =>
				frappe.model.set_value(doctype, name, fieldname, fieldname === "miles" ? 0 : "")
			);
		const is_attribute = field_of(row.criterion) === "attribute";
		if (is_attribute && row.attribute && !row.attribute.startsWith(`${row.criterion}: `)) {
			frappe.model.set_value(doctype, name, "attribute", "");
		}
	}

	/** The equality profile of the mentee, or a new one for her. */
	async function open_profile(frm) {
		const { participant } = frm.doc;
		if (!participant) {
			frappe.show_alert({ message: __("Choose the participant first."), indicator: "orange" });
			return;
		}
		const { message } = await frappe.db.get_value(PROFILE, { participant }, "name");
		if (message?.name) frappe.set_route("Form", PROFILE, message.name);
		else frappe.new_doc(PROFILE, { participant });
	}

	return { set_up, criterion_changed };
})();
