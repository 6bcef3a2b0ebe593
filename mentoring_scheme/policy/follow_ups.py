"""What is asked some months after the end of a link: still in the role, and is the placement stable (R4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .choices import AskedOf, Choice
from .months import add_months
from .scheme import SchemePolicy
from .text import _
from .verdicts import Assessment, Finding, refuse


class FollowUpState(Choice):
	"""How far a follow-up has come."""

	DUE = "Due"
	DONE = "Done"
	NOT_REACHED = "Not reached"


class StillInRole(Choice):
	"""Whether the person still fosters, is an adopter or is otherwise in the role that they were supported in."""

	YES = "Yes"
	NO = "No"
	NOT_KNOWN = "Not known"


class Placement(Choice):
	"""What became of the placement or home that the support was about."""

	STABLE = "Stable"
	MOVED = "Moved"
	ENDED = "Ended"
	NOT_APPLICABLE = "Not applicable"
	NOT_KNOWN = "Not known"


@dataclass(frozen=True)
class PlannedFollowUp:
	"""Who is to be asked on which day, so many months after the end."""

	asked_of: AskedOf
	months: int
	due_on: date


@dataclass(frozen=True)
class FollowUpFacts:
	"""A follow-up as it is written down; None for what is left empty."""

	status: FollowUpState
	due_on: date
	ended_on: date
	asked_on: date | None = None
	still_in_role: StillInRole | None = None
	placement: Placement | None = None


def planned(ended_on: date, policy: SchemePolicy) -> list[PlannedFollowUp]:
	"""The follow-ups that the policy asks for after a link that ended on that day, the earliest first."""
	people = {AskedOf.BOTH: (AskedOf.MENTEE, AskedOf.MENTOR)}
	found = [
		PlannedFollowUp(person, row.months, add_months(ended_on, row.months))
		for row in policy.follow_up_months
		for person in people.get(row.asked_of, (row.asked_of,))
	]
	return sorted(set(found), key=lambda each: (each.months, each.asked_of))


def assess_follow_up(facts: FollowUpFacts, today: date) -> Assessment:
	"""Whether a follow-up can have been as it is written down."""
	if facts.status is FollowUpState.DUE:
		return Assessment()
	return Assessment((*_day(facts, today), *_answers(facts)))


def _day(facts: FollowUpFacts, today: date) -> Iterator[Finding]:
	asked, correct = facts.asked_on, _("Correct the date.")
	if asked is None:
		message = _("It is not written down on which day it was asked or tried.")
		yield refuse("R4", "follow-up-day", message, _("Fill in “Asked on”."))
	elif asked > today:
		message = _("It is dated {asked_on}, which is after today ({today}).")
		yield refuse("R4", "follow-up-day", message, correct, asked_on=asked, today=today)
	elif asked < facts.ended_on:
		message = _("It is dated {asked_on}, before the link ended on {ended_on}.")
		yield refuse("R4", "follow-up-day", message, correct, asked_on=asked, ended_on=facts.ended_on)


def _answers(facts: FollowUpFacts) -> Iterator[Finding]:
	answered = facts.still_in_role is not None or facts.placement is not None
	if facts.status is FollowUpState.DONE and facts.still_in_role is None:
		message = _("It says that the follow-up is done, but not whether the person is still in the role.")
		remedy = _("Answer it, with “Not known” if need be, or choose “Not reached”.")
		yield refuse("R4", "follow-up-answer", message, remedy)
	if facts.status is FollowUpState.NOT_REACHED and answered:
		message = _("Nobody was reached, and yet there is an answer.")
		yield refuse("R4", "follow-up-answer", message, _("Choose “Done”, or clear the answers."))
