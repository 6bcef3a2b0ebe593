"""A round of matching in the desk: worked out, looked through, and proposed pair by pair (R18, R21)."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from datetime import date
from typing import Any

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import format_date, today
from makers import (
	days_ago,
	make_attribute,
	make_equality_profile,
	make_link,
	make_matching_round,
	make_mentee,
	make_mentor,
	make_participant,
	make_scheme,
	make_user,
	stand,
)
from queries import count_queries
from story import acting, change, refused
from workers import at_once

from mentoring_scheme.mentoring_scheme.doctype.mentoring_matching_round import proposals

SKILLS = ("Teenagers", "Sibling groups", "Courts", "Schools")
WEIGHED = {
	"matching_criteria": [{"criterion": "Experience", "weight": 100}],
	"points_per_week_waited": 0,
	"lowest_score_in_round": 0,
	"unknown_counts": 50,
	"mentees_at_a_time": 2,
}


def attribute(kind: str, words: str) -> str:
	"""A word for what people have in common, made where it is not there yet."""
	name = f"{kind}: {words}"
	return name if frappe.db.exists("Mentoring Attribute", name) else make_attribute(kind, words).name


def experience(*skills: str) -> list[dict[str, str]]:
	"""Rows of what somebody has been through."""
	return [{"attribute": attribute("Experience", skill)} for skill in skills]


def mentor_of(scheme: str, name: str, *skills: str, places: int = 1, **values: Any) -> str:
	"""A mentor with so many places."""
	person = make_participant(participant_name=name, attributes=experience(*skills), **values)
	return make_mentor(scheme=scheme, participant=person.name, capacity=places).name


def mentee_of(scheme: str, name: str, *skills: str, waits: int = 28, **values: Any) -> str:
	"""A mentee who said yes so many days ago."""
	person = make_participant(
		participant_name=name,
		attributes=experience(*skills),
		approvals=[{"approval_type": "Mainstream", "approved_on": days_ago(56), "level": 1}],
		active_periods=[],
		date_of_birth=date(2000, 1, 31),
		**values,
	)
	mentee = make_mentee(
		scheme=scheme,
		participant=person.name,
		referred_on=days_ago(waits + 20),
		offered_on=days_ago(waits + 10),
		offer_answered_on=days_ago(waits),
	)
	return stand(mentee, waiting_since=days_ago(waits)).name


@dataclass(frozen=True)
class Waiting:
	"""Peter has waited longest and fits Carol best; but Carol is the only mentor who does not live with Dora."""

	scheme: str
	co_ordinator: str
	peter: str
	dora: str
	carol: str
	alice: str

	def round(self, **values: Any) -> Document:
		with acting(self.co_ordinator):
			return make_matching_round(scheme=self.scheme, **values)

	def worked_out(self, **values: Any) -> Document:
		with acting(self.co_ordinator):
			matching_round = make_matching_round(scheme=self.scheme, **values)
			matching_round.work_out()
			return matching_round

	def ticked(self, *mentees: str, **values: Any) -> Document:
		"""A round that is worked out, in which the pairs of these mentees are ticked."""
		matching_round = self.worked_out(**values)
		with acting(self.co_ordinator):
			tick(matching_round, *mentees)
		return matching_round

	def propose(self, matching_round: Document) -> dict[str, int]:
		with acting(self.co_ordinator):
			return frappe.get_doc(matching_round.doctype, matching_round.name).propose()


def waiting_people() -> Waiting:
	co_ordinator = make_user("Mentoring Co-ordinator")
	scheme = make_scheme(members={co_ordinator: "Co-ordinator"}, **WEIGHED).name
	carol = mentor_of(scheme, "Carol", *SKILLS)
	alice = mentor_of(scheme, "Alice", *SKILLS[:3])
	home = frappe.db.get_value(
		"Mentoring Participant", frappe.db.get_value("Mentor", alice, "participant"), "household"
	)
	peter = mentee_of(scheme, "Peter", *SKILLS, waits=40)
	dora = mentee_of(scheme, "Dora", *SKILLS, waits=10, household=home)
	return Waiting(scheme, co_ordinator, peter, dora, carol, alice)


@pytest.fixture
def people() -> Waiting:
	return waiting_people()


def tick(matching_round: Document, *mentees: str, reason: str | None = None) -> Document:
	"""Tick the pairs of these mentees as the form does, and save."""
	for mentee in mentees:
		row_of(matching_round, mentee).update({"chosen": 1, "reason": reason})
	return matching_round.save()


def row_of(matching_round: Document, mentee: str) -> Any:
	return next(row for row in matching_round.pairs if row.mentee == mentee)


def links_of(*mentees: str) -> list[Any]:
	return frappe.get_all(
		"Mentoring Link",
		{"mentee": ["in", mentees]},
		["name", "mentor", "mentee", "status", "matching_round", "match_explanation", "co_ordinator"],
		order_by="mentee",
	)


def pin(kind: str, mentee: str, mentor: str, reason: str | None = None) -> dict[str, Any]:
	return {"pin": kind, "mentee": mentee, "mentor": mentor, "reason": reason}


def said(matching_round: Document) -> dict[str, Any]:
	"""What the form says above the pairs."""
	matching_round.reload().run_method("onload")
	return matching_round.get_onload("matching_round")


# --- working out


def test_a_new_round_is_named_after_the_day_and_holds_nothing(people):
	matching_round = people.round()
	assert matching_round.title == f"Round of {format_date(today(), 'd MMMM yyyy')}"
	assert (matching_round.status, matching_round.pairs) == ("Not worked out", [])
	assert said(matching_round)["summary"] == ""
	assert people.round(title="Spring round").title == "Spring round"


def test_all_at_once_finds_a_mentor_for_more_than_one_by_one(people):
	matching_round = people.worked_out()
	peter, dora = row_of(matching_round, people.peter), row_of(matching_round, people.dora)
	assert (peter.mentor, peter.score, peter.one_by_one_mentor, peter.one_by_one_score) == (
		people.alice,
		75,
		people.carol,
		100,
	)
	assert (dora.mentor, dora.score, dora.one_by_one_mentor) == (people.carol, 100, None)
	assert [row.weeks_waited for row in matching_round.pairs] == [5, 1]
	assert (matching_round.matched, matching_round.one_by_one_matched) == (2, 1)
	assert (matching_round.total_score, matching_round.one_by_one_total) == (175, 100)
	assert matching_round.places_free == 2
	assert matching_round.status == "Worked out"
	assert matching_round.policy_version == frappe.db.get_value(
		"Mentoring Scheme", people.scheme, "policy_version"
	)


def test_the_summary_says_what_it_is_worth_beside_one_by_one(people):
	assert said(people.worked_out())["summary"] == (
		"2 of 2 waiting mentees would have a mentor (one by one: 1); total score 175 against 100."
	)


def test_where_waiting_gives_points_the_summary_counts_them(people):
	change(frappe.get_doc("Mentoring Scheme", people.scheme), points_per_week_waited=2)
	summary = said(people.worked_out())["summary"]
	assert summary.endswith("Counting the weeks waited, as the scheme does: 187 against 110.")


def test_the_difference_is_explained_by_names(people):
	matching_round = people.worked_out()
	explanation = row_of(matching_round, people.peter).explanation
	assert "Peter gets Alice instead of Carol, who is the only one possible for Dora." in explanation
	assert "75 of 100; with Carol it would be 100" in explanation
	for key in (people.peter, people.dora, people.carol, people.alice):
		assert key not in explanation


def test_each_pair_keeps_what_its_score_consists_of(people):
	row = row_of(people.worked_out(), people.peter)
	(contribution,) = json.loads(row.contributions)
	assert (contribution["criterion"], contribution["weight"], contribution["fit"]) == (
		"Experience",
		100,
		75,
	)
	assert (row.lowest, row.highest) == (75, 75)
	assert json.loads(row.warnings) == []


def test_who_gets_nobody_is_told_why(people):
	stand(frappe.get_doc("Mentor", people.carol), stage="On a Break")
	row = row_of(people.worked_out(), people.dora)
	assert (row.mentor, row.score) == (None, 0)
	assert row.explanation


def test_only_those_of_one_support_type_take_part(people):
	other = frappe.get_all(
		"Mentoring Support Type", {"parent": people.scheme}, pluck="support_type", order_by="idx"
	)[1]
	stand(frappe.get_doc("Mentee", people.dora), support_type=other)
	matching_round = people.worked_out(support_type=other)
	assert [row.mentee for row in matching_round.pairs] == [people.dora]
	with refused() as told:
		people.round(support_type="Gardening")
	assert told.says("no support type “Gardening”")


def test_what_was_personally_asked_for_is_kept_without_a_name(people):
	participant = frappe.db.get_value("Mentee", people.peter, "participant")
	make_equality_profile(
		participant=participant,
		religion="Quaker",
		wishes=[{"characteristic": "Religion", "strength": "Would like", "value": "Quaker"}],
	)
	make_equality_profile(
		participant=frappe.db.get_value("Mentor", people.alice, "participant"), religion="Quaker"
	)
	row = row_of(people.worked_out(), people.peter)
	kept = f"{row.contributions} {row.warnings} {row.explanation}".lower()
	assert "asked for personally" in kept
	assert "quaker" not in kept
	assert "religion" not in kept


def test_working_out_again_replaces_what_was_there(people):
	matching_round = people.worked_out()
	before = {row.name for row in matching_round.pairs}
	third = mentee_of(people.scheme, "Una", "Courts")
	with acting(people.co_ordinator):
		matching_round.work_out()
	assert {row.mentee for row in matching_round.pairs} == {people.peter, people.dora, third}
	assert not before & set(frappe.get_all("Mentoring Round Pair", pluck="name"))


def test_each_working_out_stands_on_the_timeline(people):
	matching_round = people.worked_out()
	(comment,) = frappe.get_all(
		"Comment", {"reference_name": matching_round.name, "comment_type": "Info"}, ["content", "owner"]
	)
	assert comment.content.startswith("2 of 2 waiting mentees")
	assert comment.owner == people.co_ordinator


# --- nothing to bring together


def test_nobody_waits(people):
	for mentee in (people.peter, people.dora):
		change(frappe.get_doc("Mentee", mentee), withdrawn_on=today())
	matching_round = people.worked_out()
	assert (matching_round.status, matching_round.pairs) == ("Worked out", [])
	told = said(matching_round)
	assert told["summary"] == "Nobody was waiting for a mentor."
	assert "Record the offer on the mentee." in told["notes"][0]


def test_no_place_is_free(people):
	for mentor in (people.carol, people.alice):
		stand(frappe.get_doc("Mentor", mentor), stage="On a Break")
	matching_round = people.worked_out()
	assert (matching_round.matched, matching_round.places_free) == (0, 0)
	told = said(matching_round)
	assert told["summary"].startswith("0 of 2 waiting mentees would have a mentor")
	assert "no free place" in told["notes"][0]
	assert all(row.explanation for row in matching_round.pairs)


def test_a_scheme_that_weighs_nothing_says_so(people):
	change(frappe.get_doc("Mentoring Scheme", people.scheme), matching_criteria=[])
	matching_round = people.worked_out()
	assert (matching_round.matched, matching_round.total_score) == (2, 0)
	assert "weighs nothing" in said(matching_round)["notes"][0]


def test_a_scheme_that_is_closed_works_nothing_out(people):
	matching_round = people.round()
	stand(frappe.get_doc("Mentoring Scheme", people.scheme), enabled=0)
	frappe.clear_document_cache("Mentoring Scheme", people.scheme)
	with refused() as told, acting(people.co_ordinator):
		matching_round.work_out()
	assert told.says("is not enabled")


# --- pins


def test_a_locked_pair_is_taken_first(people):
	matching_round = people.worked_out(pins=[pin("Lock", people.peter, people.carol)])
	peter = row_of(matching_round, people.peter)
	assert (peter.mentor, peter.locked) == (people.carol, 1)
	assert row_of(matching_round, people.dora).mentor is None


def test_an_excluded_pair_is_never_taken(people):
	reason = "They fell out at a support meeting."
	matching_round = people.worked_out(pins=[pin("Exclude", people.peter, people.alice, reason)])
	assert row_of(matching_round, people.peter).mentor != people.alice


def test_pins_make_the_result_out_of_date_until_it_is_worked_out_again(people):
	matching_round = people.worked_out()
	with acting(people.co_ordinator):
		matching_round.append("pins", pin("Lock", people.peter, people.carol))
		matching_round.save()
	assert matching_round.status == "Out of date"
	told = said(matching_round)
	assert not told["current"]
	assert "Work the pairs out again" in told["out_of_date"][0]
	with refused() as told, acting(people.co_ordinator):
		tick(matching_round, people.dora).propose()
	assert told.says("not up to date")
	with acting(people.co_ordinator):
		matching_round.work_out()
	assert matching_round.status == "Worked out"
	assert said(matching_round)["current"]


@pytest.mark.parametrize(
	("pins", "message"),
	[
		(
			[("Lock", "peter", "carol"), ("Lock", "peter", "carol")],
			"Peter and Carol stand in the rows 1 and 2",
		),
		([("Lock", "peter", "carol"), ("Exclude", "peter", "carol")], "locked and excluded at the same time"),
		(
			[("Lock", "peter", "carol"), ("Lock", "peter", "alice")],
			"locked with more than one mentor: Carol · Alice",
		),
		([("Exclude", "peter", "carol", " ")], "Write why Peter and Carol are not to be brought together"),
	],
)
def test_pins_that_contradict_each_other_are_refused_with_their_rows(people, pins, message):
	rows = [
		pin(kind, getattr(people, mentee), getattr(people, mentor), *reason or ["Known to each other."])
		for kind, mentee, mentor, *reason in pins
	]
	with refused() as told:
		people.round(pins=rows)
	assert told.says(message)


@pytest.mark.parametrize("role", ["mentee", "mentor"])
def test_pins_are_people_of_the_scheme(people, role):
	elsewhere = make_scheme(members={people.co_ordinator: "Co-ordinator"}).name
	foreign = {
		"mentee": lambda: mentee_of(elsewhere, "Fay"),
		"mentor": lambda: mentor_of(elsewhere, "Fay"),
	}[role]()
	row = pin("Lock", people.peter, people.carol) | {role: foreign}
	with refused() as told:
		people.round(pins=[row])
	assert told.says(f"Fay belongs to the scheme {elsewhere}", people.scheme)


def test_a_lock_that_breaks_a_rule_names_the_pair(people):
	matching_round = people.round(pins=[pin("Lock", people.dora, people.alice)])
	with refused() as told, acting(people.co_ordinator):
		matching_round.work_out()
	assert told.says("Dora", "Alice", "same household")
	assert not told.message.count(people.dora)


def test_a_lock_of_somebody_who_waits_no_more_is_refused(people):
	matching_round = people.round(pins=[pin("Lock", people.peter, people.carol)])
	change(frappe.get_doc("Mentee", people.peter), withdrawn_on=today())
	with refused() as told, acting(people.co_ordinator):
		matching_round.work_out()
	assert told.says("Peter is locked with Carol but takes no part", "Remove the lock")


# --- what a client sends


def test_results_cannot_be_sent_along(people):
	matching_round = people.worked_out()
	with acting(people.co_ordinator):
		sent = frappe.get_doc("Mentoring Matching Round", matching_round.name)
		row = row_of(sent, people.peter)
		row.update({"mentor": people.carol, "score": 99, "explanation": "Because.", "locked": 1})
		row.update({"chosen": 1, "reason": "They know each other."})
		sent.update(
			{"total_score": 999, "matched": 9, "status": "Proposed", "notes": "Looked through on Monday."}
		)
		sent.append("pairs", {"mentee": people.dora, "mentor": people.alice, "chosen": 1})
		sent.save()
	stored = frappe.get_doc("Mentoring Matching Round", matching_round.name)
	row = row_of(stored, people.peter)
	assert (row.mentor, row.score, row.locked) == (people.alice, 75, 0)
	assert row.explanation != "Because."
	assert (row.chosen, row.reason) == (1, "They know each other.")
	assert (stored.total_score, stored.matched, stored.status) == (175, 2, "Worked out")
	assert stored.notes == "Looked through on Monday."
	assert len(stored.pairs) == 2


def test_pairs_cannot_be_left_out_or_come_with_a_new_round(people):
	matching_round = people.worked_out()
	with acting(people.co_ordinator):
		sent = frappe.get_doc("Mentoring Matching Round", matching_round.name)
		sent.pairs = []
		sent.save()
		assert len(sent.reload().pairs) == 2
	pairs = [{"mentee": people.dora, "mentor": people.alice, "chosen": 1}]
	new = people.round(
		pairs=pairs, status="Worked out", matched=7, policy_version=matching_round.policy_version
	)
	assert (new.pairs, new.status, new.matched, new.policy_version) == ([], "Not worked out", 0, None)


def test_rows_cannot_be_changed_past_the_round(people):
	"""The platform's API saves a row by itself where it is asked to."""
	reason = "Known to each other."
	matching_round = people.worked_out(pins=[pin("Exclude", people.peter, people.carol, reason)])
	pair, pinned = row_of(matching_round, people.dora).name, matching_round.pins[0].name
	with acting(people.co_ordinator):
		for doctype, name, value in (
			("Mentoring Round Pair", pair, {"mentor": people.alice}),
			("Mentoring Round Pin", pinned, {"pin": "Lock"}),
		):
			with refused(frappe.PermissionError) as told:
				change(frappe.get_doc(doctype, name), **value)
			assert told.says("Change it there.")
			with refused(frappe.PermissionError):
				frappe.delete_doc(doctype, name)
		here = {"parent": matching_round.name, "parenttype": matching_round.doctype, "parentfield": "pairs"}
		with refused(frappe.PermissionError):
			frappe.get_doc({"doctype": "Mentoring Round Pair", "mentee": people.dora, **here}).insert()
	assert row_of(matching_round.reload(), people.dora).mentor == people.carol
	assert matching_round.pins[0].pin == "Exclude"


