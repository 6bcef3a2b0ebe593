"""How mentors stand with what their schemes ask of all, and with what was agreed with them in person: many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from frappe import _

from mentoring_scheme.mentoring_scheme.doctype.mentor.facts import course_of, facts_from
from mentoring_scheme.mentoring_scheme.matching.gather import TRAINING_FIELDS
from mentoring_scheme.mentoring_scheme.matching.rows import children_of
from mentoring_scheme.policy.eligibility import training_standing
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.training import Training, TrainingStanding, TrainingState, named

OF_THE_YEAR = "Trainings of the year"  # of the filter
MENTOR_FIELDS = ("name", "scheme", "commitment_confirmed", "approved_on")


class Row(NamedTuple):
	"""How one mentor stands with one training; `key` tells trainings apart and is empty for the number asked in a year.

	`counted` is what of that number was attended, `agreed` says that the training was agreed with the mentor in person.
	"""

	mentor: str
	scheme: str
	key: str
	training: str
	state: TrainingState
	outstanding: bool
	due_on: date | None
	last_on: date | None
	agreed: bool = False
	counted: str = ""


def missing(
	mentors: Sequence[Any], policies: Mapping[str, SchemePolicy], today: date
) -> dict[str, list[str]]:
	"""The trainings that each mentor lacks today."""
	found: dict[str, list[str]] = defaultdict(list)
	for row in rows_of(mentors, policies, today):
		if row.outstanding:
			found[row.mentor].append(label_of(row))
	return found


def label_of(row: Row) -> str:
	"""A training as it is shown."""
	return _(row.training) if row.training else _(OF_THE_YEAR)


def rows_of(mentors: Sequence[Any], policies: Mapping[str, SchemePolicy], today: date) -> Iterator[Row]:
	"""A row for each training of each mentor whom the reader sees (rows with MENTOR_FIELDS): one query.

	What is agreed with a mentor in person and not attended yet stands for what the scheme asks of everybody, because
	it has a day of its own (R7). A scheme without a policy asks for nothing.
	"""
	names = {mentor.name for mentor in mentors}
	courses = children_of("Mentor Training", TRAINING_FIELDS, "Mentor", names, course_of)
	for mentor in mentors:
		if mentor.scheme not in policies:
			continue
		facts = facts_from(mentor, (), (), courses[mentor.name], ())
		standings = training_standing(facts, policies[mentor.scheme], today)
		of_mentor = {row.key: row for row in (_asked(mentor, each) for each in standings)}
		for course in facts.trainings:
			row = _agreed(mentor, course, today)
			if row.key not in of_mentor or course.attended_on is None:
				of_mentor[row.key] = row
		yield from of_mentor.values()


def _asked(mentor: Any, each: TrainingStanding) -> Row:
	return Row(
		mentor.name,
		mentor.scheme,
		named(each.training),
		each.training,
		each.state,
		each.outstanding,
		each.due_on,
		each.last_on,
		counted="" if each.training else f"{each.attended} / {each.asked}",
	)


def _agreed(mentor: Any, course: Training, today: date) -> Row:
	late = course.attended_on is None and not course.in_time(today)
	open_state = TrainingState.OVERDUE if late else TrainingState.DUE
	return Row(
		mentor.name,
		mentor.scheme,
		named(course.training),
		course.training,
		TrainingState.DONE if course.attended_on else open_state,
		late,
		course.due_on,
		course.attended_on,
		agreed=True,
	)
