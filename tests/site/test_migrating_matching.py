"""What a site brings along from before matching: areas as people typed them, who waits, policies without criteria."""

from __future__ import annotations

import json
from typing import Any

import frappe
import pytest
from frappe.model.document import Document
from makers import make_area, make_link, make_mentee, make_mentor, make_participant, make_scheme, stand
from story import ago

from mentoring_scheme.mentoring_scheme.policy_source import policy_of_scheme, policy_of_version
from mentoring_scheme.patches import areas_become_documents, policies_from_presets, waiting_since_the_answer
from mentoring_scheme.policy import presets
from mentoring_scheme.policy.upgrades import ADDED_LATER, EXPLAIN_OR_WEIGH


def typed(area: str | None) -> str:
	"""A participant whose area somebody has typed."""
	return stand(make_participant(area=None), area=area).name


def area_of(participant: str) -> str | None:
	return frappe.db.get_value("Mentoring Participant", participant, "area")


def test_each_area_that_was_typed_becomes_one_of_the_list():
	make_area("Otley")
	people = {
		text: typed(text)
		for text in (
			"Zedleeds",
			"zedleeds",
			" Zedleeds  North ",
			"OTLEY",
			"<b>Zedwell",
			"Zedham, by the river",
			"  ",
		)
	}
	another = typed("Zedleeds")
	nowhere = typed(None)
	before = frappe.db.count("Mentoring Area")
	areas_become_documents.execute()
	assert {text: area_of(person) for text, person in people.items()} == {
		"Zedleeds": "Zedleeds",
		"zedleeds": "Zedleeds",
		" Zedleeds  North ": "Zedleeds North",
		"OTLEY": "Otley",
		"<b>Zedwell": "(b)Zedwell",
		"Zedham, by the river": "Zedham, by the river",
		"  ": None,
	}
	assert (area_of(another), area_of(nowhere)) == ("Zedleeds", None)
	assert frappe.db.count("Mentoring Area") == before + 4
	for person in people.values():
		frappe.get_doc("Mentoring Participant", person).save()  # no area is left that is not in the list


def test_an_area_is_written_the_way_most_have_written_it():
	people = [typed(text) for text in ("ZEDLEEDS", "Zedleeds", "Zedleeds", "zedleeds")]
	areas_become_documents.execute()
	assert {area_of(person) for person in people} == {"Zedleeds"}


def test_areas_are_made_once_however_often_the_site_is_migrated():
	person = typed(" zedleeds")
	areas_become_documents.execute()
	areas = frappe.get_all("Mentoring Area", pluck="name", order_by="name")
	changed = frappe.db.get_value("Mentoring Participant", person, ["area", "modified"])
	areas_become_documents.execute()
	assert frappe.get_all("Mentoring Area", pluck="name", order_by="name") == areas
	assert frappe.db.get_value("Mentoring Participant", person, ["area", "modified"]) == changed


def test_whoever_waits_has_waited_since_the_answer():
	waiting, linked, told = (make_mentee(offer_answered_on=ago(30)) for _ in range(3))
	make_link(scheme=linked.scheme, mentee=linked.name)
	for mentee in (waiting, linked):
		stand(mentee, waiting_since=None)
	stand(told, waiting_since=ago(12))
	for _ in range(2):
		waiting_since_the_answer.execute()
	since = [
		frappe.db.get_value("Mentee", mentee.name, "waiting_since") for mentee in (waiting, linked, told)
	]
	assert since == [ago(30), None, ago(12)]


def old_scheme(preset: str | None) -> Document:
	"""A scheme of the version before: without what came later, in its fields and in its kept policy."""
	scheme = make_scheme(mentees_at_a_time=7, **{name: value for name, value in ADDED_LATER.items()})
	kept = frappe.get_doc("Mentoring Policy Version", scheme.policy_version)
	policy = {name: value for name, value in json.loads(kept.policy).items() if name not in ADDED_LATER}
	stand(kept, policy=json.dumps(policy))
	frappe.clear_document_cache("Mentoring Policy Version", kept.name)
	stand(scheme, preset=preset)
	return frappe.get_doc("Mentoring Scheme", scheme.name)


