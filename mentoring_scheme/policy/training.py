"""Whether a mentor's mandatory training was attended within its time (R7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Training:
	"""One mandatory course; without a due date it has to be attended before it counts as done."""

	due_on: date | None = None
	attended_on: date | None = None

	def in_time(self, today: date) -> bool:
		"""Whether it was attended within its time, or its time has not run out yet."""
		if self.due_on is None:
			return self.attended_on is not None
		return (self.attended_on or today) <= self.due_on


def outstanding(mandatory: Iterable[Training], today: date) -> int | None:
	"""How many courses are overdue or were attended too late; None where no course is recorded."""
	courses = list(mandatory)
	return sum(not course.in_time(today) for course in courses) if courses else None
