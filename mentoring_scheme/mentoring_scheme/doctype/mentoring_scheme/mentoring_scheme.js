// Copyright (c) 2026, Mentoring Scheme contributors
// License: MIT. See LICENSE

const RUNNING_STATES = ["Active", "Suspended", "Closing"];
const STAFF_FUNCTIONS = ["Co-ordinator", "Project worker"];
const HOW_IT_COUNTS = [
	"would_like_weight",
	"unknown_counts",
	"near_miles",
	"far_miles",
	"points_per_week_waited",
	"lowest_score_in_round",
];

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
		if (may_weigh(frm)) {
			frm.add_custom_button(__("Change what counts in a match"), () => ask_what_counts(frm));
		}
		if (!frm.is_new() && frappe.model.can_create("Mentoring Setup Plan")) {
			frm.add_custom_button(__("Setting up"), () => open_setup_plan(frm));
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

/** The plan of seventeen steps, begun today where there is none. */
async function open_setup_plan(frm) {
	const plan = await frappe.xcall(
		"mentoring_scheme.mentoring_scheme.doctype.mentoring_setup_plan.mentoring_setup_plan.make_plan",
		{ scheme: frm.doc.name }
	);
	frappe.set_route("Form", "Mentoring Setup Plan", plan);
}

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

/** Co-ordinators read the policy of their scheme; of it, they change what counts in a match (R18). */
function may_weigh(frm) {
	const named = (frm.doc.members || []).some(
		(row) => row.user === frappe.session.user && STAFF_FUNCTIONS.includes(row.function)
	);
	return (
		!frm.is_new() &&
		!frm.perm[0].write &&
		named &&
		frappe.user.has_role("Mentoring Co-ordinator")
	);
}

function ask_what_counts(frm) {
	const field = (fieldname) => {
		const { label, description, fieldtype } = frappe.meta.get_docfield(frm.doctype, fieldname);
		return { fieldname, fieldtype, label: __(label), description: __(description || "") };
	};
	const dialog = new frappe.ui.Dialog({
		title: __("What counts in a match"),
		size: "large",
		fields: [
			{
				fieldname: "matching_criteria",
				fieldtype: "Table",
				label: __("Criteria and weights"),
				description: __(
					"What counts is how the weights stand to each other. Personal characteristics count only where a mentee has asked for them."
				),
				in_place_edit: true,
				reqd: 1,
				data: frm.doc.matching_criteria.map(({ criterion, weight }) => ({ criterion, weight })),
				fields: ["criterion", "weight"].map((fieldname) => ({
					...frappe.meta.get_docfield("Mentoring Matching Criterion", fieldname),
					description: "",
					in_list_view: 1,
				})),
			},
			...HOW_IT_COUNTS.map((fieldname) => ({ ...field(fieldname), default: frm.doc[fieldname] })),
			{ fieldname: "change_note", fieldtype: "Small Text", label: __("What changes, and why"), reqd: 1 },
		],
		primary_action_label: __("Make a new policy version"),
		async primary_action({ change_note, matching_criteria, ...values }) {
			const rows = (matching_criteria || []).map(({ criterion, weight }) => ({ criterion, weight }));
			await frm.call({
				doc: frm.doc,
				method: "weigh_anew",
				args: { values: { ...values, matching_criteria: rows }, change_note },
				freeze: true,
			});
			dialog.hide();
			await frm.reload_doc();
			frappe.show_alert({ message: __("The new weights count from now on."), indicator: "green" });
		},
	});
	dialog.show();
}
