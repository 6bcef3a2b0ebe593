"""The training of mentors: what each has agreed to, what the scheme asks of all, and what is due (R7, R12).

Nothing that is due is stored. It follows from what was attended and from the day of approval as a mentor.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from .choices import Choice
from .months import add_months
from .scheme import TrainingRequirement

YEAR = 12


@dataclass(frozen=True)
class Training:
	"""One mandatory course agreed with a mentor; without a due date it has to be attended before it counts as done."""

	due_on: date | None = None
	attended_on: date | None = None
	training: str = ""

	def in_time(self, today: date) -> bool:
		"""Whether it was attended within its time, or its time has not run out yet."""
		if self.due_on is None:
			return self.attended_on is not None
		return (self.attended_on or today) <= self.due_on


@dataclass(frozen=True)
class Attended:
	"""A training that a mentor has attended."""

	training: str
	on: date


class TrainingState(Choice):
	"""How a mentor stands with what the scheme asks. Lapsed: it was done, and its time for again has passed."""

	DONE = "Done"
	DUE = "Due"
	OVERDUE = "Overdue"
	LAPSED = "Lapsed"


@dataclass(frozen=True)
class TrainingStanding:
	"""How a mentor stands with one training, or, where `training` is empty, with the number asked in a year (R12).

	`due_on` is the day by which it is to be attended, or attended again; None where no day follows: once is enough,
	or the mentor is not approved yet. `attended` counts the last twelve months where a number is asked.
	"""

	training: str
	state: TrainingState
	due_on: date | None = None
	last_on: date | None = None
	before_approval: bool = False
	asked: int = 0
	attended: int = 0

	@property
	def outstanding(self) -> bool:
		"""Whether it is missing today: its time has run out, or nobody is approved without it."""
		missing = (TrainingState.OVERDUE, TrainingState.LAPSED)
		return self.state in missing or (self.state is TrainingState.DUE and self.before_approval)


def standing(
	requirements: Sequence[TrainingRequirement],
	attended: Iterable[Attended],
	mentor_since: date | None,
	trainings_per_year: int,
	today: date,
) -> tuple[TrainingStanding, ...]:
	"""How a mentor stands with each training that the scheme asks for, and last with the number asked in a year.

	`mentor_since` is the day of approval as a mentor; None before it. What lies ahead is not attended yet. A training
	that was attended late is done: only what was agreed with a mentor in person is held against its own day (R7).
	"""
	past = [each for each in attended if each.on <= today]
	last_days = _last_days(past) if requirements else {}
	of_each = tuple(
		_of_requirement(each, last_days.get(named(each.training)), mentor_since, today)
		for each in requirements
	)
	if not trainings_per_year or mentor_since is None or mentor_since > today:
		return of_each
	return (*of_each, _of_the_year(past, mentor_since, trainings_per_year, today))


def outstanding(
	agreed: Iterable[Training], required: Iterable[TrainingStanding], today: date
) -> tuple[str, ...] | None:
	"""The courses that are overdue, lapsed or were attended too late, each once; None where no course is asked.

	What was agreed with the mentor in person stands before what the scheme asks of everybody: somebody with a later
	day of her own has until then.
	"""
	agreed, required = list(agreed), [each for each in required if each.training]
	if not agreed and not required:
		return None
	own_day = {named(each.training) for each in agreed if each.attended_on is None and each.in_time(today)}
	late = [each.training for each in agreed if not each.in_time(today)]
	missing = [each.training for each in required if each.outstanding and named(each.training) not in own_day]
	return _each_once([*late, *missing])


def named(training: str) -> str:
	"""A training's name as it is compared: people write the same course in more than one way."""
	return " ".join(training.split()).casefold()


def _each_once(trainings: Iterable[str]) -> tuple[str, ...]:
	"""The trainings without repeats; those without a name are each a course of their own."""
	found: dict[str | int, str] = {}
	for number, training in enumerate(trainings):
		found.setdefault(named(training) or number, training)
	return tuple(found.values())


def _last_days(attended: Iterable[Attended]) -> dict[str, date]:
	"""The day on which each training was attended last."""
	found: dict[str, date] = {}
	for each in attended:
		name = named(each.training)
		found[name] = max(found.get(name, each.on), each.on)
	return found


def _of_requirement(
	asked: TrainingRequirement, last_on: date | None, mentor_since: date | None, today: date
) -> TrainingStanding:
	if last_on is not None:
		return _attended(asked, last_on, today)
	before_approval = asked.within_months == 0
	if mentor_since is None:
		return TrainingStanding(asked.training, TrainingState.DUE, before_approval=before_approval)
	due_on = add_months(mentor_since, asked.within_months)
	state = TrainingState.OVERDUE if due_on < today else TrainingState.DUE
	return TrainingStanding(asked.training, state, due_on, before_approval=before_approval)


def _attended(asked: TrainingRequirement, last_on: date, today: date) -> TrainingStanding:
	if not asked.every_months:
		return TrainingStanding(asked.training, TrainingState.DONE, None, last_on)
	again_by = add_months(last_on, asked.every_months)
	state = TrainingState.LAPSED if again_by < today else TrainingState.DONE
	return TrainingStanding(asked.training, state, again_by, last_on)


def _of_the_year(
	attended: Sequence[Attended], mentor_since: date, asked: int, today: date
) -> TrainingStanding:
	"""The mentor's first year gives time until its end; after it the last so many trainings lie within twelve months."""
	days = sorted((each.on for each in attended), reverse=True)
	in_year = sum(add_months(day, YEAR) >= today for day in days)
	first_year = add_months(mentor_since, YEAR)
	due_on = max(first_year, add_months(days[asked - 1], YEAR)) if len(days) >= asked else first_year
	if in_year >= asked:
		state = TrainingState.DONE
	elif due_on >= today:
		state = TrainingState.DUE
	else:
		state = TrainingState.LAPSED if len(days) >= asked else TrainingState.OVERDUE
	return TrainingStanding("", state, due_on, days[0] if days else None, asked=asked, attended=in_year)
