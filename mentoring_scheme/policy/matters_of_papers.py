"""What waits beside the running of a link: answers, signatures, feedback, training, checks, claims, the policy itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from . import checks, consultation
from .agreement import missing_signatures
from .checks import CheckState
from .choices import Claims, ReminderKind
from .claims import last_day
from .eligibility import MentorFacts, training_standing
from .matter_values import Matter
from .months import add_days, add_months
from .scheme import SchemePolicy
from .text import _, several
from .training import TrainingStanding, named
from .verdicts import Finding, passed, warn

# Data (Use and Access) Act 2025: a complaint about personal data is acknowledged within thirty days.
DAYS_TO_ACKNOWLEDGE = 30


@dataclass(frozen=True)
class Recorded:
	"""How many records of a mentor's month a claim can rest on, and how many of them stand for a journey."""

	records: int = 0
	journeys: int = 0


def of_record(record: str, sent_on: date) -> Matter:
	"""A contact record that waits for the mentee to agree it, or to ask for a change (R29)."""
	message = _("A contact record waits since {sent_on} to be agreed, or for a change to be asked for.")
	finding = warn("R29", "record-waiting", message, sent_on=sent_on)
	return Matter(ReminderKind.RECORD_WAITING, "Contact Record", record, sent_on, finding)


def of_consultation(name: str, answer_by: date, today: date) -> Matter:
	"""A question to a social worker that is not answered yet (R21)."""
	if consultation.is_overdue(answer_by, False, today):
		message = _("The answer to a consultation was asked for by {answer_by}.")
		finding = warn("R21", "consultation-unanswered", message, answer_by=answer_by)
	else:
		message = _("A consultation is to be answered by {answer_by}.")
		finding = passed("R21", "consultation-open", message, answer_by=answer_by)
	return Matter(ReminderKind.CONSULTATION, "Mentoring Consultation", name, answer_by, finding)


def of_agreement(
	name: str, offered_on: date, signed: Collection[str], policy: SchemePolicy
) -> Iterator[Matter]:
	"""The signatures that an agreement waits for: a matter for each party (R24, R26)."""
	message = _("The agreement waits since {offered_on} for this signature: {party}.")
	for party in missing_signatures(signed, policy):
		finding = warn("R26", "agreement-unsigned", message, offered_on=offered_on, party=party.value)
		yield Matter(
			ReminderKind.AGREEMENT, "Mentoring Agreement", name, offered_on, finding, part=party.value
		)


def of_feedback(name: str, asked_on: date) -> Matter:
	"""Feedback that was asked for and not given (R41)."""
	message = _("Feedback was asked for on {asked_on} and is not given yet.")
	finding = warn("R41", "feedback-open", message, asked_on=asked_on)
	return Matter(ReminderKind.FEEDBACK, "Mentoring Feedback", name, asked_on, finding)


def of_follow_up(name: str, due_on: date, today: date) -> Matter:
	"""A follow-up after the end of a link that nobody has asked for yet (R4)."""
	message = _("A follow-up after the end of a link is due on {due_on}.")
	remedy = _("Ask how things went on, and write down what you heard, or that nobody could be reached.")
	code = "follow-up-due" if today >= due_on else "follow-up-ahead"
	finding = warn("R4", code, message, remedy, due_on=due_on)
	return Matter(ReminderKind.FOLLOW_UP, "Mentoring Follow Up", name, due_on, finding)


def of_mentor(name: str, facts: MentorFacts, policy: SchemePolicy, today: date) -> list[Matter]:
	"""The training and the checks of a mentor, each with the day by which it is due or runs out (R9, R12)."""
	return [*_trainings(name, facts, policy, today), *_checks(name, facts, policy, today)]


def of_claim(name: str, mentor: str, month: date, policy: SchemePolicy, today: date) -> Iterator[Matter]:
	"""A claim that was begun and is not sent in, while it still can be in time (R43)."""
	day = last_day(month, policy)
	if day is None or today > day:
		return
	message = _("What is claimed for the month from {month} is to be sent in by {day}.")
	finding = warn("R43", "claim-open", message, month=month, day=day)
	yield _of_month(mentor, month, day, finding, claim=name)


def of_unclaimed(
	mentor: str, month: date, recorded: Recorded, policy: SchemePolicy, today: date
) -> Iterator[Matter]:
	"""A month that is over, of which no claim was begun though there is something to claim (R43).

	Where nothing but travel is paid, that is a journey.
	"""
	day = last_day(month, policy)
	number = recorded.journeys if policy.claims is Claims.TRAVEL else recorded.records
	if day is None or today > day or policy.claims is Claims.NONE or not number:
		return
	if today < add_months(month.replace(day=1), 1):
		return
	message = several(
		number,
		_(
			"Nothing is claimed for the month from {month}, with {number} record that a claim can rest on; until {day}."
		),
		_(
			"Nothing is claimed for the month from {month}, with {number} records that a claim can rest on; until {day}."
		),
	)
	remedy = _("Claim for it. Where the mentor claims nothing, begin a claim and cancel it.")
	finding = warn("R43", "claim-not-begun", message, remedy, month=month, number=number, day=day)
	yield _of_month(mentor, month, day, finding)