def comments(scheme: Document) -> list[str]:
	on_scheme = {"reference_doctype": scheme.doctype, "reference_name": scheme.name, "comment_type": "Info"}
	return frappe.get_all("Comment", on_scheme, pluck="content")


def test_a_scheme_gets_what_is_new_from_its_ready_made_policy_as_a_new_version():
	scheme = old_scheme("tri-borough-fostering")
	before = scheme.policy_version
	assert policy_of_scheme(scheme.name).matching_criteria == ()
	for _ in range(2):
		policies_from_presets.execute()
	after = frappe.get_doc("Mentoring Scheme", scheme.name)
	expected = presets.load("tri-borough-fostering")
	policy = policy_of_scheme(scheme.name)
	assert {name: getattr(policy, name) for name in EXPLAIN_OR_WEIGH} == {
		name: getattr(expected, name) for name in EXPLAIN_OR_WEIGH
	}
	assert policy.mentees_at_a_time == 7, "what the council has adapted stays"
	assert policy.matching_criteria
	version = frappe.get_doc("Mentoring Policy Version", after.policy_version)
	assert (version.version, after.change_note) == (2, None)
	assert "tri-borough-fostering" in version.change_note
	assert "nobody becomes ineligible" in version.change_note
	assert policy_of_version(before).matching_criteria == (), "a kept version is evidence and stays as it is"
	assert comments(after) == []


@pytest.mark.parametrize("preset", presets.names())
def test_an_upgrade_asks_for_no_more_than_before(preset: str):
	scheme = old_scheme(preset)
	asks = [name for name in ADDED_LATER if name not in EXPLAIN_OR_WEIGH]
	before = policy_of_scheme(scheme.name)
	policies_from_presets.execute()
	after = policy_of_scheme(scheme.name)
	assert after.matching_criteria
	assert {name: getattr(after, name) for name in asks} == {name: getattr(before, name) for name in asks}


def test_who_is_a_mentor_stays_one_when_the_ready_made_policy_asks_for_checks():
	"""The ready-made policy asks for a check and for training that nobody has asked this mentor for."""
	scheme = old_scheme("care-leavers-peer")
	assert presets.load("care-leavers-peer").required_checks
	mentor = make_mentor(scheme=scheme.name)
	before = mentor.eligibility()
	policies_from_presets.execute()
	assert mentor.eligibility() == before


@pytest.mark.parametrize("preset", [None, "a-policy-of-yesterday"])
def test_a_scheme_of_its_own_making_is_left_and_told_of_once(preset: Any):
	scheme = old_scheme(preset)
	for _ in range(2):
		policies_from_presets.execute()
	after = frappe.get_doc("Mentoring Scheme", scheme.name)
	assert (after.policy_version, after.matching_criteria) == (scheme.policy_version, [])
	(told,) = comments(after)
	assert "nothing is asked or weighed until you fill them in" in told


def test_a_scheme_that_has_been_filled_in_already_is_left_alone():
	scheme = make_scheme(matching_criteria=[{"criterion": "Distance", "weight": 5}], required_checks=[])
	policies_from_presets.execute()
	after = frappe.get_doc("Mentoring Scheme", scheme.name)
	assert [row.criterion for row in after.matching_criteria] == ["Distance"]
	assert (after.policy_version, comments(after)) == (scheme.policy_version, [])


def test_links_keep_the_version_that_they_were_agreed_under():
	scheme = old_scheme("afc-fostering")
	link = make_link(scheme=scheme.name, status="Active", decision_reason="For the test.")
	policies_from_presets.execute()
	assert frappe.db.get_value("Mentoring Link", link.name, "policy_version") == scheme.policy_version
