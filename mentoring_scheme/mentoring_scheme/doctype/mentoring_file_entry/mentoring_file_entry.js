// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

frappe.ui.form.on("Mentoring File Entry", {
	refresh(frm) {
		frm.disable_save();
		frm.set_intro(); // a form is refreshed more than once, and each intro would be added to the last
		lead(frm);
		if (frm.doc.bundle) {
			frm.add_custom_button(__("Open the bundle"), () => window.open(frm.doc.bundle, "_blank", "noopener"));
			frm.add_custom_button(__("Check the seal"), () => check_seal(frm));
		} else if (!frm.doc.records_removed && frappe.user.has_role(["Mentoring Manager", "Mentoring Co-ordinator"])) {
			frm.add_custom_button(__("Make the bundle"), () => make_bundle(frm));
		}
	},
});

function lead(frm) {
	const { bundle, bundle_problem, bundle_pages } = frm.doc;
	if (bundle) {
		frm.set_intro(__("Everything on this file is in one sealed PDF of {0} pages.", [bundle_pages]), "blue");
	} else if (bundle_problem) {
		frm.set_intro(frappe.utils.escape_html(bundle_problem), "orange");
	} else {
		frm.set_intro(__("The sealed bundle is not made yet. That happens in the background; reload in a few minutes."), "blue");
	}
}

async function check_seal(frm) {
	const { message } = await frm.call("check_seal");
	const sealed_on = frappe.datetime.str_to_user(message.sealed_on);
	frappe.msgprint(
		message.whole
			? {
					title: __("The seal is whole"),
					indicator: "green",
					message: __("The file is, byte by byte, what was sealed on {0}.", [sealed_on]),
				}
			: {
					title: __("The seal is broken"),
					indicator: "red",
					message: __(
						"The file is not what was sealed on {0}: it was changed, replaced or removed. Tell the administrator and whoever is responsible for data protection; a back-up may hold the original.",
						[sealed_on]
					),
				}
	);
}

async function make_bundle(frm) {
	await frm.call("make_bundle");
	frappe.show_alert({ message: __("The bundle is being made in the background."), indicator: "blue" });
	frm.reload_doc();
}
