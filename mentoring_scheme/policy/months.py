"""Months, periods and time added up. Dates only: no time of day, no clock."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .errors import PolicyError
from .text import _

LONGEST_MONTHS = 600  # fifty years: anything longer is a slip of the keyboard
DAYS_IN_A_LEFT_OVER_MONTH = 30
ONE_DAY = timedelta(days=1)
SHORTEST_MONTH = 28
APRIL = 4


def add_months(anchor: date, months: int) -> date:
	"""The day `months` after (or before) `anchor`, clipped to the end of its month.

	Always counted from the anchor, so that 31 January, 28 February, 31 March ... never drifts to the 28th.
	Raises PolicyError when the result is no date that a calendar has.
	"""
	year, month = divmod(anchor.year * 12 + anchor.month - 1 + months, 12)
	if not 1 <= year <= 9999:
		raise PolicyError(
			"months", _("{months} months from {anchor} is no usable date."), months=months, anchor=anchor
		)
	day = anchor.day
	return date(year, month + 1, day if day <= SHORTEST_MONTH else min(day, monthrange(year, month + 1)[1]))


def add_days(anchor: date, days: int) -> date:
	"""The day `days` after `anchor`. Raises PolicyError when the result is no date that a calendar has."""
	try:
		return anchor + timedelta(days=days)
	except OverflowError:
		raise PolicyError(
			"days", _("{days} days from {anchor} is no usable date."), days=days, anchor=anchor
		) from None


def financial_year(day: date) -> date:
	"""The first day of the councils' financial year, 1 April to 31 March, in which a day lies."""
	return date(day.year - (day.month < APRIL), APRIL, 1)


def whole_months_between(start: date, end: date) -> int:
	"""The whole months from `start` until the morning of `end` (31 January to 30 April: three).

	Raises PolicyError when `end` is before `start`.
	"""
	if end < start:
		raise PolicyError("end", _("The end ({end}) is before the start ({start})."), start=start, end=end)
	months = (end.year - start.year) * 12 + end.month - start.month
	whole = start.day <= end.day or add_months(start, months) <= end
	return months if whole else months - 1


@dataclass(frozen=True, order=True)
class Period:
	"""A stretch of days, both ends included; no end means that it still runs.

	Raises PolicyError when it ends before it starts.
	"""

	start: date
	end: date | None = None

	def __post_init__(self) -> None:
		if self.end is not None and self.end < self.start:
			raise PolicyError(
				"end",
				_("The period ends on {end}, before it starts on {start}."),
				start=self.start,
				end=self.end,
			)

	def until(self, today: date) -> Period | None:
		"""The part of it that has passed by `today`, which is counted in; None when it lies ahead."""
		if self.start > today:
			return None
		return Period(self.start, today) if self.end is None or self.end > today else self


@dataclass(frozen=True)
class Cumulative:
	"""Time added up: whole months and the days left over; `total_days` is every day counted once."""

	months: int
	days: int
	total_days: int


def union(periods: Iterable[Period], today: date) -> list[Period]:
	"""The periods up to today, in order, with those that overlap or touch made one (R6)."""
	runs: list[Period] = []
	for period in sorted(passed for each in periods if (passed := each.until(today))):
		if runs and period.start <= _after(runs[-1]):
			runs[-1] = Period(runs[-1].start, max(_end(runs[-1]), _end(period)))
		else:
			runs.append(period)
	return runs


def cumulative(periods: Iterable[Period], today: date) -> Cumulative:
	"""Time in the union of the periods, up to and including today (R6).

	Each unbroken run gives its whole calendar months and its left-over days; the left-over days of all runs make
	further months, thirty days each. Two separate half-years of whole calendar months are thus twelve months. The
	sum is never more than the whole months between the first day and the last.
	"""
	runs = union(periods, today)
	if not runs:
		return Cumulative(0, 0, 0)
	counted = [_months_and_days(run.start, _after(run)) for run in runs]
	further, days = divmod(sum(days for _months, days in counted), DAYS_IN_A_LEFT_OVER_MONTH)
	months = sum(months for months, _days in counted) + further
	elapsed, elapsed_days = _months_and_days(runs[0].start, _after(runs[-1]))
	if (months, days) > (elapsed, elapsed_days):
		months, days = elapsed, elapsed_days
	return Cumulative(months, days, sum((_after(run) - run.start).days for run in runs))


def _months_and_days(start: date, end: date) -> tuple[int, int]:
	months = whole_months_between(start, end)
	return months, (end - add_months(start, months)).days


def _end(period: Period) -> date:
	"""The last day of a period that is known to have one."""
	return period.end or date.max


def _after(period: Period) -> date:
	"""The day after a period that is known to have an end."""
	return _end(period) + ONE_DAY
