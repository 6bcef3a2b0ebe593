"""Matching on the site: what is gathered, what a shortlist shows, what a link keeps, and what wishes may say."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import getdate, today
from makers import (
	days_ago,
	make_area,
	make_attribute,
	make_equality_profile,
	make_household,
	make_link,
	make_mentee,
	make_mentor,
	make_participant,
	make_scheme,
	stand,
)
from story import ago, change, refused

from mentoring_scheme.mentoring_scheme.doctype.mentor.facts import mentor_facts
from mentoring_scheme.mentoring_scheme.doctype.mentoring_link.gate_facts import pair_facts
from mentoring_scheme.mentoring_scheme.matching import api
from mentoring_scheme.mentoring_scheme.matching.gather import mentee_cases, mentor_cases, waiting
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_scheme
from mentoring_scheme.mentoring_scheme.verdict import ReasonNeeded, decided_keys
from mentoring_scheme.policy import matching
from mentoring_scheme.policy.choices import Criterion, MentorKind, Strength
from mentoring_scheme.policy.matching import Place, Wish

LEEDS, BRADFORD = (53.8, -1.55), (53.79, -1.75)


def point(latitude: float, longitude: float) -> str:
	"""A marker on the map, as the desk keeps it."""
	geometry = {"type": "Point", "coordinates": [longitude, latitude]}
	feature = {"type": "Feature", "properties": {}, "geometry": geometry}
	return json.dumps({"type": "FeatureCollection", "features": [feature]})


def attributes(*words: str, kind: str = "Expertise") -> list[dict[str, str]]:
	"""Rows that name these words; each word is made where it is not in the list yet."""
	names = [f"{kind}: {word}" for word in words]
	for name, word in zip(names, words, strict=True):
		if not frappe.db.exists("Mentoring Attribute", name):
			make_attribute(kind, word)
	return [{"attribute": name} for name in names]


def mentor_with(scheme: str, *words: str, kind: str = "Expertise", **person: Any) -> Document:
	"""A mentor of the scheme who knows these things well."""
	participant = make_participant(attributes=attributes(*words, kind=kind), **person)
	return make_mentor(scheme=scheme, participant=participant.name)


def case_of(mentee: Document) -> matching.MenteeCase:
	return mentee_cases([mentee.name])[mentee.name]


def cases(mentee: Document) -> dict[str, matching.MentorCase]:
	return mentor_cases(mentee.scheme, [case_of(mentee)])


@contextmanager
def counted() -> Iterator[list[str]]:
	"""The queries that are sent to the database inside."""
	sent: list[str] = []
	database, ask = frappe.local.db, frappe.local.db.sql

	def note(query: Any, *arguments: Any, **options: Any) -> Any:
		sent.append(str(query))
		return ask(query, *arguments, **options)

	database.sql = note
	try:
		yield sent
	finally:
		del database.sql


# --- what is gathered


def mentors_of_every_sort(scheme: str) -> list[Document]:
	"""One mentor for each thing that eligibility, load or the stage may rest on, and one for several at once."""
	ended = {"approval_type": "Kinship", "approved_on": ago(2000), "ended_on": ago(1200), "level": 2}
	current = {"approval_type": "Mainstream", "approved_on": ago(900)}
	people = [
		{},
		{"approvals": []},
		{"approvals": [ended]},
		{"approvals": [current, ended, {"approval_type": "Respite", "approved_on": ago(400), "level": 3}]},
		{"active_periods": []},
		{
			"active_periods": [
				{"from_date": ago(900), "to_date": ago(700), "kind": "Fostering"},
				{"from_date": ago(800), "to_date": ago(600), "kind": "Fostering"},
				{"from_date": ago(100), "kind": "Fostering"},
			]
		},
		{"date_of_birth": None, "household": None, "area": None},
		{"location": point(*LEEDS), "area": make_area("Leeds", location=point(*BRADFORD)).name},
		{"attributes": attributes("Autism", "Teenagers") + attributes("Kinship", kind="Kind of care")},
	]
	mentors = [make_mentor(scheme=scheme, participant=make_participant(**person).name) for person in people]
	mentors += [
		make_mentor(scheme=scheme, trainings=[]),
		make_mentor(
			scheme=scheme,
			trainings=[
				{"training": "Safer caring", "mandatory": 1, "due_on": ago(10)},
				{"training": "First aid", "mandatory": 1, "due_on": ago(50), "attended_on": ago(20)},
				{"training": "Reflection", "attended_on": ago(70)},
				{"training": "Open", "mandatory": 1},
			],
		),
		make_mentor(scheme=scheme, commitment_confirmed="No"),
		make_mentor(scheme=scheme, commitment_confirmed="", approved_on=None, stage="Review"),
		make_mentor(scheme=scheme, kind="Traditional", capacity=3, stage="On a Break"),
		make_mentor(scheme=scheme, stage="Suspended"),
	]
	for number, outcome in enumerate(("Clear", "Considered, and accepted", "Not accepted")):
		_check(mentors[number], outcome=outcome, issued_on=ago(100 + number))
	_check(mentors[0], outcome="Clear", issued_on=ago(1500), expires_on=ago(400))
	decided = {"finding_key": "level", "rule": "R7", "finding": "The level.", "severity": "Override"}
	stand_row(
		mentors[1], "decisions", decided | {"reason": "Known for years.", "decided_by": "Administrator"}
	)
	for mentor in (mentors[0], mentors[0], mentors[5]):
		make_link(scheme=scheme, mentor=mentor.name, status="Active", decision_reason="For the test.")
	make_link(scheme=scheme, mentor=mentors[4].name, status="Closed", decision_reason="For the test.")
	return [frappe.get_doc("Mentor", mentor.name) for mentor in mentors]


def _check(mentor: Document, **values: Any) -> None:
	check = {
		"doctype": "Mentor Check",
		"mentor": mentor.name,
		"check_kind": "DBS",
		"seen_by": "Administrator",
	}
	frappe.get_doc(check | values).insert()


def stand_row(doc: Document, table: str, values: dict[str, Any]) -> None:
	"""A row that only methods write, past the rules of the document."""
	row = doc.append(table, values)
	row.db_insert()


def scheme_with_checks() -> str:
	checks = [{"check": "DBS", "valid_months": 36}]
	return make_scheme(required_checks=checks, expired_check_rule="Refuse").name


def test_what_is_gathered_of_all_mentors_is_what_each_ones_own_document_says():
	scheme = scheme_with_checks()
	mentors = mentors_of_every_sort(scheme)
	mentee = make_mentee(scheme=scheme)
	gathered = cases(mentee)
	everybody = frappe.get_all("Mentor", {"scheme": scheme}, pluck="name")
	assert set(gathered) == set(everybody) >= {mentor.name for mentor in mentors}
	for mentor in mentors:
		case = gathered[mentor.name]
		assert case.facts == mentor_facts(mentor), mentor.name
		assert case.load == len(mentor.open_links())
		assert case.decided == decided_keys(mentor)
		assert (case.kind.value, case.stage.value, case.places) == (
			mentor.kind,
			mentor.stage,
			mentor.capacity or 0,
		)
		assert case.name == mentor.participant_name
		assert (
			matching.assess_match(
				case_of(mentee), case, make_link_between(mentor, mentee).policy, getdate(today())
			).findings[: len(mentor.eligibility().findings)]
			== mentor.eligibility().findings
		)


def make_link_between(mentor: Document, mentee: Document) -> Document:
	"""A link that is being written, filled as far as its form fills it."""
	link = frappe.new_doc("Mentoring Link", mentor=mentor.name, mentee=mentee.name)
	link.copy_from_people()
	link.keep_policy_version()
	return link


def test_the_facts_of_a_pair_are_those_that_its_link_is_judged_by():
	scheme = scheme_with_checks()
	household = make_household().name
	mentors = [
		*mentors_of_every_sort(scheme),
		make_mentor(scheme=scheme, participant=_in(household), capacity=1),
	]
	mentee = make_mentee(
		scheme=scheme,
		participant=_in(household),
		under_allegation=1,
		independent_support=mentors[2].participant_name.upper(),
	)
	both = make_mentor(scheme=scheme, participant=mentee.participant)
	make_link(scheme=scheme, mentor=mentors[0].name, mentee=mentee.name, decision_reason="For the test.")
	case, gathered = case_of(mentee), cases(mentee)
	for mentor in (*mentors, both):
		mentor = frappe.get_doc("Mentor", mentor.name)
		expected = pair_facts(make_link_between(mentor, mentee), mentor.open_links())
		assert matching.pair_facts(case, gathered[mentor.name]) == expected, mentor.name
	assert matching.pair_facts(case, gathered[mentors[0].name]).other_open_links_of_pair == 1
	assert matching.pair_facts(case, gathered[mentors[2].name]).supporter_is_mentor
	assert matching.pair_facts(case, gathered[mentors[-1].name]).same_household
	assert matching.pair_facts(case, gathered[both.name]).same_person


def _in(household: str) -> str:
	return make_participant(household=household).name


def test_people_are_known_by_what_their_participants_say():
	scheme = make_scheme().name
	area = make_area("Otley", location=point(*BRADFORD)).name
	mentor = mentor_with(
		scheme,
		"Autism",
		"Teenagers",
		area=area,
		location=point(*LEEDS),
		approvals=[
			{"approval_type": "Mainstream", "approved_on": ago(900)},
			{"approval_type": "Kinship", "approved_on": ago(900), "ended_on": ago(1)},
		],
	)
	person = cases(make_mentee(scheme=scheme))[mentor.name].person
	assert person.attributes == {Criterion.EXPERTISE: frozenset({"Autism", "Teenagers"})}
	assert person.approval_types == {"Mainstream"}
	assert (person.place, person.area, person.area_place) == (Place(*LEEDS), "Otley", Place(*BRADFORD))
	assert person.characteristics == {}


def test_a_mentee_is_known_by_referral_topics_and_wishes():
	scheme = make_scheme().name
	mentee = make_mentee(
		scheme=scheme,
		mentor_choice="Traditional mentor",
		under_allegation=1,
		independent_support=" Rosa Diaz ",
		topics=attributes("Autism"),
		wishes=[
			{"criterion": "Distance", "strength": "Must", "miles": 12},
			{"criterion": "Approval type", "strength": "Would like", "approval_type": "Kinship"},
			{"criterion": "Interests", "strength": "Must not", **attributes("Dogs", kind="Interests")[0]},
		],
	)
	case = case_of(mentee)
	assert (case.kind, case.topics) == (MentorKind.TRADITIONAL, {"Autism"})
	assert (case.under_allegation, case.independent_supporter) == (True, "Rosa Diaz")
	assert case.waiting_since == getdate(mentee.offer_answered_on)
	assert case.wishes == (
		Wish(Criterion.DISTANCE, Strength.MUST, miles=12),
		Wish(Criterion.APPROVAL_TYPE, Strength.WOULD_LIKE, frozenset({"Kinship"})),
		Wish(Criterion.INTERESTS, Strength.MUST_NOT, frozenset({"Dogs"})),
	)
	assert case_of(make_mentee(scheme=scheme, mentor_choice="Peer mentor")).kind is MentorKind.PEER
	assert case_of(make_mentee(scheme=scheme)).kind is None


@pytest.mark.parametrize(
	("status", "ending_kind", "good"),
	[
		("Closed", "Completed", True),
		("Ended Early", "Completed early", True),
		("Ended Early", "Ending without fault", False),
		("Ended Early", "Withdrawn", False),
		("Ended Early", "Not resumed after suspension", False),
		("Ended Early", "Moved away", None),
		("Closed", "", None),
		("Declined", "", False),
	],
)
def test_how_an_earlier_link_went_is_told_by_how_it_ended(status: str, ending_kind: str, good: bool | None):
	link = make_link()
	stand(link, status=status, ending_kind=ending_kind, ended_on=ago(5))
	mentee = frappe.get_doc("Mentee", link.mentee)
	case = cases(mentee)[link.mentor]
	(earlier,) = case.earlier[mentee.participant]
	assert (earlier.link, earlier.ended_on, earlier.good) == (link.name, ago(5), good)
	assert case.load == 0


def test_a_link_that_is_open_is_no_earlier_one():
	link = make_link(status="Active")
	mentee = frappe.get_doc("Mentee", link.mentee)
	case = cases(mentee)[link.mentor]
	assert (case.load, case.earlier) == (1, {})
	assert case_of(mentee).open_links_with[link.mentor_participant] == 1


def test_links_of_somebody_else_are_not_those_of_the_pair():
	link = make_link(status="Active")
	other = make_mentee(scheme=link.scheme)
	stand(make_link(scheme=link.scheme, mentor=link.mentor, decision_reason="x"), status="Closed")
	assert cases(other)[link.mentor].earlier == {}
	assert not case_of(other).open_links_with


def test_the_number_of_queries_does_not_grow_with_the_mentors():
	scheme = make_scheme().name
	mentee = make_mentee(scheme=scheme, topics=attributes("Autism"))
	make_equality_profile(
		participant=mentee.participant,
		wishes=[{"characteristic": "Religion", "strength": "Must", "same_as_own": 1}],
	)
	asked = []
	for more in (3, 27):
		for number in range(more):
			mentor = mentor_with(scheme, "Autism", location=point(*LEEDS))
			make_equality_profile(participant=mentor.participant)
			if number % 2:
				make_link(scheme=scheme, mentor=mentor.name, decision_reason="x", status="Active")
		api.shortlist(mentee.name)  # what the site keeps in its cache is read by now
		with counted() as queries:
			found = api.shortlist(mentee.name)
		assert found["candidates_total"] + found["excluded_total"] == (3 if more == 3 else 30)
		asked.append(len(queries))
	assert asked[0] == asked[1]
	assert asked[0] < 40


def test_the_number_of_queries_does_not_grow_with_the_mentees():
	scheme = make_scheme().name
	asked = []
	for more in (2, 8):
		names = [make_mentee(scheme=scheme).name for _ in range(more)]
		mentee_cases(names)
		with counted() as queries:
			mentor_cases(scheme, mentee_cases(names).values())
		asked.append(len(queries))
	assert asked[0] == asked[1]


def test_more_mentors_than_a_query_names_are_the_same_mentors(monkeypatch: pytest.MonkeyPatch):
	scheme = make_scheme().name
	mentee = make_mentee(scheme=scheme)
	names = [make_mentor(scheme=scheme).name for _ in range(4)]
	case = case_of(mentee)
	few = mentor_cases(scheme, [case], names[:3])
	monkeypatch.setattr("mentoring_scheme.mentoring_scheme.matching.gather.MANY", 2)
	assert mentor_cases(scheme, [case], names[:3]) == few
	assert set(few) == set(names[:3])


def test_a_shortlist_says_the_same_of_whatever_it_need_not_read():
	scheme = scheme_with_checks()
	mentors_of_every_sort(scheme)
	mentee = make_mentee(scheme=scheme, topics=attributes("Autism"))
	whole = matching.shortlist(
		case_of(mentee), cases(mentee).values(), policy_of_scheme(scheme), getdate(today())
	)
	found = api.shortlist(mentee.name, limit=5)
	assert [each["mentor"] for each in found["candidates"]] == [each.mentor for each in whole.candidates[:5]]
	assert [each["mentor"] for each in found["excluded"]] == [each.mentor for each in whole.excluded[:5]]
	assert (found["candidates_total"], found["excluded_total"]) == (
		len(whole.candidates),
		len(whole.excluded),
	)
	few = mentor_cases(scheme, [case_of(mentee)], policy=policy_of_scheme(scheme))
	assert not any(each.facts.active_periods for each in few.values())
	assert (
		matching.shortlist(case_of(mentee), few.values(), policy_of_scheme(scheme), getdate(today())) == whole
	)


@pytest.mark.parametrize("longest", [10, 20, 21, 22, 30, 1_000])
def test_no_attribute_is_lost_where_the_database_cuts_long_texts(longest: int):
	scheme = make_scheme().name
	words = attributes("Autism", "Teenagers, and older", "Sleep") + attributes("Dogs", kind="Interests")
	mentor = make_mentor(scheme=scheme, participant=make_participant(attributes=words).name)
	mentee = make_mentee(scheme=scheme)
	before = frappe.db.sql("select @@group_concat_max_len")[0][0]
	frappe.db.sql("set session group_concat_max_len = %s", longest)
	try:
		person = cases(mentee)[mentor.name].person
	finally:
		frappe.db.sql("set session group_concat_max_len = %s", before)
	assert person.attributes == {
		Criterion.EXPERTISE: frozenset({"Autism", "Teenagers, and older", "Sleep"}),
		Criterion.INTERESTS: frozenset({"Dogs"}),
	}


def test_only_mentors_of_the_scheme_are_gathered():
	mentee, stranger = make_mentee(), make_mentor()
	assert stranger.name not in cases(mentee)
	assert mentor_cases(mentee.scheme, [case_of(mentee)], [stranger.name]) == {}


def test_who_waits_is_listed_by_how_long():
	scheme = make_scheme().name
	short, long = (make_mentee(scheme=scheme, offer_answered_on=ago(day)) for day in (3, 20))
	make_mentee(scheme=scheme, offer_answer="", offer_answered_on=None)
	assert waiting(scheme) == [long.name, short.name]
	assert waiting(scheme, long.support_type) == [long.name, short.name]
	assert waiting(scheme, "Adversity") == []


# --- since when somebody waits


def test_a_mentee_waits_since_the_yes_until_a_link_is_proposed_and_again_when_it_is_declined():
	mentee = make_mentee(offer_answered_on=ago(30))
	assert getdate(mentee.waiting_since) == ago(30)
	link = make_link(scheme=mentee.scheme, mentee=mentee.name)
	assert frappe.db.get_value("Mentee", mentee.name, ["status", "waiting_since"]) == ("In a Link", None)
	stand(link, status="Declined")
	frappe.get_doc("Mentee", mentee.name).refresh_status()
	assert frappe.db.get_value("Mentee", mentee.name, ["status", "waiting_since"]) == ("Waiting", ago(30))


def test_nobody_types_since_when_a_mentee_waits():
	mentee = make_mentee(offer_answered_on=ago(30), waiting_since=ago(400))
	assert getdate(mentee.waiting_since) == ago(30)
	change(mentee, waiting_since=ago(500))
	assert frappe.db.get_value("Mentee", mentee.name, "waiting_since") == ago(30)
	change(mentee, withdrawn_on=today())
	assert frappe.db.get_value("Mentee", mentee.name, "waiting_since") is None


# --- what a shortlist shows


def test_a_shortlist_puts_the_mentor_first_who_knows_what_the_mentee_needs():
	scheme = make_scheme().name
	mentee = make_mentee(scheme=scheme, topics=attributes("Autism", "Teenagers"))
	half, both, neither = (
		mentor_with(scheme, *words) for words in (("Autism",), ("Autism", "Teenagers"), ("Babies",))
	)
	found = api.shortlist(mentee.name)
	assert [row["mentor"] for row in found["candidates"]] == [both.name, half.name, neither.name]
	assert [row["rank"] for row in found["candidates"]] == [1, 2, 3]
	assert (found["candidates_total"], found["excluded_total"]) == (3, 0)
	first = found["candidates"][0]
	(expertise,) = (row for row in first["contributions"] if row["criterion"] == "Expertise")
	assert expertise["fit"] == 100
	assert "Autism, Teenagers" in expertise["text"]
	assert first["lowest"] <= first["score"] <= first["highest"] <= 100
	assert abs(sum(row["points"] for row in first["contributions"]) - first["score"] * 10) <= 10


def test_a_shortlist_says_whom_it_is_for_and_what_is_not_known():
	scheme = make_scheme().name
	mentee = make_mentee(
		scheme=scheme,
		offer_answered_on=ago(12),
		topics=attributes("Autism"),
		wishes=[
			{"criterion": "Distance", "strength": "Must", "miles": 12},
			{"criterion": "Expertise", "strength": "Would like", **attributes("Autism")[0]},
		],
	)
	make_equality_profile(
		participant=mentee.participant,
		wishes=[{"characteristic": "Gender", "strength": "Must", "value": "Female"}],
	)
	found = api.shortlist(mentee.name)
	told = found["mentee"]
	assert (told["name"], told["participant_name"], told["scheme"]) == (
		mentee.name,
		mentee.participant_name,
		scheme,
	)
	assert (told["status"], told["days_waiting"], told["mentor_choice"]) == ("Waiting", 12, "No preference")
	assert told["topics"] == ["Autism"]
	assert told["wishes"] == [
		{"strength": "Must", "text": "Distance: 12 miles"},
		{"strength": "Would like", "text": "Expertise: Autism"},
	]
	assert told["personal_wishes"] == 1
	assert "It is not known what the mentee has been through." in [row["text"] for row in found["missing"]]
	assert all(row["remedy"] for row in found["missing"])
	assert (found["candidates"], found["excluded"], found["may_propose"]) == ([], [], True)


def test_who_is_excluded_is_told_with_the_reason():
	scheme = make_scheme().name
	resting = make_mentor(scheme=scheme, stage="On a Break")
	found = api.shortlist(make_mentee(scheme=scheme).name)
	assert found["candidates"] == []
	(row,) = found["excluded"]
	assert (row["mentor"], row["mentor_name"]) == (resting.name, resting.participant_name)
	(reason,) = row["reasons"]
	assert (reason["rule"], reason["overridable"]) == ("R13", False)
	assert "On a Break" in reason["text"]
	assert "another mentor" in reason["remedy"]


def test_no_more_rows_are_shown_than_asked_for_and_all_are_counted():
	scheme = make_scheme().name
	for stage in ("Active", "Active", "Active", "Suspended", "Suspended"):
		make_mentor(scheme=scheme, stage=stage)
	found = api.shortlist(make_mentee(scheme=scheme).name, limit=1)
	assert (len(found["candidates"]), found["candidates_total"]) == (1, 3)
	assert (len(found["excluded"]), found["excluded_total"]) == (1, 2)


def test_load_and_places_are_shown():
	scheme = make_scheme(mentees_at_a_time=2).name
	mentor = make_mentor(scheme=scheme, capacity=3)
	make_link(scheme=scheme, mentor=mentor.name, status="Active")
	(row,) = api.shortlist(make_mentee(scheme=scheme).name)["candidates"]
	assert (row["load"], row["places"]) == (1, 3)


@pytest.mark.parametrize(
	("mentor", "mentee", "text"),
	[
		({"location": point(*LEEDS)}, {"location": point(*BRADFORD)}, "8 miles"),
		({"location": point(*LEEDS)}, {"location": point(*LEEDS)}, "0 miles"),
		({"area": "Otley"}, {"area": "Otley"}, "Same area"),
		({"area": "Otley"}, {"area": "Ilkley"}, "Another area"),
		({"area": None}, {"area": "Ilkley"}, "Not known"),
	],
)
def test_the_distance_is_by_place_else_by_area_else_not_known(mentor: Any, mentee: Any, text: str):
	make_area("Otley"), make_area("Ilkley")
	scheme = make_scheme().name
	make_mentor(scheme=scheme, participant=make_participant(**mentor).name)
	referred = make_mentee(scheme=scheme, participant=make_participant(**mentee).name)
	shown = api.shortlist(referred.name)
	(row,) = [*shown["candidates"], *shown["excluded"]]
	assert api.why_not(referred.name, row["mentor"])["candidate"]["distance"] == text


def test_an_earlier_link_is_shown_with_how_it_went():
	scheme = make_scheme().name
	link = make_link(scheme=scheme)
	stand(link, status="Closed", ending_kind="Completed", ended_on=ago(3))
	(row,) = api.shortlist(link.mentee)["candidates"]
	(earlier,) = row["earlier"]
	assert (earlier["link"], earlier["good"]) == (link.name, True)
	assert "went well" in earlier["text"]


def test_what_nobody_knows_is_asked_first_and_comes_after_what_is_known():
	scheme = make_scheme().name
	must = {"criterion": "Kind of care", "strength": "Must", **attributes("Babies", kind="Kind of care")[0]}
	mentee = make_mentee(scheme=scheme, wishes=[must])
	unknown = make_mentor(scheme=scheme)
	known = mentor_with(scheme, "Babies", kind="Kind of care")
	other = mentor_with(scheme, "Teenagers", kind="Kind of care")
	found = api.shortlist(mentee.name)
	assert [row["mentor"] for row in found["candidates"]] == [known.name, unknown.name]
	assert [len(row["ask_first"]) for row in found["candidates"]] == [0, 1]
	assert "Babies" in found["candidates"][1]["ask_first"][0]["text"]
	assert [row["mentor"] for row in found["excluded"]] == [other.name]


def test_what_was_acknowledged_about_a_mentor_is_no_warning_any_more():
	scheme = make_scheme(mandatory_training="Warn").name
	late = [{"training": "Safer caring", "mandatory": 1, "due_on": ago(9)}]
	mentor = make_mentor(scheme=scheme, trainings=late)
	mentee = make_mentee(scheme=scheme)
	warned = [row["rule"] for row in api.shortlist(mentee.name)["candidates"][0]["warnings"]]
	assert "R7" in warned
	(finding,) = (each for each in mentor.eligibility().warnings if each.rule == "R7")
	decided = {
		"finding_key": finding.key,
		"rule": "R7",
		"severity": "Warning acknowledged",
		"finding": "Late.",
	}
	stand_row(mentor, "decisions", decided | {"reason": "She was ill.", "decided_by": "Administrator"})
	left = [row["rule"] for row in api.shortlist(mentee.name)["candidates"][0]["warnings"]]
	assert left == [rule for rule in warned if rule != "R7"]


def test_what_was_decided_about_a_mentor_is_no_reason_any_more():
	scheme = make_scheme("care-leavers-peer").name
	mentor = make_mentor(scheme=scheme, commitment_confirmed="No")
	policy = frappe.get_doc("Mentoring Scheme", scheme)
	change(policy, commitment_required=1)
	mentee = make_mentee(scheme=scheme)
	assert [row["mentor"] for row in api.shortlist(mentee.name)["excluded"]] == [mentor.name]
	decided = {"finding_key": "commitment", "rule": "R7", "finding": "No time.", "severity": "Override"}
	stand_row(mentor, "decisions", decided | {"reason": "He has now.", "decided_by": "Administrator"})
	assert [row["mentor"] for row in api.shortlist(mentee.name)["candidates"]] == [mentor.name]


def test_why_not_her_is_answered_for_whoever_is_asked_about():
	scheme = make_scheme().name
	mentee = make_mentee(scheme=scheme)
	free, resting = make_mentor(scheme=scheme), make_mentor(scheme=scheme, stage="On a Break")
	told = api.why_not(mentee.name, resting.name)
	assert (told["mentor"], told["mentor_name"]) == (resting.name, resting.participant_name)
	assert told["reasons"][0]["rule"] == "R13"
	assert told["candidate"]["mentor"] == resting.name
	assert api.why_not(mentee.name, free.name)["reasons"] == []


def test_up_to_four_are_compared_in_the_order_in_which_they_are_named():
	scheme = make_scheme().name
	mentee = make_mentee(scheme=scheme)
	names = [make_mentor(scheme=scheme).name for _ in range(5)]
	assert [row["mentor"] for row in api.compare(mentee.name, names[3::-1])] == names[3::-1]
	assert [row["mentor"] for row in api.compare(mentee.name, json.dumps(names[:2]))] == names[:2]
	for wrong in (names, []):
		with refused() as told:
			api.compare(mentee.name, wrong)
		assert told.says("one to 4 mentors")


# --- proposing


def test_a_proposal_is_a_link_that_keeps_why_and_how_well_they_fitted():
	scheme = make_scheme().name
	mentee = make_mentee(scheme=scheme, topics=attributes("Autism"))
	better, worse = mentor_with(scheme, "Autism"), mentor_with(scheme, "Babies")
	shown = {row["mentor"]: row for row in api.shortlist(mentee.name)["candidates"]}
	link = frappe.get_doc("Mentoring Link", api.propose(mentee.name, worse.name, " They know each other. "))
	assert (link.status, link.mentor, link.mentee) == ("Proposed", worse.name, mentee.name)
	assert (link.match_explanation, link.support_type) == ("They know each other.", mentee.support_type)
	row = shown[worse.name]
	assert (link.match_score, link.match_lowest, link.match_highest) == (
		row["score"],
		row["lowest"],
		row["highest"],
	)
	assert (link.match_rank, link.match_out_of, getdate(link.matched_on)) == (2, 2, getdate(today()))
	kept = {each.criterion: each for each in link.match_contributions}
	assert set(kept) == {each["criterion"] for each in row["contributions"]}
	assert (kept["Expertise"].fit, kept["Expertise"].known) == (0, 1)
	assert (kept["Experience"].fit, kept["Experience"].known) == (0, 0)
	assert kept["Expertise"].weight == 20
	assert better.name in shown


def test_a_mentee_who_has_a_proposal_already_is_shown_with_it():
	mentee = make_mentee()
	mentor = make_mentor(scheme=mentee.scheme)
	assert api.shortlist(mentee.name)["mentee"]["open_links"] == []
	link = api.propose(mentee.name, mentor.name, "They fit.")
	(shown,) = api.shortlist(mentee.name)["mentee"]["open_links"]
	assert shown == {"link": link, "text": f"{mentor.participant_name} (Proposed)"}


def test_a_proposal_says_why():
	mentee = make_mentee()
	mentor = make_mentor(scheme=mentee.scheme)
	with refused() as told:
		api.propose(mentee.name, mentor.name, "  ")
	assert told.says("Write why these two are matched")


@pytest.mark.parametrize(
	("values", "text"),
	[
		({"offer_answer": "Declined", "offer_reason": "Not now."}, "Declined"),
		({"offer_answer": "", "offer_answered_on": None}, "Offered"),
		({"withdrawn_on": days_ago(1)}, "Withdrawn"),
	],
)
def test_nobody_is_proposed_to_somebody_who_has_not_said_yes(values: dict[str, Any], text: str):
	mentee = make_mentee(**values)
	mentor = make_mentor(scheme=mentee.scheme)
	assert api.shortlist(mentee.name)["may_propose"] is False
	with refused() as told:
		api.propose(mentee.name, mentor.name, "They fit.")
	assert told.says(text, "Record the yes to the offer")


def test_a_mentee_without_support_type_is_told_to_choose_one():
	mentee = make_mentee(support_type=None)
	mentor = make_mentor(scheme=mentee.scheme)
	with refused() as told:
		api.propose(mentee.name, mentor.name, "They fit.")
	assert told.says("Choose the support type")


def test_a_proposal_goes_by_the_rules_of_the_link():
	scheme = make_scheme(mentees_at_a_time=1, mentees_rule="Warn").name
	mentee, mentor = make_mentee(scheme=scheme), make_mentor(scheme=scheme)
	make_link(scheme=scheme, mentor=mentor.name, status="Active")
	with refused(ReasonNeeded) as told:
		api.propose(mentee.name, mentor.name, "They fit.")
	assert told.says("(R19)")
	link = frappe.get_doc(
		"Mentoring Link", api.propose(mentee.name, mentor.name, "They fit.", "She has the time.")
	)
	assert [row.reason for row in link.decisions] == ["She has the time."]
	assert not link.decision_reason


def test_a_must_that_is_not_met_is_refused_and_a_manager_may_decide_otherwise():
	scheme = make_scheme().name
	must = {"criterion": "Kind of care", "strength": "Must", **attributes("Babies", kind="Kind of care")[0]}
	mentee = make_mentee(scheme=scheme, wishes=[must])
	mentor = mentor_with(scheme, "Teenagers", kind="Kind of care")
	with refused(ReasonNeeded) as told:  # the Administrator has every role
		api.propose(mentee.name, mentor.name, "They fit.")
	assert told.says("Babies", "(R18)")
	link = frappe.get_doc(
		"Mentoring Link", api.propose(mentee.name, mentor.name, "They fit.", "Both want it.")
	)
	assert (link.decisions[0].severity, link.match_rank, link.match_out_of) == ("Override", 0, 0)


def test_the_kind_of_mentor_that_was_chosen_is_kept_to():
	scheme = make_scheme().name
	mentee = make_mentee(scheme=scheme, mentor_choice="Peer mentor")
	mentor = make_mentor(scheme=scheme, kind="Traditional")
	with refused(ReasonNeeded) as told:
		make_link(scheme=scheme, mentee=mentee.name, mentor=mentor.name)
	assert told.says("The mentee chose a peer mentor", "(R17)")


def test_a_mentors_own_limit_asks_for_a_reason():
	scheme = make_scheme(mentees_at_a_time=5).name
	mentor = make_mentor(scheme=scheme, capacity=1)
	make_link(scheme=scheme, mentor=mentor.name, status="Active")
	with refused(ReasonNeeded) as told:
		make_link(scheme=scheme, mentor=mentor.name)
	assert told.says("own limit is 1 at a time", "(R19)")


def test_the_panel_of_a_link_says_what_the_mentee_insists_on():
	scheme = make_scheme().name
	must = {"criterion": "Kind of care", "strength": "Must", **attributes("Babies", kind="Kind of care")[0]}
	link = make_link(
		scheme=scheme, mentee=make_mentee(scheme=scheme, wishes=[must]).name, decision_reason="She will ask."
	)
	(found,) = (row for row in link.assessment()["findings"] if "Babies" in row["text"])
	assert (found["severity"], found["decided"], found["rule"]) == ("warn", True, "R18")


# --- what a link keeps


def test_what_is_kept_of_a_match_cannot_be_sent_along_nor_changed():
	sent = {
		"match_score": 99,
		"match_rank": 1,
		"match_out_of": 500,
		"matched_on": "2020-01-01",
		"match_contributions": [{"criterion": "Charm", "weight": 100, "fit": 100, "known": 1}],
	}
	link = make_link(**sent)
	kept = frappe.get_doc("Mentoring Link", link.name)
	assert (kept.match_out_of, getdate(kept.matched_on)) == (1, getdate(today()))
	assert kept.match_score != 99
	assert "Charm" not in [row.criterion for row in kept.match_contributions]
	before = [(row.criterion, row.fit, row.explanation) for row in kept.match_contributions]
	change(kept, **sent, matching_round=make_round(link.scheme))
	after = frappe.get_doc("Mentoring Link", link.name)
	assert [(row.criterion, row.fit, row.explanation) for row in after.match_contributions] == before
	assert (after.match_score, after.match_rank, after.matching_round) == (link.match_score, 1, None)


def test_what_is_kept_stays_when_the_people_change():
	link = make_link()
	score = link.match_score
	participant = frappe.get_doc("Mentoring Participant", link.mentee_participant)
	change(participant, attributes=attributes("Loss", kind="Experience"))
	change(frappe.get_doc("Mentoring Link", link.name), next_for_mentee="Nothing yet.")
	assert frappe.db.get_value("Mentoring Link", link.name, "match_score") == score


def test_a_link_of_a_round_keeps_its_figures_and_no_rank():
	mentee = make_mentee()
	mentor = make_mentor(scheme=mentee.scheme)
	own, sent_along = make_round(mentee.scheme), make_round(mentee.scheme)
	link = make_link(scheme=mentee.scheme, mentor=mentor.name, mentee=mentee.name, do_not_save=True)
	link.matching_round = sent_along
	link.flags.matching_round = own
	link.insert()
	assert (link.matching_round, link.match_rank, link.match_out_of) == (own, 0, 0)
	assert link.match_score and link.match_contributions


def make_round(scheme: str) -> str:
	return (
		frappe.get_doc({"doctype": "Mentoring Matching Round", "scheme": scheme, "title": "May"})
		.insert()
		.name
	)


# --- what wishes may say


@pytest.mark.parametrize(
	("wishes", "parts"),
	[
		([{"criterion": "Expertise"}], ["row 1", "fill in What"]),
		([{"criterion": "Approval type", "approval_type": "  "}], ["row 1", "fill in Approval type"]),
		([{"criterion": "Distance"}], ["row 1", "how many miles"]),
		(
			[
				{"criterion": "Distance", "miles": 5},
				{"criterion": "Interests", "attribute": "Expertise: Autism"},
			],
			["row 2", "“Expertise: Autism” is of the kind “Expertise”, not “Interests”"],
		),
		(
			[
				{"criterion": "Expertise", "strength": "Must", "attribute": "Expertise: Autism"},
				{"criterion": "Expertise", "strength": "Must not", "attribute": "Expertise: Autism"},
			],
			["row 2", "“Autism” is asked for in one row and not wanted in another"],
		),
		(
			[
				{"criterion": "Distance", "strength": "Must", "miles": 5},
				{"criterion": "Distance", "strength": "Must not", "miles": 10},
			],
			["row 2", "at most 5 miles away and not nearer than 10 miles"],
		),
		(
			[{"criterion": "Approval type", "approval_type": word} for word in ("Kinship", " kinship ")],
			["row 2", "stands in an earlier row already"],
		),
	],
)
def test_a_wish_that_says_nothing_or_contradicts_another_is_refused_by_its_row(wishes: Any, parts: list[str]):
	attributes("Autism")
	with refused() as told:
		make_mentee(wishes=[{"strength": "Would like"} | wish for wish in wishes])
	assert told.says(frappe.get_meta("Mentee").get_label("wishes"), *parts)


def test_only_the_field_that_fits_a_wish_stays_filled():
	(autism,) = attributes("Autism")
	everything = {**autism, "approval_type": "Kinship", "miles": 7}
	mentee = make_mentee(
		wishes=[
			{"criterion": criterion, **everything} for criterion in ("Expertise", "Approval type", "Distance")
		]
	)
	assert [(row.attribute, row.approval_type, row.miles) for row in mentee.wishes] == [
		("Expertise: Autism", None, 0),
		(None, "Kinship", 0),
		(None, None, 7),
	]


def test_topics_are_what_mentors_are_experts_in_and_each_stands_once():
	with refused() as told:
		make_mentee(topics=attributes("Babies", kind="Kind of care"))
	assert told.says("row 1", "is of the kind “Kind of care”; choose from “Expertise” here")
	with refused() as told:
		make_mentee(topics=attributes("Autism") * 2)
	assert told.says("row 2", "stands in an earlier row already")


def test_an_attribute_of_a_participant_stands_once():
	with refused() as told:
		make_participant(attributes=[*attributes("Autism"), *attributes("Babies"), *attributes("Autism")])
	assert told.says("Attributes, row 3", "“Expertise: Autism” stands in an earlier row already")


def test_messages_about_wishes_are_no_html():
	with refused() as told:
		make_mentee(
			wishes=[
				{"criterion": "Approval type", "strength": "Would like", "approval_type": "<img src=x>"}
				for _ in range(2)
			]
		)
	assert "&lt;img" in told.message or "<img src=x>" in told.message
	assert told.message.count("img") == 1


@pytest.mark.parametrize(
	("wishes", "parts"),
	[
		([{"characteristic": "Religion"}], ["row 1", "write what is asked for"]),
		([{"characteristic": "Distance", "same_as_own": 1}], ["Distance"]),
		([{"characteristic": "Culture", "same_as_own": 1}], ["row 1", "says nothing about Culture"]),
		(
			[
				{"characteristic": "Gender", "strength": "Must", "value": "Female"},
				{"characteristic": "Gender", "strength": "Must", "value": "Male"},
			],
			["row 2", "cannot be both “Female” and “Male”"],
		),
		(
			[
				{"characteristic": "Religion", "strength": "Must", "same_as_own": 1},
				{"characteristic": "Religion", "strength": "Must not", "value": "quaker"},
			],
			["row 2", "is asked for in one row and not wanted in another"],
		),
	],
)
def test_a_wish_about_a_characteristic_says_something_and_contradicts_nothing(wishes: Any, parts: list[str]):
	with refused() as told:
		make_equality_profile(wishes=[{"strength": "Would like"} | wish for wish in wishes])
	assert told.says(*parts)


def test_the_same_as_ones_own_follows_the_profile():
	mentee = make_mentee()
	profile = make_equality_profile(
		participant=mentee.participant,
		religion="Quaker",
		wishes=[{"characteristic": "Religion", "strength": "Must", "same_as_own": 1, "value": "Muslim"}],
	)
	assert profile.wishes[0].value is None
	assert case_of(mentee).wishes == (Wish(Criterion.RELIGION, Strength.MUST, frozenset({"Quaker"})),)
	change(profile, religion="Baptist")
	assert case_of(mentee).wishes == (Wish(Criterion.RELIGION, Strength.MUST, frozenset({"Baptist"})),)


def test_a_must_that_says_nothing_is_asked_about_instead_of_being_passed_over():
	mentee = make_mentee()
	mentor = make_mentor(scheme=mentee.scheme)
	profile = make_equality_profile(
		participant=mentee.participant,
		wishes=[{"characteristic": "Religion", "strength": "Must", "same_as_own": 1}],
	)
	stand(profile, religion=None)
	(row,) = api.shortlist(mentee.name)["candidates"]
	assert (row["mentor"], len(row["ask_first"])) == (mentor.name, 1)


def test_whoever_would_rather_not_say_is_not_known():
	scheme = make_scheme().name
	mentee = make_mentee(scheme=scheme)
	make_equality_profile(
		participant=mentee.participant,
		wishes=[
			{"characteristic": "Disability", "strength": "Would like", "value": "No"},
			{"characteristic": "Language", "strength": "Would like", "value": "Urdu"},
		],
	)
	silent, speaks = make_mentor(scheme=scheme), make_mentor(scheme=scheme)
	make_equality_profile(participant=silent.participant, disability="Prefer not to say", first_language=" ")
	make_equality_profile(
		participant=speaks.participant,
		disability="Yes",
		first_language="English",
		other_languages="Urdu, Polish",
	)
	gathered = cases(mentee)
	assert gathered[silent.name].person.characteristics == {}
	assert gathered[speaks.name].person.characteristics == {
		Criterion.DISABILITY: {"Yes"},
		Criterion.LANGUAGE: {"English", "Urdu", "Polish"},
	}


def test_a_person_has_one_equality_profile():
	participant = make_participant().name
	first = make_equality_profile(participant=participant)
	with refused(frappe.DuplicateEntryError) as told:
		make_equality_profile(participant=participant)
	assert told.says("has an equality profile already", first.name)
	first.save()


# --- words and places


@pytest.mark.parametrize("again", ["Zither music", "  zither music ", "ZITHER MUSIC"])
def test_a_word_stands_in_the_list_once_however_it_is_written(again: str):
	first = make_attribute("Expertise", "  Zither music ")
	assert (first.name, first.attribute) == ("Expertise: Zither music", "Zither music")
	with refused(frappe.DuplicateEntryError) as told:
		make_attribute("Expertise", again)
	assert told.says("is in the list already", "Expertise: Zither music")
	assert make_attribute("Experience", again).name.startswith("Experience: ")
	first.save()


def test_the_kind_of_a_word_does_not_change():
	word = make_attribute("Expertise", "Zither music")
	with refused():
		change(word, kind="Interests")


@pytest.mark.parametrize("again", ["North  Leeds", "north leeds", " North Leeds"])
def test_an_area_stands_in_the_list_once_however_it_is_written(again: str):
	area = make_area(" North Leeds ")
	assert area.name == "North Leeds"
	with refused(frappe.DuplicateEntryError) as told:
		frappe.get_doc({"doctype": "Mentoring Area", "area_name": again}).insert()
	assert told.says("is in the list already", "North Leeds")
	area.save()


TWO_POINTS = json.dumps(
	{
		"type": "FeatureCollection",
		"features": [json.loads(point(*place))["features"][0] for place in (LEEDS, BRADFORD)],
	}
)
A_LINE = json.dumps(
	{
		"type": "FeatureCollection",
		"features": [
			{"type": "Feature", "geometry": {"type": "LineString", "coordinates": [[0, 1], [2, 3]]}}
		],
	}
)


@pytest.mark.parametrize(
	("location", "text"),
	[
		(TWO_POINTS, "exactly one point"),
		(A_LINE, "exactly one point"),
		("here", "exactly one point"),
		("[]", "exactly one point"),
		("{}", "exactly one point"),
		(point(LEEDS[1], "x"), "exactly one point"),
		(point(91, 0), "between -90 and 90"),
		(point(0, 358.5), "between -180 and 180"),
		(point(float("nan"), 0), "outside the map"),
	],
)
@pytest.mark.parametrize("make", [make_participant, lambda **values: make_area("Otley", **values)])
def test_a_place_is_one_point_within_the_world(location: str, text: str, make: Callable[..., Document]):
	with refused() as told:
		make(location=location)
	assert told.says(text)


@pytest.mark.parametrize("location", ["", None, "  ", '{"type": "FeatureCollection", "features": []}'])
def test_a_map_without_a_marker_is_empty(location: str | None):
	assert make_participant(location=location).location is None


def test_a_place_that_came_in_past_the_forms_is_not_known():
	scheme = make_scheme().name
	mentor = make_mentor(scheme=scheme)
	stand(frappe.get_doc("Mentoring Participant", mentor.participant), location=TWO_POINTS)
	assert cases(make_mentee(scheme=scheme))[mentor.name].person.place is None
