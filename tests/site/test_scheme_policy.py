"""A scheme's policy: loaded from a preset, the council's own from then on, and versioned with every change (R3)."""

import json

import frappe
import pytest
from frappe.utils import add_months, getdate, today
from makers import make_link, make_mentee, make_mentor, make_scheme, make_user
from story import Story, acting, ago, change, refused

from mentoring_scheme.policy import presets
from mentoring_scheme.policy.scheme import SchemePolicy


def policy_in(version: str) -> SchemePolicy:
	return SchemePolicy.from_dict(
		json.loads(frappe.db.get_value("Mentoring Policy Version", version, "policy"))
	)


@pytest.mark.parametrize("preset", presets.names())
def test_a_scheme_made_from_a_preset_has_exactly_its_policy(preset):
	scheme = frappe.get_doc(
		{"doctype": "Mentoring Scheme", "scheme_name": f"All of {preset}", "preset": preset}
	).insert()
	assert policy_in(scheme.policy_version) == presets.load(preset)


def test_the_first_version_says_where_it_came_from():
	scheme = make_scheme(author="Ada", signed_off_by="Head of service", signed_off_on=ago(3))
	version = frappe.get_doc("Mentoring Policy Version", scheme.policy_version)
	assert (version.version, version.preset, version.scheme) == (1, "afc-fostering", scheme.name)
	assert (version.author, version.signed_off_by) == ("Ada", "Head of service")
	assert version.in_force_from == getdate(today())


def test_a_change_of_policy_makes_a_new_version_that_names_what_changed():
	scheme = make_scheme()
	first = scheme.policy_version
	scheme = change(scheme, mentees_at_a_time=3, change_note="Three is what we can carry.")
	version = frappe.get_doc("Mentoring Policy Version", scheme.policy_version)
	assert (version.version, version.changed_fields) == (2, "Mentees at a time")
	assert version.change_note == "Three is what we can carry."
	assert not frappe.db.get_value("Mentoring Scheme", scheme.name, "change_note")
	assert policy_in(first).mentees_at_a_time == 2
	assert policy_in(scheme.policy_version).mentees_at_a_time == 3


def test_a_change_of_anything_else_makes_none():
	scheme = make_scheme()
	before = scheme.policy_version
	assert change(scheme, review_date=add_months(today(), 12)).policy_version == before
	assert change(scheme).policy_version == before
	assert frappe.db.count("Mentoring Policy Version", {"scheme": scheme.name}) == 1


def test_a_version_never_changes():
	version = frappe.get_doc("Mentoring Policy Version", make_scheme().policy_version)
	with refused() as told:
		version.policy = "{}"
		version.save()
	assert told.says("A policy version never changes.", "Change the scheme")


# --- running links keep their terms


def test_a_running_link_keeps_the_terms_it_was_agreed_under():
	story = Story("afc-fostering", "Adversity")
	start = getdate(add_months(today(), -1))
	story.started(start)
	before = story.now()
	with acting(story.manager):
		scheme = frappe.get_doc("Mentoring Scheme", story.scheme)
		scheme.support_types[1].months = 9
		scheme.payment_per_month = 80
		scheme.save()
		told = " ".join(str(message.get("message")) for message in frappe.get_message_log())
	assert "1 running links keep the policy version that they were agreed under" in told
	link = story.fill_in(match_explanation="Saved again.")
	assert link.policy_version == before.policy_version != scheme.policy_version
	assert getdate(link.planned_end) == getdate(add_months(start, 3))
	# whoever is proposed now comes under the new terms
	other = story.propose(frappe.get_doc("Mentor", link.mentor), story.refer(name="Ana One"))
	assert other.policy_version == scheme.policy_version


def test_a_manager_moves_a_link_to_the_current_policy_on_purpose():
	story = Story("afc-fostering", "Adversity")
	start = getdate(add_months(today(), -1))
	story.started(start)
	with acting(story.manager):
		scheme = frappe.get_doc("Mentoring Scheme", story.scheme)
		scheme.support_types[1].months = 9
		scheme.save()
	with refused((frappe.PermissionError, frappe.ValidationError)), acting(story.co_ordinator):
		story.now().move_to_current_policy("It would be nice.")
	with refused() as told, acting(story.manager):
		story.now().move_to_current_policy("  ")
	assert told.says("Write why")
	earlier = story.now().policy_version
	with acting(story.manager):
		story.now().move_to_current_policy("Agreed with both at the review.")
	link = story.now()
	assert link.policy_version == scheme.policy_version
	assert link.planned_end == getdate(add_months(start, 9))
	comments = frappe.get_all(
		"Comment", {"reference_name": story.link, "comment_type": "Info"}, pluck="content"
	)
	assert any(earlier in text and "Agreed with both" in text for text in comments)


def test_a_link_without_an_agreement_follows_the_scheme():
	story = Story("afc-fostering", "Adversity")
	story.propose()
	with acting(story.manager):
		change(frappe.get_doc("Mentoring Scheme", story.scheme), mentees_at_a_time=4)
	current = frappe.db.get_value("Mentoring Scheme", story.scheme, "policy_version")
	assert story.fill_in(match_explanation="Saved again.").policy_version == current
	story.write_agreement()
	with acting(story.manager):
		change(frappe.get_doc("Mentoring Scheme", story.scheme), mentees_at_a_time=5)
	assert story.fill_in(match_explanation="And again.").policy_version == current