def test_what_a_form_sends_along_is_not_what_is_proposed(people):
	"""The desk calls a method with the whole document as the browser has it."""
	matching_round = people.worked_out()
	with acting(people.co_ordinator):
		row_of(matching_round, people.dora).update({"mentor": people.alice, "chosen": 1})
		with refused() as told:
			matching_round.propose()
	assert told.says("No pair is ticked")
	assert not links_of(people.dora)


def test_a_pair_without_a_mentor_cannot_be_ticked(people):
	stand(frappe.get_doc("Mentor", people.carol), stage="On a Break")
	matching_round = people.ticked(people.dora)
	assert not row_of(matching_round.reload(), people.dora).chosen


# --- proposing


def test_ticked_pairs_become_proposed_links_and_the_others_do_not(people):
	matching_round = people.ticked(people.dora)
	assert people.propose(matching_round) == {"proposed": 1, "failed": 0, "left": 0}
	(link,) = links_of(people.dora, people.peter)
	assert (link.mentor, link.status, link.matching_round) == (people.carol, "Proposed", matching_round.name)
	assert link.co_ordinator == people.co_ordinator
	matching_round.reload()
	row = row_of(matching_round, people.dora)
	assert (row.link, row.chosen, row.outcome) == (link.name, 0, "")
	assert matching_round.status == "Proposed"
	assert row_of(matching_round, people.peter).link is None
	assert frappe.db.get_value("Mentee", people.dora, "status") == "In a Link"


