"""Recruiting mentors: stages that nobody skips silently, checks that run out, preparation, training, breaks (R6 to R14)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

import frappe
import pytest
from frappe.desk.doctype.kanban_board.kanban_board import update_order_for_single_card
from frappe.model.document import Document
from frappe.model.workflow import apply_workflow, get_transitions
from frappe.utils import add_months, formatdate, getdate
from makers import (
	make_assessment,
	make_check,
	make_event,
	make_link,
	make_mentee,
	make_mentor,
	make_participant,
	make_reference,
	make_scheme,
	make_user,
	stand,
)
from story import acting, ago, change, refused

from mentoring_scheme.mentoring_scheme.doctype.mentor import attendance
from mentoring_scheme.mentoring_scheme.doctype.mentor_assessment.mentor_assessment import checklist
from mentoring_scheme.mentoring_scheme.doctype.mentor_check.mentor_check import kinds
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_scheme
from mentoring_scheme.mentoring_scheme.verdict import ReasonNeeded, RuleRefusal
from mentoring_scheme.patches import make_recruitment_board, offer_skipping_to_managers
from mentoring_scheme.setup import install, uninstall
from mentoring_scheme.setup.kanban import BOARD, remove_boards
from mentoring_scheme.setup.workflow_tables import RECRUITMENT, SKIPS

PEERS = "care-leavers-peer"
ON_THE_WAY = {"found_suitable": "", "commitment_confirmed": "Yes"}


@dataclass(frozen=True)
class Office:
	"""A scheme of peers, which asks for checks, references and nine topics, with the two who recruit for it."""

	scheme: str
	co_ordinator: str
	manager: str

	def applicant(self, **values: Any) -> Document:
		"""Somebody who has applied, with nothing behind them but what is said here."""
		with acting(self.co_ordinator):
			return frappe.get_doc(
				{
					"doctype": "Mentor",
					"scheme": self.scheme,
					"participant": make_participant().name,
					"applied_on": ago(200),
					"trainings": [
						{
							"training": "Safer caring",
							"mandatory": 1,
							"due_on": ago(100),
							"attended_on": ago(120),
						}
					],
					**ON_THE_WAY,
					**values,
				}
			).insert()

	def reviewed(self, **values: Any) -> Document:
		"""Somebody who stands before approval and lacks only what is said here."""
		dates = {
			"information_session_on": ago(190),
			"interview_on": ago(180),
			"preparation_completed_on": ago(150),
			"suitability_reviewed_on": ago(140),
			"found_suitable": "Yes",
		}
		return stand(self.applicant(**(dates | values)), stage="Review").reload()

	def course(self, days: int, *topics: str) -> Document:
		"""A preparation course so many days ago; all topics of the scheme unless some are named."""
		starts = datetime.combine(ago(days), time(10))
		event = make_event(
			scheme=self.scheme,
			kind="Preparation course",
			title="Preparation",
			open_to="Mentors and applicants",
			starts_on=starts,
		)
		if topics:
			event.set("topics", [{"topic": topic} for topic in topics])
			event.save()
		return event

	def topics(self) -> list[str]:
		return [each.topic for each in policy_of_scheme(self.scheme).preparation_topics]


@pytest.fixture
def office() -> Office:
	co_ordinator, manager = make_user("Mentoring Co-ordinator"), make_user("Mentoring Manager")
	return Office(make_scheme(PEERS, members={co_ordinator: "Co-ordinator"}).name, co_ordinator, manager)


def came(event: Document, mentor: Document, outcome: str = "Attended") -> str:
	"""What the list of attendance says of one mentor; returns the booking."""
	(line,) = event.record_attendance(
		[{"participant": mentor.participant, "walked_in": 1, "outcome": outcome}]
	)["lines"]
	assert line["ok"], line["message"]
	return line["booking"]


def dated(values: dict[str, Any]) -> dict[str, Any]:
	"""Days are written as so many days back, because there is no today before a test runs."""
	return {name: ago(value) if isinstance(value, int) else value for name, value in values.items()}


def panel(mentor: Document) -> dict[str, Any]:
	return frappe.get_doc("Mentor", mentor.name).assessment()


def move(mentor: Document, action: str, by: str) -> Document:
	with acting(by):
		return apply_workflow(frappe.get_doc("Mentor", mentor.name), action)


# --- stages


def test_only_managers_are_offered_to_skip_a_stage(office: Office):
	mentor = office.applicant()
	offered = {}
	for user in (office.co_ordinator, office.manager):
		with acting(user):
			offered[user] = {each.action for each in get_transitions(frappe.get_doc("Mentor", mentor.name))}
	assert offered[office.co_ordinator] == {"Invite to information session", "Stand down"}
	assert offered[office.manager] - offered[office.co_ordinator] == {
		move.action for move in SKIPS if move.start == "Applied"
	}


def test_a_manager_skips_a_stage_with_a_reason_that_stays_on_record(office: Office):
	mentor = office.applicant()
	with refused(ReasonNeeded) as told:
		move(mentor, "Skip to interview", office.manager)
	assert told.says("would leave out: Information Session.", "(R9)")
	with acting(office.manager):
		change(mentor, decision_reason="Came to the session of the neighbouring council.")
		moved = apply_workflow(frappe.get_doc("Mentor", mentor.name), "Skip to interview")
	assert moved.stage == "Interview"
	(skipped,) = [row for row in moved.decisions if row.finding_key.startswith("stage-skipped")]
	assert (skipped.decided_by, skipped.severity) == (office.manager, "Override")
	assert skipped.reason.startswith("Came to the session")


@pytest.mark.parametrize("stage", ["Interview", "Preparation Training", "Review", "Approved"])
def test_nobody_skips_silently_whatever_a_client_sends(office: Office, stage: str):
	mentor = office.applicant()
	with refused(RuleRefusal) as told, acting(office.co_ordinator):
		change(mentor, stage=stage, decision_reason="Because.")
	assert told.says("would leave out: Information Session")
	with refused((ReasonNeeded, RuleRefusal)), acting(office.manager):
		change(mentor, stage=stage)
	assert frappe.db.get_value("Mentor", mentor.name, "stage") == "Applied"


def test_dates_out_of_order_are_seen_before_somebody_tries_to_move_on(office: Office):
	mentor = office.applicant(information_session_on=ago(50), interview_on=ago(60))
	(found,) = [row for row in panel(mentor)["findings"] if "is before the date of" in row["text"]]
	assert formatdate(ago(60)) in found["text"] and formatdate(ago(50)) in found["text"]
	assert found["severity"] == "refuse" and not found["overridable"]
	with refused(RuleRefusal) as told:
		move(mentor, "Invite to information session", office.co_ordinator)
	assert told.says("The date of the interview", "Correct one of the two dates.", "(R9)")


def test_workflows_that_were_made_without_the_moves_get_them_and_keep_what_is_the_council_s():
	workflow = frappe.get_doc("Workflow", RECRUITMENT.name)
	skipped = {(each.start, each.end) for each in SKIPS}
	kept = [row for row in workflow.transitions if (row.state, row.next_state) not in skipped]
	workflow.set("transitions", kept)
	workflow.append(
		"transitions",
		{
			"state": "Applied",
			"action": "Reject",
			"next_state": "Interview",
			"allowed": "Mentoring Co-ordinator",
			"allow_self_approval": 1,
		},
	)
	workflow.send_email_alert = 1
	workflow.save()
	for _again in range(2):
		offer_skipping_to_managers.execute()
		rows = {
			(row.state, row.next_state): (row.action, row.allowed)
			for row in frappe.get_doc("Workflow", RECRUITMENT.name).transitions
		}
		assert rows.pop(("Applied", "Interview")) == ("Reject", "Mentoring Co-ordinator"), (
			"the council's own stays"
		)
		added = {pair: rows[pair] for pair in skipped if pair != ("Applied", "Interview")}
		assert added == {
			(each.start, each.end): (each.action, "Mentoring Manager")
			for each in SKIPS
			if (each.start, each.end) != ("Applied", "Interview")
		}
	assert frappe.db.get_value("Workflow", RECRUITMENT.name, "send_email_alert") == 1


# --- checks


def test_a_check_runs_out_by_the_months_of_the_scheme_unless_it_names_a_day(office: Office):
	mentor = office.applicant()
	check = make_check(mentor=mentor.name, issued_on=ago(100))
	assert getdate(check.expires_on) == getdate(add_months(ago(100), 36))
	assert (check.mentor_name, check.scheme) == (mentor.participant_name, office.scheme)
	assert getdate(make_check(mentor=mentor.name, expires_on=ago(-10)).expires_on) == ago(-10)


@pytest.mark.parametrize(
	("values", "parts"),
	[
		({"check_kind": "Library card"}, ("does not ask for a check called “Library card”", "DBS check")),
		({"issued_on": -1}, ("which is after today",)),
		({"issued_on": 30, "expires_on": 40}, ("before it was issued on",)),
		({"issued_on": 30, "seen_on": 40}, ("was seen on", "before it was issued on")),
		({"seen_on": -1}, ("seen on", "after today")),
	],
)
def test_a_check_that_cannot_have_been(office: Office, values: dict[str, Any], parts: tuple[str, ...]):
	mentor = office.applicant()
	with refused(RuleRefusal) as told:
		make_check(mentor=mentor.name, **dated(values))
	assert told.says(*parts, "(R9)")


def test_a_scheme_that_asks_for_no_checks_has_none_to_record():
	mentor = make_mentor()
	with refused(RuleRefusal) as told:
		make_check(mentor=mentor.name)
	assert told.says("asks for no checks", "added to the policy of the scheme first")


def test_the_day_on_which_the_checks_were_complete_follows_from_them(office: Office):
	mentor = office.applicant(checks_completed_on=ago(3))
	assert mentor.checks_completed_on is None, "it is not typed"
	with acting(office.co_ordinator):
		make_check(mentor=mentor.name, issued_on=ago(90), outcome="Not accepted")
		assert mentor.reload().checks_completed_on is None
		make_check(mentor=mentor.name, issued_on=ago(60))
		make_check(mentor=mentor.name, issued_on=ago(20))
	assert getdate(mentor.reload().checks_completed_on) == ago(60)
	assert getdate(change(mentor, checks_completed_on=ago(1)).checks_completed_on) == ago(60)


def test_a_scheme_without_checks_keeps_the_day_that_was_typed():
	mentor = make_mentor(checks_completed_on=ago(77))
	assert getdate(mentor.checks_completed_on) == ago(77)


def test_lists_tell_which_check_counts(office: Office):
	mentor = office.applicant()
	old = make_check(mentor=mentor.name, issued_on=ago(1500))
	new = make_check(mentor=mentor.name, issued_on=ago(10))
	assert (old.reload().replaced_by, new.replaced_by) == (new.name, None)
	older = make_check(mentor=mentor.name, issued_on=ago(2000))
	assert older.replaced_by == new.name
	new.delete()
	assert (old.reload().replaced_by, older.reload().replaced_by) == (None, old.name)


@pytest.mark.parametrize(
	("issued", "expires", "state", "text"),
	[
		(10, None, "Valid", "In force until"),
		(10, -12, "Expires soon", "Expires in 12 days"),
		(10, -1, "Expires soon", "Expires tomorrow"),
		(10, 0, "Expires soon", "Expires today"),
		(10, 1, "Expired", "Expired on"),
		(None, None, "Missing", "Not recorded yet"),
	],
)
def test_the_panel_says_how_a_check_stands(office: Office, issued, expires, state, text):
	mentor = office.applicant()
	if issued:
		make_check(
			mentor=mentor.name,
			issued_on=ago(issued),
			seen_on=ago(issued),
			expires_on=None if expires is None else ago(expires),
		)
	(row,) = panel(mentor)["checks"]
	assert (row["label"], row["state"]) == ("DBS check", state)
	assert row["text"].startswith(text)


def test_an_expired_check_stands_in_the_way_of_approval_and_a_manager_may_decide(office: Office):
	mentor = office.reviewed()
	for _number in range(2):
		make_reference(mentor=mentor.name)
	make_check(mentor=mentor.name, issued_on=ago(1200), expires_on=ago(5))
	with refused(RuleRefusal) as told:
		move(mentor, "Approve as mentor", office.co_ordinator)
	assert told.says(f"The check “DBS check” expired on {formatdate(ago(5))}.", "(R9)", "Mentoring Manager")
	with acting(office.manager):
		change(mentor, decision_reason="The new one is under way.")
	approved = move(mentor, "Approve as mentor", office.manager)
	assert approved.stage == "Approved"


def test_a_decision_about_one_check_does_not_cover_the_next(office: Office):
	mentor = make_mentor(scheme=office.scheme)
	first = frappe.get_doc("Mentor Check", {"mentor": mentor.name})
	change(first, expires_on=ago(100))
	mentor.append("decisions", {"finding_key": f"check-expired/DBS check/{ago(100)}", "reason": "Under way."})
	mentor.flags.by_method = True
	mentor.save()
	make_check(mentor=mentor.name, issued_on=ago(90), seen_on=ago(90), expires_on=ago(2))
	(found,) = [row for row in panel(mentor)["findings"] if row["severity"] == "refuse"]
	assert not found["decided"] and formatdate(ago(2)) in found["text"]


def test_an_expired_check_stands_in_the_way_of_a_link(office: Office):
	mentor = make_mentor(scheme=office.scheme)
	change(frappe.get_doc("Mentor Check", {"mentor": mentor.name}), expires_on=ago(1))
	mentee = make_mentee(scheme=office.scheme)
	with refused(RuleRefusal) as told, acting(office.co_ordinator):
		make_link(mentor=mentor.name, mentee=mentee.name)
	assert told.says("The check “DBS check” expired on")


def test_another_scheme_only_warns():
	mentor = make_mentor(scheme=make_scheme("refugee-peer").name)
	change(frappe.get_doc("Mentor Check", {"mentor": mentor.name}), expires_on=ago(1))
	(found,) = [row for row in panel(mentor)["findings"] if row["severity"] == "warn"]
	assert "expired on" in found["text"]


def test_kinds_of_checks_and_qualities_are_told_to_those_who_may_read_the_mentor(office: Office):
	mentor = office.applicant()
	with acting(office.co_ordinator):
		assert kinds(mentor.name) == ["DBS check"]
		assert [row["quality"] for row in checklist(mentor.name)] == [
			each.quality for each in policy_of_scheme(office.scheme).mentor_qualities
		]
	for method in (kinds, checklist):
		with refused(frappe.PermissionError), acting(make_user("Mentoring Co-ordinator")):
			method(mentor.name)


# --- references


def test_enough_references_speak_for_a_mentor_before_approval(office: Office):
	mentor = office.reviewed()
	make_check(mentor=mentor.name)
	make_reference(mentor=mentor.name, referee="Ada Stone")
	make_reference(mentor=mentor.name, referee="ada  stone")
	with refused(RuleRefusal) as told:
		move(mentor, "Approve as mentor", office.co_ordinator)
	assert told.says("1 reference speaks for the mentor; the scheme asks for 2.", "(R9)")
	make_reference(mentor=mentor.name)
	assert move(mentor, "Approve as mentor", office.co_ordinator).stage == "Approved"


def test_a_reference_with_reservations_is_talked_over(office: Office):
	mentor = office.reviewed()
	make_check(mentor=mentor.name)
	for answer in ("For the mentor", "For the mentor", "With reservations"):
		make_reference(mentor=mentor.name, answer=answer)
	make_reference(mentor=mentor.name, answer=None, received_on=None)
	with refused(ReasonNeeded) as told:
		move(mentor, "Approve as mentor", office.co_ordinator)
	assert told.says("1 of the references that came in has to be talked over.")


@pytest.mark.parametrize(
	("values", "part"),
	[
		({"received_on": -1, "asked_on": 10}, "after today"),
		({"received_on": 10, "asked_on": 5}, "before it was asked for on"),
		({"received_on": None}, "not the day on which it came in"),
	],
)
def test_a_reference_that_cannot_have_been(office: Office, values: dict[str, Any], part: str):
	mentor = office.applicant()
	with refused(RuleRefusal) as told:
		make_reference(mentor=mentor.name, **dated(values))
	assert told.says(part, "(R9)")


def test_nobody_gives_a_reference_for_themselves(office: Office):
	mentor = office.applicant()
	with refused(RuleRefusal) as told:
		make_reference(mentor=mentor.name, referee=f" {mentor.participant_name.upper()} ")
	assert told.says("is the mentor", "Name somebody who knows the mentor.")


# --- interview and review


def test_an_interview_dates_its_stage_and_begins_with_the_scheme_s_checklist(office: Office):
	mentor = office.applicant()
	with acting(office.co_ordinator):
		interview = make_assessment(mentor=mentor.name, held_on=ago(30), assessed_by="Ann Grey")
	asked = policy_of_scheme(office.scheme).mentor_qualities
	assert [row.quality for row in interview.ratings] == [each.quality for each in asked]
	mentor.reload()
	assert (getdate(mentor.interview_on), mentor.interviewed_by) == (ago(30), "Ann Grey")
	assert mentor.stage == "Applied", "the stage itself is somebody's decision"


def test_a_review_gives_its_outcome_and_the_last_one_counts(office: Office):
	mentor = office.applicant()
	review = {"mentor": mentor.name, "kind": "Suitability review", "assessed_by": "Ann Grey"}
	make_assessment(**review, held_on=ago(20), found_suitable="No")
	assert mentor.reload().found_suitable == "No"
	make_assessment(**review, held_on=ago(5), found_suitable="Yes")
	make_assessment(**review, held_on=ago(40), found_suitable="No")
	mentor.reload()
	assert (getdate(mentor.suitability_reviewed_on), mentor.found_suitable) == (ago(5), "Yes")
	assert mentor.suitability_reviewed_by == "Ann Grey"


def test_a_review_after_approval_is_kept_by_itself(office: Office):
	mentor = make_mentor(scheme=office.scheme)
	before = getdate(mentor.suitability_reviewed_on)
	make_assessment(mentor=mentor.name, kind="Suitability review", held_on=ago(1), found_suitable="No")
	mentor.reload()
	assert (getdate(mentor.suitability_reviewed_on), mentor.found_suitable) == (before, "Yes")


def test_what_is_to_be_developed_goes_into_the_plan_once(office: Office):
	mentor = office.applicant()
	interview = make_assessment(
		mentor=mentor.name,
		ratings=[
			{"quality": "Listening", "rating": "To be developed"},
			{"quality": "Patience", "rating": "Strong"},
		],
	)
	assert [row.need for row in mentor.reload().development_needs] == ["Listening"]
	change(interview, conclusion="Said more clearly.")
	assert [row.need for row in mentor.reload().development_needs] == ["Listening"]
	mentor.set("development_needs", [])
	mentor.save()
	change(interview, conclusion="Said again.")
	assert mentor.reload().development_needs == [], "what was taken out stays out"


@pytest.mark.parametrize(
	("values", "part"),
	[
		({"held_on": -1}, "Record it once it has been held."),
		({"kind": "Suitability review"}, "Choose Yes or No."),
		({"ratings": [{"quality": "Patience"}, {"quality": "patience "}]}, "stands in the checklist twice"),
	],
)
def test_an_assessment_that_cannot_have_been(office: Office, values: dict[str, Any], part: str):
	mentor = office.applicant()
	with refused() as told:
		make_assessment(mentor=mentor.name, **dated(values))
	assert told.says(part)


# --- preparation


def test_the_preparation_is_completed_with_its_last_topic(office: Office):
	mentor, topics = office.applicant(), office.topics()
	came(office.course(60, *topics[:5]), mentor)
	assert mentor.reload().preparation_completed_on is None
	shown = {row["label"]: row["state"] for row in panel(mentor)["topics"]}
	assert shown == {topic: "Covered" if topic in topics[:5] else "Open" for topic in topics}
	came(office.course(40, *topics[5:]), mentor)
	assert getdate(mentor.reload().preparation_completed_on) == ago(40)
	assert mentor.stage == "Applied"


def test_attendance_that_is_taken_back_opens_the_preparation_again(office: Office):
	mentor, event = office.applicant(), office.course(40)
	came(event, mentor)
	assert getdate(mentor.reload().preparation_completed_on) == ago(40)
	came(event, mentor, "Did not attend")
	assert mentor.reload().preparation_completed_on is None
	assert [row.training for row in mentor.trainings] == ["Safer caring"]


def test_a_day_that_somebody_typed_for_the_preparation_stays(office: Office):
	mentor, event = office.applicant(preparation_completed_on=ago(70)), office.course(40)
	came(event, mentor)
	came(event, mentor, "Did not attend")
	assert getdate(mentor.reload().preparation_completed_on) == ago(70)


def test_the_review_names_the_topics_that_are_missing(office: Office):
	mentor, topics = office.applicant(information_session_on=ago(190), interview_on=ago(180)), office.topics()
	make_check(mentor=mentor.name)
	came(office.course(60, *topics[2:]), mentor)
	mentor.reload()
	change(mentor, preparation_completed_on=ago(60))
	stand(mentor, stage="Preparation Training")
	with refused(ReasonNeeded) as told:
		move(mentor, "Begin review", office.co_ordinator)
	assert told.says("2 of 9 topics of the preparation are not covered yet", *topics[:2], "(R10)")
	assert not any(topic in told.message for topic in topics[2:])
	with acting(office.co_ordinator):
		change(mentor, decision_reason="She has given this course herself.")
	assert move(mentor, "Begin review", office.co_ordinator).stage == "Review"


def test_completing_the_training_matches_nobody_by_itself(office: Office):
	"""R11"""
	mentor = office.applicant(information_session_on=ago(190), interview_on=ago(180))
	stand(mentor, stage="Preparation Training")
	mentee = make_mentee(scheme=office.scheme)
	came(office.course(10), mentor)
	assert getdate(mentor.reload().preparation_completed_on) == ago(10)
	assert mentor.stage == "Preparation Training"
	assert not frappe.db.exists("Mentoring Link", {"mentor": mentor.name})
	with refused(RuleRefusal) as told:
		make_link(mentor=mentor.name, mentee=mentee.name)
	assert told.says("The mentor's stage is “Preparation Training”")


# --- training


def test_attendance_is_recorded_once_however_often(office: Office):
	mentor, event = office.applicant(), office.course(40)
	booking = came(event, mentor)
	for _again in range(2):
		attendance.record(mentor.name, booking, "Preparation", ago(40))
	rows = [row for row in mentor.reload().trainings if row.booking]
	assert [(row.training, getdate(row.attended_on), row.booking) for row in rows] == [
		("Preparation", ago(40), booking)
	]
	for _again in range(2):
		attendance.withdraw(mentor.name, booking)
	assert not [row for row in mentor.reload().trainings if row.booking]


def test_a_course_that_was_agreed_is_the_one_that_was_attended(office: Office):
	agreed = {"training": "First  aid", "mandatory": 1, "due_on": ago(-30)}
	mentor = office.applicant(trainings=[agreed])
	booking = came(office.course(40), mentor)
	attendance.withdraw(mentor.name, booking)
	attendance.record(mentor.name, booking, "First aid", ago(40))
	(row,) = mentor.reload().trainings
	assert (row.training, getdate(row.attended_on), row.booking) == ("First  aid", ago(40), booking)
	attendance.withdraw(mentor.name, booking)
	(row,) = mentor.reload().trainings
	assert (row.attended_on, row.booking, getdate(row.due_on)) == (None, None, ago(-30))


def test_rows_that_an_event_has_made_are_changed_by_the_event_alone(office: Office):
	mentor = office.applicant()
	booking = came(office.course(40), mentor)
	mentor.reload()
	row = next(row for row in mentor.trainings if row.booking)
	row.attended_on, row.training, row.notes = ago(1), "Something else", "Liked it."
	mentor.save()
	kept = next(row for row in mentor.reload().trainings if row.booking)
	assert (getdate(kept.attended_on), kept.training, kept.notes) == (ago(40), "Preparation", "Liked it.")
	mentor.append("trainings", {"training": "Forged", "attended_on": ago(3), "booking": booking})
	mentor.save()
	assert [row.training for row in mentor.reload().trainings if row.booking] == ["Preparation"]
	mentor.set("trainings", [row for row in mentor.trainings if not row.booking])
	with refused() as told:
		mentor.save()
	assert told.says("“Preparation” comes from the attendance of an event.", "Correct the attendance there")


def test_training_that_lies_ahead_is_not_attended_yet(office: Office):
	mentor = office.applicant()
	with refused() as told:
		change(mentor, trainings=[{"training": "First aid", "attended_on": ago(-3)}])
	assert told.says("“First aid” is recorded as attended on", "after today")


def test_training_that_lapsed_stands_in_the_way_of_a_link_and_is_shown(office: Office):
	asked = [{"training": "First aid", "within_months": 0, "every_months": 12}]
	scheme = frappe.get_doc("Mentoring Scheme", office.scheme)
	scheme.set("training_requirements", asked)
	scheme.change_note = "First aid every year."
	scheme.save()
	attended = [
		{"training": "First aid", "attended_on": ago(400)},
		{"training": "Other", "attended_on": ago(30)},
	]
	mentor = make_mentor(scheme=office.scheme, trainings=attended)
	row = next(row for row in panel(mentor)["trainings"] if row["label"] == "First aid")
	assert (row["state"], row["tone"]) == ("Lapsed", "refuse")
	assert formatdate(ago(400)) in row["text"]
	mentee = make_mentee(scheme=office.scheme)
	with refused(RuleRefusal) as told, acting(office.co_ordinator):
		make_link(mentor=mentor.name, mentee=mentee.name)
	assert told.says("1 course of the mandatory training is outstanding.", "Outstanding: First aid.", "(R7)")
	event = office.course(2)
	booking = came(event, mentor)
	attendance.record(mentor.name, booking, "First aid", ago(2))
	assert make_link(mentor=mentor.name, mentee=mentee.name).status == "Proposed"


def test_the_trainings_of_a_year_are_counted_and_warned_of():
	"""R12"""
	old = {"training": "Safer caring", "mandatory": 1, "due_on": ago(600), "attended_on": ago(610)}
	mentor = make_mentor(trainings=[old], approved_on=ago(500))
	row = next(row for row in panel(mentor)["trainings"] if "twelve months" in row["label"])
	assert row["text"].startswith("0 attended, 1 asked for; was due on") and row["state"] == "Lapsed"
	with refused(ReasonNeeded) as told:
		make_link(mentor=mentor.name, mentee=make_mentee(scheme=mentor.scheme).name)
	assert told.says("0 trainings attended in the last twelve months; the scheme asks for 1.", "(R12)")


# --- breaks


@pytest.mark.parametrize(
	("until", "part"),
	[(-20, "Back on"), (0, "Back on"), (1, "is overdue"), (None, "No day of return is recorded.")],
)
def test_a_break_says_when_it_ends(until, part):
	day = None if until is None else ago(until)
	mentor = make_mentor(stage="On a Break", break_from=ago(40), break_until=day)
	absence = panel(mentor)["absence"]
	assert part in absence["text"] and (until is None or formatdate(day) in absence["text"])


def test_whoever_is_there_is_not_away():
	assert panel(make_mentor(break_from=ago(40), break_until=ago(10)))["absence"] is None


def test_returning_clears_nothing_and_the_next_break_has_a_reason_of_its_own(office: Office):
	mentor = make_mentor(scheme=office.scheme)
	change(mentor, stage_reason="Exams", break_from=ago(40), break_until=ago(5))
	move(mentor, "Take a break", office.co_ordinator)
	back = move(mentor, "Return", office.co_ordinator)
	assert (back.stage_reason, getdate(back.break_from), getdate(back.break_until)) == (
		"Exams",
		ago(40),
		ago(5),
	)
	with refused(RuleRefusal) as told:
		move(mentor, "Take a break", office.co_ordinator)
	assert told.says("has no reason of its own", "open the mentor and use Actions", "(R13)")
	change(mentor, stage_reason="A new job", reason_of_last_move="")
	assert move(mentor, "Take a break", office.co_ordinator).stage == "On a Break"


def test_fewer_places_than_links_is_said_and_not_refused(office: Office):
	mentor = make_mentor(scheme=office.scheme)
	for _number in range(2):
		link = make_link(mentor=mentor.name, mentee=make_mentee(scheme=office.scheme).name, do_not_save=True)
		link.decision_reason = "She asked for it."
		stand(link.insert(), status="Active")
	frappe.clear_messages()
	assert change(mentor, capacity=1).capacity == 1
	(message,) = frappe.get_message_log()
	assert "has 2 links that have not ended, more than the 1 at a time" in str(message)
	frappe.clear_messages()
	change(mentor, capacity=2)
	assert not frappe.get_message_log()


# --- the board


@pytest.fixture
def board() -> Iterator[Document]:
	return frappe.get_doc("Kanban Board", BOARD)


def drag(mentor: Document, start: str, end: str) -> None:
	"""What the board sends when somebody drags a card."""
	update_order_for_single_card(BOARD, mentor.name, start, end, 0, 0)


def test_the_board_has_a_column_for_each_stage(board: Document):
	assert (board.reference_doctype, board.field_name, board.private) == ("Mentor", "stage", 0)
	assert [row.column_name for row in board.columns] == [state.name for state in RECRUITMENT.states]


def test_dragging_a_card_goes_through_the_rules(office: Office, board: Document):
	mentor = office.applicant()
	for row in board.columns:
		row.order = json.dumps([mentor.name] if row.column_name == "Applied" else [])
	board.save()
	with acting(office.co_ordinator):
		drag(mentor, "Applied", "Information Session")
	assert mentor.reload().stage == "Information Session"
	with refused(RuleRefusal) as told, acting(office.co_ordinator):
		drag(mentor, "Information Session", "Review")
	assert told.says("would leave out: Interview, Preparation Training", "(R9)")
	with refused(RuleRefusal) as told, acting(office.co_ordinator):
		drag(mentor, "Information Session", "Stood Down")
	assert told.says("has no reason of its own", "On a board: open the mentor", "(R13)")
	with refused(ReasonNeeded) as told, acting(office.manager):
		drag(mentor, "Information Session", "Interview")
	assert told.says("The date of the information session is not recorded.", "On a board: open the document")
	assert mentor.reload().stage == "Information Session"
	with refused(frappe.PermissionError), acting(make_user("Supervising Social Worker")):
		drag(mentor, "Information Session", "Interview")


def test_the_board_is_made_once_and_then_the_council_s_own(board: Document):
	board.columns[0].status = "Archived"
	board.save()
	install.after_install()
	make_recruitment_board.execute()
	assert frappe.get_doc("Kanban Board", BOARD).columns[0].status == "Archived"
	board.delete()
	make_recruitment_board.execute()
	assert frappe.get_doc("Kanban Board", BOARD).columns[0].status == "Active"


def test_the_boards_go_with_the_app(board: Document):
	own = frappe.copy_doc(board)
	own.kanban_board_name = "My own"
	own.insert()
	remove_boards()
	assert not frappe.get_all("Kanban Board", {"reference_doctype": "Mentor"})
	assert uninstall.remove_boards is remove_boards