# --- wrong values are named by label and row


@pytest.mark.parametrize(
	("table", "row", "fieldname", "value", "label"),
	[
		("support_types", 1, "months", -3, "Months"),
		("support_types", 0, "anchor", "Full moon", "Term counted from"),
		("eligibility_rules", 0, "highest_level", 1, None),
		("contact_ways", 2, "way", "Pigeon", "Way"),
	],
)
def test_a_wrong_value_in_a_table_is_named_by_label_and_row(table, row, fieldname, value, label):
	scheme = make_scheme()
	scheme.get(table)[row].set(fieldname, value)
	with refused() as told:
		scheme.save()
	assert told.says(f"{row + 1}" if label else scheme.meta.get_label(table))
	if label:
		assert told.says(label)


def test_two_support_types_of_one_name():
	scheme = make_scheme()
	scheme.support_types[1].support_type = scheme.support_types[0].support_type
	with refused() as told:
		scheme.save()
	assert told.says("Newly approved carer")


# --- loading and leaving


def test_loading_another_preset_replaces_every_policy_field():
	scheme = make_scheme("afc-fostering")
	scheme.preset = "kent-adoption"
	scheme.load_preset()
	scheme.save()
	assert policy_in(scheme.policy_version) == presets.load("kent-adoption")


def test_the_presets_are_offered_with_their_titles():
	from mentoring_scheme.mentoring_scheme.doctype.mentoring_scheme.mentoring_scheme import preset_options

	options = {option["value"]: option["description"] for option in preset_options()}
	assert list(options) == presets.names()
	assert "Kent" in options["kent-adoption"]


def test_only_a_manager_changes_a_policy():
	story = Story("afc-fostering", "Adversity")
	for user in (story.co_ordinator, story.mentor_ssw, story.finance, story.mentor_user):
		with refused(frappe.PermissionError), acting(user):
			change(frappe.get_doc("Mentoring Scheme", story.scheme), mentees_at_a_time=9)


WEIGHTS = [{"criterion": "Experience", "weight": 40}, {"criterion": "Distance", "weight": 20}]


def test_a_co_ordinator_changes_what_counts_in_a_match_and_nothing_else():
	co_ordinator = make_user("Mentoring Co-ordinator")
	scheme = make_scheme(members={co_ordinator: "Co-ordinator"})
	before = policy_in(scheme.policy_version)
	with acting(co_ordinator):
		scheme.mentees_at_a_time = 9  # what a browser has in its form is not what is saved
		scheme.weigh_anew({"matching_criteria": WEIGHTS, "near_miles": 2}, "People here do not drive.")
		assert not frappe.get_message_log()
		with refused() as told:
			scheme.weigh_anew({"mentees_at_a_time": 9}, "More of them.")
		assert told.says("Only what counts in a match", "mentees_at_a_time")
		with refused() as told:
			scheme.weigh_anew({"near_miles": 3}, " ")
		assert told.says("why")
	after = policy_in(frappe.db.get_value("Mentoring Scheme", scheme.name, "policy_version"))
	assert [(str(row.criterion), row.weight) for row in after.matching_criteria] == [
		("Experience", 40),
		("Distance", 20),
	]
	assert (after.near_miles, after.mentees_at_a_time) == (2, before.mentees_at_a_time)
	version = frappe.get_last_doc("Mentoring Policy Version", {"scheme": scheme.name})
	assert (version.change_note, version.owner) == ("People here do not drive.", co_ordinator)


def test_weights_that_sum_to_nothing_are_refused():
	co_ordinator = make_user("Mentoring Co-ordinator")
	scheme = make_scheme(members={co_ordinator: "Co-ordinator"})
	nothing = [{"criterion": "Experience", "weight": 0}]
	with acting(co_ordinator), refused() as told:
		scheme.weigh_anew({"matching_criteria": nothing}, "A slip.")
	assert told.says("Criteria and weights", "sum to nothing", "above 0")


@pytest.mark.parametrize(
	"roles", [["Supervising Social Worker"], ["Mentoring Finance"], ["Mentoring Co-ordinator"]]
)
def test_nobody_else_changes_what_counts(roles):
	"""Social workers and finance read every scheme; so does a co-ordinator who is a social worker besides."""
	scheme = make_scheme(members={make_user("Mentoring Co-ordinator"): "Co-ordinator"})
	stranger = make_user(*{*roles, "Supervising Social Worker"})
	with acting(stranger), refused(frappe.PermissionError):
		scheme.weigh_anew({"matching_criteria": WEIGHTS}, "Mine.")


def test_a_scheme_that_is_not_enabled_takes_nobody_new():
	scheme = make_scheme()
	mentor, mentee = make_mentor(scheme=scheme.name), make_mentee(scheme=scheme.name)
	change(scheme, enabled=0)
	for make, people in (
		(make_mentor, {}),
		(make_mentee, {}),
		(make_link, {"mentor": mentor.name, "mentee": mentee.name}),
	):
		with refused() as told:
			make(scheme=scheme.name, **people)
		assert told.says(scheme.name, "is not enabled", "Enable it first")


def test_a_scheme_on_which_nothing_rests_goes_with_its_versions():
	scheme = change(make_scheme(), mentees_at_a_time=3)
	frappe.delete_doc("Mentoring Scheme", scheme.name)
	assert not frappe.db.exists("Mentoring Policy Version", {"scheme": scheme.name})