def test_a_link_says_why_without_telling_of_others_in_the_round(people):
	matching_round = people.ticked(people.peter, people.dora)
	people.propose(matching_round)
	of_peter = next(link for link in links_of(people.peter, people.dora) if link.mentee == people.peter)
	assert matching_round.title in of_peter.match_explanation
	assert "of 100" not in of_peter.match_explanation, (
		"the score stands on the link, where it tells nothing personal"
	)
	assert frappe.db.get_value("Mentoring Link", of_peter.name, "match_score") == 75
	assert "Dora" not in of_peter.match_explanation
	assert "Carol" not in of_peter.match_explanation


def test_the_matching_round_of_a_link_cannot_be_sent_along(people):
	matching_round = people.worked_out()
	with acting(people.co_ordinator):
		link = make_link(mentor=people.alice, mentee=people.peter, matching_round=matching_round.name)
		assert not link.reload().matching_round
		assert not change(link, matching_round=matching_round.name).reload().matching_round


def test_nothing_is_proposed_before_something_is_ticked(people):
	matching_round = people.worked_out()
	with refused() as told:
		people.propose(matching_round)
	assert told.says("No pair is ticked")


def test_pressing_twice_makes_one_link(people):
	matching_round = people.ticked(people.dora)
	people.propose(matching_round)
	with refused():
		people.propose(matching_round)
	with acting(people.co_ordinator):
		tick(frappe.get_doc("Mentoring Matching Round", matching_round.name), people.dora)
	with refused():
		people.propose(matching_round)
	assert len(links_of(people.dora)) == 1