def _of_month(mentor: str, month: date, day: date, finding: Finding, claim: str = "") -> Matter:
	"""The same matter before and after the claim is begun, so that nobody is told of a step twice."""
	document, name = ("Mentor Claim", claim) if claim else ("Mentor", mentor)
	part = f"{month:%Y-%m}"
	return Matter(ReminderKind.CLAIM, document, name, day, finding, part=part, known_as=mentor)


def of_concern(name: str, last_step_on: date) -> Matter:
	"""An open concern, counted from its last step, or from the day on which it was raised (R34)."""
	message = _("The last step in a concern was on {last_step_on}, and it is not closed.")
	remedy = _("Take the next step and write it down, or close the concern.")
	finding = warn("R34", "concern-without-step", message, remedy, last_step_on=last_step_on)
	return Matter(ReminderKind.CONCERN, "Mentoring Concern", name, last_step_on, finding)


def of_complaint(name: str, raised_on: date) -> Matter:
	"""A data-protection complaint that is not acknowledged yet: the law gives thirty days."""
	by = add_days(raised_on, DAYS_TO_ACKNOWLEDGE)
	message = _("A data-protection complaint of {raised_on} is to be acknowledged by {by}.")
	remedy = _("Acknowledge it, and write down when.")
	finding = warn("R36", "complaint-open", message, remedy, raised_on=raised_on, by=by)
	return Matter(ReminderKind.COMPLAINT, "Mentoring Concern", name, by, finding)


def of_policy(scheme: str, review_on: date, today: date) -> Matter:
	"""The review of a scheme's policy (R3)."""
	if review_on > today:
		message = _("The policy of the scheme is to be reviewed by {review_on}.")
		finding = passed("R3", "policy-review-ahead", message, review_on=review_on)
	else:
		message = _("The review of the scheme's policy was due on {review_on}.")
		remedy = _("Look through the policy, and set the next review date.")
		finding = warn("R3", "policy-review-due", message, remedy, review_on=review_on)
	return Matter(ReminderKind.POLICY_REVIEW, "Mentoring Scheme", scheme, review_on, finding)


def _trainings(name: str, facts: MentorFacts, policy: SchemePolicy, today: date) -> Iterator[Matter]:
	"""What was agreed with the mentor in person stands before what the scheme asks of everybody."""
	own = {
		named(each.training): each
		for each in facts.trainings
		if each.attended_on is None and each.due_on is not None
	}
	for each in own.values():
		if each.due_on is not None:
			yield _training(name, each.training, each.due_on, today)
	for standing in training_standing(facts, policy, today):
		if standing.due_on is not None and named(standing.training) not in own:
			yield _training(name, standing.training or _number_asked(standing), standing.due_on, today)


def _number_asked(standing: TrainingStanding) -> str:
	return _("Training of the year") if standing.asked == 1 else _("Trainings of the year")


def _training(name: str, training: str, due_on: date, today: date) -> Matter:
	if due_on < today:
		message, remedy = _("“{training}” was due by {due_on}."), _("Book a place, or arrange it.")
		finding = warn("R12", "training-overdue", message, remedy, training=training, due_on=due_on)
	else:
		message = _("“{training}” is due by {due_on}.")
		finding = passed("R12", "training-due", message, training=training, due_on=due_on)
	return Matter(ReminderKind.TRAINING, "Mentor", name, due_on, finding, part=training)


def _checks(name: str, facts: MentorFacts, policy: SchemePolicy, today: date) -> Iterator[Matter]:
	if not checks.asks_for_checks(policy):
		return
	for each in checks.standing(policy.required_checks, facts.checks, today):
		if each.expires_on is not None and each.state is not CheckState.NOT_ACCEPTED:
			finding = _check(each.kind, each.expires_on, today)
			yield Matter(ReminderKind.CHECK, "Mentor", name, each.expires_on, finding, part=each.kind)


def _check(kind: str, expires_on: date, today: date) -> Finding:
	if expires_on >= today:
		message = _("The check “{check}” runs out on {expires_on}.")
		return passed("R9", "check-running-out", message, check=kind, expires_on=expires_on)
	message, remedy = (
		_("The check “{check}” ran out on {expires_on}."),
		_("Have it made again and record it."),
	)
	return warn("R9", "check-ran-out", message, remedy, check=kind, expires_on=expires_on)
