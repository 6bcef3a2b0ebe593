// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

const RUNNING_STATES = ["Active", "Suspended", "Closing"];

frappe.ui.form.on("Mentoring Scheme", {
	async onload(frm) {
		const presets = await frappe.xcall(
			"mentoring_scheme.mentoring_scheme.doctype.mentoring_scheme.mentoring_scheme.preset_options"
		);
		frm.fields_dict.preset.set_data(
			presets.map(({ value, description }) => ({ value, label: value, description }))
		);
	},

	refresh(frm) {
		lead(frm);
		if (frm.perm[0].write) {
			frm.add_custom_button(__("Load preset"), () => ask_before_loading(frm));
		}
		if (frm.doc.policy_version) {
			frm.add_custom_button(__("Policy version"), () =>
				frappe.set_route("Form", "Mentoring Policy Version", frm.doc.policy_version)
			);
			show_links_on_older_versions(frm);
		}
	},

	preset(frm) {
		// nothing is lost where no policy is there yet, so choosing one is enough
		if (frm.doc.preset && frm.is_new() && !has_policy(frm)) load_preset(frm);
	},
});

function has_policy(frm) {
	return Boolean(frm.doc.support_types?.length);
}

function lead(frm) {
	frm.set_intro(); // a form is refreshed more than once, and each intro would be added to the last
	if (frm.is_new()) {
		frm.set_intro(
			has_policy(frm)
				? __(
						"Next: give the scheme a name, look through the tabs, change what your policy says otherwise, and save."
					)
				: __(
						"Next: choose a ready-made policy that is near to yours. It fills every tab, and you change what differs."
					),
			"blue"
		);
	} else if (frm.perm[0].write && !others_named(frm)) {
		frm.set_intro(
			__(
				"Next: name the people of the scheme below. Co-ordinators see only the schemes in which they are named."
			),
			"blue"
		);
	}
}

function others_named(frm) {
	return (frm.doc.members || []).some((row) => row.user !== frappe.session.user);
}

function ask_before_loading(frm) {
	if (!frm.doc.preset) {
		frm.scroll_to_field("preset");
		frappe.show_alert({ message: __("Choose a ready-made policy first."), indicator: "orange" });
		return;
	}
	if (!has_policy(frm)) {
		load_preset(frm);
		return;
	}
	frappe.confirm(
		__(
			"Every policy field of this scheme is replaced by the values of {0}. Nothing is kept until you save. Replace them?",
			[`<strong>${frappe.utils.escape_html(frm.doc.preset)}</strong>`]
		),
		() => load_preset(frm)
	);
}

async function load_preset(frm) {
	await frm.call({ doc: frm.doc, method: "load_preset", freeze: true });
	frm.dirty();
	frm.refresh();
	frappe.show_alert({
		message: __("The policy is filled in. Look through the tabs, then save."),
		indicator: "green",
	});
}

/** How many links still run under an earlier policy: they keep their terms until somebody moves them (R3). */
async function show_links_on_older_versions(frm) {
	const scheme = frm.doc.name;
	const filters = {
		scheme,
		status: ["in", RUNNING_STATES],
		policy_version: ["!=", frm.doc.policy_version],
	};
	const older = await frappe.db.count("Mentoring Link", { filters });
	if (!older || frm.doc.name !== scheme) return;
	const label =
		older === 1
			? __("1 running link keeps an earlier policy version")
			: __("{0} running links keep an earlier policy version", [older]);
	frm.dashboard
		.add_indicator(label, "orange")
		.css("cursor", "pointer")
		.attr({ role: "link", tabindex: 0 })
		.on("click keydown", (event) => {
			if (event.type === "click" || event.key === "Enter")
				frappe.set_route("List", "Mentoring Link", filters);
		});
}