def test_what_became_impossible_says_so_on_its_row_and_the_others_go_on(people):
	third = mentee_of(people.scheme, "Una", "Courts", waits=3)
	mentor_of(people.scheme, "Bea", "Courts")
	matching_round = people.ticked(people.peter, people.dora, third)
	stand(frappe.get_doc("Mentor", people.alice), stage="On a Break")
	change(frappe.get_doc("Mentee", people.dora), withdrawn_on=today())
	assert people.propose(matching_round) == {"proposed": 1, "failed": 2, "left": 0}
	matching_round.reload()
	assert "On a Break" in row_of(matching_round, people.peter).outcome
	assert "<" not in row_of(matching_round, people.peter).outcome
	assert row_of(matching_round, people.dora).outcome == (
		"Dora does not wait for a mentor any more (“Withdrawn”)."
	)
	assert row_of(matching_round, third).link
	assert [link.mentee for link in links_of(people.peter, people.dora, third)] == [third]
	assert not frappe.message_log


def test_who_was_linked_by_hand_meanwhile_is_not_linked_again(people):
	matching_round = people.ticked(people.peter)
	with acting(people.co_ordinator):
		make_link(mentor=people.carol, mentee=people.peter)
	assert people.propose(matching_round)["failed"] == 1
	assert "In a Link" in row_of(matching_round.reload(), people.peter).outcome
	assert len(links_of(people.peter)) == 1


