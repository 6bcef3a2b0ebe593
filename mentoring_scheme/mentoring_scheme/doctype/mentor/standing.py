"""How a mentor stands with checks, training, preparation and a return, in the words of the panel."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from frappe import _
from frappe.utils import formatdate

from mentoring_scheme.mentoring_scheme.doctype.mentor.evidence import topics_covered
from mentoring_scheme.mentoring_scheme.doctype.mentor.facts import mentor_facts
from mentoring_scheme.mentoring_scheme.plain_values import date_or_none
from mentoring_scheme.policy import checks, preparation
from mentoring_scheme.policy.checks import CheckStanding, CheckState
from mentoring_scheme.policy.eligibility import training_standing
from mentoring_scheme.policy.recruitment import on_the_way
from mentoring_scheme.policy.states import Stage
from mentoring_scheme.policy.training import Training, TrainingStanding, TrainingState

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentor.mentor import Mentor
	from mentoring_scheme.policy.eligibility import MentorFacts
	from mentoring_scheme.policy.scheme import SchemePolicy

Row = dict[str, str]
GOOD, SOON, BAD = "pass", "warn", "refuse"
AWAY = (Stage.ON_A_BREAK.value, Stage.STOOD_DOWN.value)


def shown(mentor: Mentor, policy: SchemePolicy, today: date) -> dict[str, Any]:
	"""What the panel shows beside the findings. `follows` names the fields that nobody types."""
	facts = mentor_facts(mentor)
	return {
		"absence": _absence(mentor, today),
		"checks": [
			_check(each, today) for each in checks.standing(policy.required_checks, facts.checks, today)
		],
		"trainings": training_rows(facts, policy, today),
		"topics": _topics(mentor, policy),
		"recruiting": on_the_way(Stage(mentor.stage)),
		"follows": ["checks_completed_on"] if policy.required_checks else [],
	}


def _row(label: str, state: str, text: str, tone: str) -> Row:
	return {"label": label, "state": state, "text": text, "tone": tone}


# --- a break, or standing down for a time


def _absence(mentor: Mentor, today: date) -> Row | None:
	if mentor.stage not in AWAY:
		return None
	label, until = _(mentor.stage), date_or_none(mentor.break_until)
	if until is None and mentor.stage != Stage.ON_A_BREAK.value:
		return None
	if until is None:
		return _row(label, label, _("No day of return is recorded."), SOON)
	if until < today:
		overdue = _("The return was due on {0} and is overdue.").format(formatdate(until))
		return _row(label, label, overdue, BAD)
	return _row(label, label, _("Back on {0}.").format(formatdate(until)), GOOD)


# --- checks


def _check(found: CheckStanding, today: date) -> Row:
	tone = SOON if found.state is CheckState.EXPIRING else GOOD if found.in_order else BAD
	return _row(_(found.kind), _check_state(found), _check_text(found, today), tone)


def _check_state(found: CheckStanding) -> str:
	"""What came of a check is nobody's business who may not read it: here it is only said that it is not in order."""
	return _("Not in order") if found.state is CheckState.NOT_ACCEPTED else _(found.state.value)


def _check_text(found: CheckStanding, today: date) -> str:
	if found.issued_on is None:
		return _("Not recorded yet")
	if found.state is CheckState.NOT_ACCEPTED or found.expires_on is None:
		return _("Issued on {0}").format(formatdate(found.issued_on))
	if found.state is CheckState.EXPIRED:
		return _("Expired on {0}").format(formatdate(found.expires_on))
	if found.state is CheckState.EXPIRING:
		return _expires_in((found.expires_on - today).days, found.expires_on)
	return _("In force until {0}").format(formatdate(found.expires_on))


def _expires_in(days: int, day: date) -> str:
	if days == 0:
		return _("Expires today")
	if days == 1:
		return _("Expires tomorrow, on {0}").format(formatdate(day))
	return _("Expires in {0} days, on {1}").format(days, formatdate(day))


# --- training


def training_rows(facts: MentorFacts, policy: SchemePolicy, today: date) -> list[Row]:
	"""How a mentor stands with each training that the scheme asks for, and with what was agreed with them (R7, R12)."""
	asked = [_training(each) for each in training_standing(facts, policy, today)]
	return [*asked, *_agreed(facts.trainings, today)]


def _training(found: TrainingStanding) -> Row:
	if not found.training:
		return _of_the_year(found)
	tone = BAD if found.outstanding else SOON if found.state is TrainingState.DUE else GOOD
	return _row(_(found.training), _(found.state.value), _training_text(found), tone)


def _training_text(found: TrainingStanding) -> str:
	due, last = formatdate(found.due_on), formatdate(found.last_on)
	if found.state is TrainingState.DONE:
		if found.due_on is None:
			return _("Attended on {0}").format(last)
		return _("Attended on {0}; again by {1}").format(last, due)
	if found.state is TrainingState.LAPSED:
		return _("Lapsed on {0}; last attended on {1}").format(due, last)
	if found.state is TrainingState.OVERDUE:
		return _("Overdue since {0}").format(due)
	if found.due_on is None:
		return _("Due before approval") if found.before_approval else _("Due after approval")
	return _("Due on {0}").format(due)


def _of_the_year(found: TrainingStanding) -> Row:
	label = _("Trainings in the last twelve months")
	counted = _("{0} attended, {1} asked for").format(found.attended, found.asked)
	state, due = _(found.state.value), formatdate(found.due_on)
	if found.state is TrainingState.DONE:
		return _row(label, state, _("{0}; the next by {1}").format(counted, due), GOOD)
	if found.state is TrainingState.DUE:
		return _row(label, state, _("{0}; due by {1}").format(counted, due), SOON)
	return _row(label, state, _("{0}; was due on {1}").format(counted, due), BAD)


def _agreed(trainings: Iterable[Training], today: date) -> list[Row]:
	"""What was agreed with this mentor and is not attended yet; what was attended stands in the record below."""
	open_ones = [each for each in trainings if each.attended_on is None or not each.in_time(today)]
	return [_agreed_row(each, today) for each in open_ones]


def _agreed_row(training: Training, today: date) -> Row:
	if training.attended_on:
		return _row(training.training, _("Late"), _agreed_text(training, today), BAD)
	if training.due_on is None or training.in_time(today):
		tone = SOON if training.in_time(today) else BAD
		return _row(training.training, _("Due"), _agreed_text(training, today), tone)
	return _row(training.training, _("Overdue"), _agreed_text(training, today), BAD)


def _agreed_text(training: Training, today: date) -> str:
	if training.due_on is None:
		return _("Agreed in person; not attended yet")
	due = formatdate(training.due_on)
	if training.attended_on:
		return _("Attended on {0}, after it was due on {1}").format(formatdate(training.attended_on), due)
	if training.in_time(today):
		return _("Agreed in person; due on {0}").format(due)
	return _("Agreed in person; overdue since {0}").format(due)


# --- preparation


def _topics(mentor: Mentor, policy: SchemePolicy) -> list[Row]:
	covered = topics_covered(mentor.name)
	return [_topic(each) for each in preparation.standing(policy.preparation_topics, covered)]


def _topic(found: preparation.TopicStanding) -> Row:
	if found.covered_on is None:
		return _row(_(found.topic), _("Open"), "", SOON)
	return _row(_(found.topic), _("Covered"), formatdate(found.covered_on), GOOD)
