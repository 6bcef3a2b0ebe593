"""Mentors, from their application to standing down (R6 to R13)."""

from __future__ import annotations

from typing import Any

import frappe
from frappe.model.document import Document

from mentoring_scheme.setup.demo import evidence, profiles, words
from mentoring_scheme.setup.demo.acting import acting_as, ago, change, insert, move
from mentoring_scheme.setup.demo.households import make_participant
from mentoring_scheme.setup.demo.plans import MentorPlan
from mentoring_scheme.setup.demo.progress import Progress
from mentoring_scheme.setup.demo.users import MANAGER
from mentoring_scheme.setup.demo.year import Year

CHECKED_AFTER, PREPARED_AFTER = 60, 88
# The way to approval: each stage, the action that leads on from it, its evidence, and days after the application.
WAY = (
	("Applied", "Invite to information session", "applied_on", 0),
	("Information Session", "Invite to interview", "information_session_on", 24),
	("Interview", "Begin preparation training", "interview_on", 45),
	("Preparation Training", "Begin review", "preparation_completed_on", PREPARED_AFTER),
	("Review", "Approve as mentor", "suitability_reviewed_on", 101),
	("Approved", "Take up mentoring", "approved_on", 108),
)
STAGES = [stage for stage, *_ in WAY]
MANDATORY, PREPARATION = "Safer caring", "Being a mentor: listening and boundaries"
REFRESHER = "Refresher on recording"
SHORT_OF_LEVEL = "Twelve years of foster care before levels were introduced here; assessed again in spring. Agreed with the panel adviser."


def recruit(year: Year, progress: Progress) -> None:
	"""Take every mentor of the plan as far as they have come, but for breaks and endings, which follow the links."""
	for plan in year.plan.mentors:
		mentor = _recruit_one(year, plan)
		if plan.stage == "Active":
			year.mentors.append(mentor)
		progress.step()


def go_on(year: Year) -> None:
	"""What happened to mentors after their links: a break, a suspension, standing down."""
	with acting_as(MANAGER.email):
		for mentor in year.suspended:
			change(mentor, stage_reason="A matter is being looked into; no judgement is made.")
			move(mentor, "Suspend")


def _recruit_one(year: Year, plan: MentorPlan) -> Document:
	account = year.plan.mentor if plan.portal else None
	person = year.people.person(account.name if account else None)
	applied = _applied_ago(year, plan)
	with acting_as(year.coordinator):
		participant = make_participant(
			year,
			person,
			user=account.email if account else None,
			approved=year.random.randrange(1500, 4200),
			level=1 if plan.override else year.random.choice((2, 2, 3)),
			known=profiles.of_mentor(year),
		)
		profiles.keep_equality_profile(year, participant.name, asks=False)
		mentor = _apply(year, plan, participant, applied)
		evidence.record(year, mentor, **_papers(plan, applied))
		return _take_along(frappe.get_doc("Mentor", mentor.name), plan)


def _apply(year: Year, plan: MentorPlan, participant: Document, applied: int) -> Document:
	return insert(
		"Mentor",
		participant=participant.name,
		scheme=year.plan.name,
		commitment_confirmed="Yes",
		availability=year.people.pick(words.AVAILABILITY),
		trainings=_trainings(applied),
		**_evidence(plan, applied),
	)


def _trainings(applied: int) -> list[dict[str, Any]]:
	"""One mandatory course, attended in time or still to come, the preparation course, and one within the last year."""
	if applied <= PREPARED_AFTER:
		return [{"training": MANDATORY, "mandatory": 1, "due_on": ago(-30)}]
	mandatory = {"training": MANDATORY, "mandatory": 1, "due_on": ago(applied - 80)}
	return [
		mandatory | {"attended_on": ago(applied - 30)},
		{"training": PREPARATION, "attended_on": ago(applied - PREPARED_AFTER)},
		{"training": REFRESHER, "attended_on": ago(min(applied - PREPARED_AFTER, 250))},
	]


def _applied_ago(year: Year, plan: MentorPlan) -> int:
	"""Long ago for those who have mentored all year, lately for those who are on the way."""
	if plan.stage in STAGES[:-1]:
		reached = WAY[STAGES.index(plan.stage)][3]
		return reached + year.random.randrange(5, 15)
	return year.random.randrange(470, 700)


def _papers(plan: MentorPlan, applied: int) -> dict[str, int | None]:
	"""How many days ago the mentor was checked and interviewed; None for what lies ahead."""
	reached = STAGES.index(plan.stage) if plan.stage in STAGES else len(STAGES)
	checked = applied - CHECKED_AFTER if reached >= STAGES.index("Preparation Training") else None
	interviewed = applied - WAY[2][3] if reached > STAGES.index("Interview") else None
	return {"checked": checked, "interviewed": interviewed}


def _evidence(plan: MentorPlan, applied: int) -> dict[str, Any]:
	"""The dates of all stages that were passed; of the stage that is under way there is none yet but the first."""
	passed = STAGES.index(plan.stage) if plan.stage in STAGES[:-1] else len(WAY)
	dates = {field: ago(applied - after) for _, _, field, after in WAY[: max(passed, 1)]}
	if passed >= STAGES.index("Preparation Training"):
		dates["checks_completed_on"] = ago(applied - CHECKED_AFTER)
	if passed == len(WAY):
		dates |= {"found_suitable": "Yes", "suitability_reviewed_by": MANAGER.name}
	return dates


def _take_along(mentor: Document, plan: MentorPlan) -> Document:
	for stage, action, *_ in WAY:
		if stage == plan.stage:
			return mentor
		mentor = _approve_in_spite(mentor) if (plan.override and stage == "Review") else move(mentor, action)
	return _leave(mentor, plan.stage)


def _approve_in_spite(mentor: Document) -> Document:
	"""The mentor's level is short of what the policy asks; a manager decides otherwise, with a reason (R8)."""
	with acting_as(MANAGER.email):
		return move(change(mentor, decision_reason=SHORT_OF_LEVEL), "Approve as mentor")


def _leave(mentor: Document, stage: str) -> Document:
	if stage == "On a Break":
		reason = "A new baby in the family; back after the summer."
		mentor = change(mentor, stage_reason=reason, break_from=ago(40), break_until=ago(-50))
		return move(mentor, "Take a break")
	if stage == "Stood Down":
		return move(change(mentor, stage_reason="Has moved away from the area."), "Stand down")
	return mentor