def test_a_place_that_is_gone_asks_for_a_reason_and_then_goes_on(people):
	matching_round = people.ticked(people.peter)
	make_link(mentor=people.alice, mentee=mentee_of(people.scheme, "Una"))
	assert people.propose(matching_round)["failed"] == 1
	row = row_of(matching_round.reload(), people.peter)
	assert "1 other open link" in row.outcome or "limit" in row.outcome
	assert json.loads(row.warnings)
	with acting(people.co_ordinator):
		tick(matching_round, people.peter, reason="Una's link ends this week.")
	assert people.propose(matching_round)["proposed"] == 1
	(link,) = links_of(people.peter)
	(decision,) = frappe.get_doc("Mentoring Link", link.name).decisions
	assert (decision.reason, decision.decided_by) == ("Una's link ends this week.", people.co_ordinator)
	assert row_of(matching_round.reload(), people.peter).outcome == ""


def test_a_must_that_is_not_known_is_only_in_the_round_when_asked_for_and_wants_a_reason(people):
	wish = {"criterion": "Interests", "strength": "Must", "attribute": attribute("Interests", "Gardening")}
	change(frappe.get_doc("Mentee", people.peter), wishes=[wish])
	assert row_of(people.worked_out(), people.peter).mentor is None
	matching_round = people.ticked(people.peter, ask_first_too=1)
	row = row_of(matching_round, people.peter)
	assert row.mentor
	assert any("Gardening" in each["text"] for each in json.loads(row.warnings))
	assert "Gardening" not in row.explanation, "said once"
	assert people.propose(matching_round)["failed"] == 1
	assert not links_of(people.peter)
	with acting(people.co_ordinator):
		tick(matching_round.reload(), people.peter, reason="She told us on the phone.")
	assert people.propose(matching_round)["proposed"] == 1


