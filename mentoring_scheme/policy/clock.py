"""A link's own clock, which stands still while support is suspended, where the policy says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .months import add_days


@dataclass(frozen=True, order=True)
class Suspension:
	"""Support suspended from `start` until the morning of `resumed_on`; still suspended while that is None."""

	start: date
	resumed_on: date | None = None
	reason: str = ""

	@property
	def is_open(self) -> bool:
		return self.resumed_on is None

	def days_before(self, day: date) -> int:
		"""How many of its days lie before `day`."""
		if self.start >= day:
			return 0
		return (min(self.resumed_on or day, day) - self.start).days


@dataclass(frozen=True)
class Clock:
	"""Converts between the calendar and the link's own count of days.

	`stops` are in order and do not overlap. A milestone is reached on the morning of its day: a suspension that
	starts on that very day no longer moves it.
	"""

	stops: tuple[Suspension, ...] = ()

	def calendar(self, own: date) -> date | None:
		"""The calendar day of a day on the link's own clock; None while an open suspension lies before it."""
		moved = own
		for stop in self.stops:
			if stop.start >= moved:
				break
			if stop.resumed_on is None:
				return None
			moved = add_days(moved, (stop.resumed_on - stop.start).days)
		return moved

	def own(self, calendar: date) -> date:
		"""The day on the link's own clock that a calendar day stands for."""
		return add_days(calendar, -sum(stop.days_before(calendar) for stop in self.stops))

	def resumed(self, day: date) -> Clock:
		"""The same clock with an open suspension taken to end on `day` (never before it began)."""
		return Clock(closed_on(self.stops, day))


def closed_on(suspensions: Sequence[Suspension], day: date) -> tuple[Suspension, ...]:
	"""The suspensions in order, with an open one ended on `day`."""
	return tuple(
		Suspension(each.start, max(day, each.start), each.reason) if each.is_open else each
		for each in sorted_(suspensions)
	)


def sorted_(suspensions: Sequence[Suspension]) -> tuple[Suspension, ...]:
	"""The suspensions by their start."""
	return tuple(sorted(suspensions, key=lambda each: each.start))