def test_a_reason_answers_only_what_was_seen_when_it_was_written(people):
	wish = {"criterion": "Interests", "strength": "Must", "attribute": attribute("Interests", "Gardening")}
	change(frappe.get_doc("Mentee", people.peter), wishes=[wish])
	matching_round = people.worked_out(ask_first_too=1)
	mentor = row_of(matching_round, people.peter).mentor
	with acting(people.co_ordinator):
		tick(matching_round, people.peter, reason="She told us on the phone.")
	make_link(mentor=mentor, mentee=mentee_of(people.scheme, "Una"))
	assert people.propose(matching_round)["failed"] == 1
	assert not links_of(people.peter)
	row = row_of(matching_round.reload(), people.peter)
	assert row.outcome.startswith("There is something new to give a reason for.")
	assert len(json.loads(row.warnings)) == 2


def test_a_reason_that_nothing_asks_for_does_not_stay_on_the_link(people):
	matching_round = people.worked_out()
	with acting(people.co_ordinator):
		tick(matching_round, people.dora, reason="Just in case.")
	people.propose(matching_round)
	(link,) = links_of(people.dora)
	assert not frappe.db.get_value("Mentoring Link", link.name, "decision_reason")


def test_many_pairs_are_dealt_with_some_at_a_time(people, monkeypatch):
	monkeypatch.setattr(proposals, "AT_ONCE", 1)
	matching_round = people.ticked(people.peter, people.dora)
	assert people.propose(matching_round) == {"proposed": 1, "failed": 0, "left": 1}
	assert len(links_of(people.peter, people.dora)) == 1
	assert people.propose(matching_round) == {"proposed": 1, "failed": 0, "left": 0}
	assert len(links_of(people.peter, people.dora)) == 2


def test_a_change_of_policy_asks_to_work_it_out_again(people):
	matching_round = people.ticked(people.dora)
	change(frappe.get_doc("Mentoring Scheme", people.scheme), unknown_counts=40)
	assert "Work them out again." in said(matching_round)["out_of_date"][0]
	with refused() as told:
		people.propose(matching_round)
	assert told.says("policy of the scheme has changed", "Work the pairs out again.")
	assert not links_of(people.dora)


# --- kept for ever


def test_a_round_with_proposals_is_kept_as_it_is(people):
	matching_round = people.ticked(people.dora)
	people.propose(matching_round)
	before = [row.as_dict() for row in matching_round.reload().pairs]
	with refused() as told, acting(people.co_ordinator):
		matching_round.work_out()
	assert told.says("kept as it is", "new round")
	with refused() as told, acting(people.co_ordinator):
		matching_round.append("pins", pin("Lock", people.peter, people.alice))
		matching_round.save()
	assert told.says("stays as it was")
	with refused() as told, acting(make_user("Mentoring Manager")):
		frappe.delete_doc("Mentoring Matching Round", matching_round.name)
	assert told.says("it is kept")
	assert [row.as_dict() for row in matching_round.reload().pairs] == before
	with acting(people.co_ordinator):
		matching_round.notes = "Agreed with the team."
		matching_round.save()


def test_more_pairs_of_the_same_round_can_be_proposed_later(people):
	matching_round = people.ticked(people.dora)
	people.propose(matching_round)
	with acting(people.co_ordinator):
		tick(matching_round.reload(), people.peter)
	assert people.propose(matching_round)["proposed"] == 1
	change(frappe.get_doc("Mentoring Scheme", people.scheme), unknown_counts=40)
	assert "Make a new round" in said(matching_round)["out_of_date"][0]


def test_a_round_without_proposals_can_be_deleted_by_a_manager(people):
	matching_round = people.worked_out()
	with acting(make_user("Mentoring Manager")):
		frappe.delete_doc("Mentoring Matching Round", matching_round.name)
	assert not frappe.db.exists("Mentoring Round Pair", {"parent": matching_round.name})


# --- who may


def test_co_ordinators_of_other_schemes_see_nothing_of_it(people, as_user):
	matching_round = people.worked_out()
	other = make_user("Mentoring Co-ordinator")
	make_scheme(members={other: "Co-ordinator"})
	with as_user(other):
		assert frappe.get_list("Mentoring Matching Round") == []
		assert frappe.get_list("Mentoring Round Pair", parent_doctype="Mentoring Matching Round") == []
		for act in (matching_round.work_out, matching_round.propose, matching_round.save):
			with refused((frappe.PermissionError, frappe.DoesNotExistError)):
				act()
		with refused((frappe.PermissionError, frappe.ValidationError)):
			make_matching_round(scheme=people.scheme)


@pytest.mark.parametrize(
	"role", ["Supervising Social Worker", "Mentoring Finance", "Mentor", "Mentee", "System Manager"]
)
def test_nobody_else_comes_near_it(people, as_user, role):
	matching_round = people.ticked(people.dora)
	with as_user(make_user(role)):
		assert not frappe.has_permission("Mentoring Matching Round", "read", doc=matching_round)
		for act in (matching_round.work_out, matching_round.propose):
			with refused(frappe.PermissionError):
				act()
		with refused(frappe.PermissionError):
			make_matching_round(scheme=people.scheme)
	assert not links_of(people.dora)


def test_a_manager_may_do_all_of_it(people, as_user):
	with as_user(make_user("Mentoring Manager")):
		matching_round = make_matching_round(scheme=people.scheme)
		matching_round.work_out()
		tick(matching_round, people.dora)
		assert matching_round.propose()["proposed"] == 1


def test_the_scheme_of_a_round_does_not_change(people):
	matching_round = people.round()
	elsewhere = make_scheme(members={people.co_ordinator: "Co-ordinator"}).name
	with refused(), acting(people.co_ordinator):
		change(matching_round, scheme=elsewhere)


# --- two at once, and how much it asks of the database


@pytest.mark.commits
def test_two_co_ordinators_at_once_make_one_link(site):
	people = waiting_people()
	matching_round = people.ticked(people.dora)
	frappe.db.commit()

	def propose() -> dict[str, int]:
		frappe.set_user(people.co_ordinator)
		current = frappe.get_doc("Mentoring Matching Round", matching_round.name)
		ready.wait(timeout=30)
		return current.propose()

	ready = threading.Barrier(2)
	answers = at_once(site, propose, propose)
	frappe.db.rollback()
	assert {"proposed": 1, "failed": 0, "left": 0} in answers
	assert "No pair is ticked. Tick those that are to become a link." in map(str, answers)
	assert len(links_of(people.dora)) == 1


@pytest.mark.commits
def test_two_rounds_at_once_make_one_link_of_one_mentee(site):
	"""Each round is held by somebody else, so it is the mentee who is waited for."""
	people = waiting_people()
	rounds = [people.ticked(people.dora).name for _ in range(2)]
	frappe.db.commit()
	taken = iter(rounds)

	def propose() -> dict[str, int]:
		frappe.set_user(people.co_ordinator)
		current = frappe.get_doc("Mentoring Matching Round", next(taken))
		ready.wait(timeout=30)
		return current.propose()

	ready = threading.Barrier(2)
	made = at_once(site, propose, propose)
	frappe.db.rollback()
	assert sorted(each["proposed"] for each in made) == [0, 1]
	assert len(links_of(people.dora)) == 1
	outcomes = [
		row_of(frappe.get_doc("Mentoring Matching Round", name), people.dora).outcome for name in rounds
	]
	assert sorted(outcomes) == ["", "Dora does not wait for a mentor any more (“In a Link”)."]


def test_the_number_of_queries_does_not_grow_with_the_people(people):
	matching_round = people.round()
	with acting(people.co_ordinator):
		matching_round.work_out()
		few = count_queries(matching_round.work_out)
	for number in range(6):
		mentor_of(people.scheme, f"Mentor {number}", *SKILLS[:2])
		mentee_of(people.scheme, f"Mentee {number}", *SKILLS[:2])
	with acting(people.co_ordinator):
		matching_round.work_out()
		assert count_queries(matching_round.work_out) == few
	assert (len(matching_round.pairs), matching_round.matched) == (8, 8)
