"""One run of a forecast, counted by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate

from .courses import Course
from .periods import Months

COUNTED = ("payments", "started", "ended", "contacts", "supervisions", "reviews")


@dataclass(frozen=True)
class Counted:
	"""A course, counted by month once for all runs in which it comes to pass. Payments are in pence."""

	end: date
	first_day: int
	after: int
	by_month: tuple[tuple[str, int, int], ...]


def counted(course: Course, months: Months, started: date | None) -> Counted:
	"""Count a course. `started` is None for a link that ran before the forecast."""
	by_month: Counter[tuple[str, int]] = Counter()
	for day, amount in course.payments:
		_count(by_month, months, "payments", (day,), int(amount * 100))
	_count(by_month, months, "contacts", course.contacts)
	_count(by_month, months, "reviews", course.reviews)
	_count(by_month, months, "reviews", () if course.end_task_on is None else (course.end_task_on,))
	_count(by_month, months, "ended", (course.end,))
	_count(by_month, months, "started", () if started is None else (started,))
	return Counted(
		end=course.end,
		first_day=max(0, (course.facts.start - months.start).days),
		after=min(months.days, (course.end - months.start).days),
		by_month=tuple((name, month, number) for (name, month), number in by_month.items()),
	)


def _count(
	into: Counter[tuple[str, int]], months: Months, name: str, days: Iterable[date], worth: int = 1
) -> None:
	for day in days:
		month = months.index(day)
		if month is not None:
			into[name, month] += worth


@dataclass
class Tally:
	"""What came about in one run, month by month.

	`running` and `waiting` are on the last day of each month, `peak` is the most links that would have run on a day of
	it if there had always been a mentor, `waits` the days that those waited whose links began in it. `waited` are the
	days that each mentee waited, until their link or the end of the forecast.
	"""

	months: Months
	sums: dict[str, list[int]] = field(default_factory=dict)
	running: list[int] = field(default_factory=list)
	waiting: list[int] = field(default_factory=list)
	peak: list[int] = field(default_factory=list)
	waits: list[list[int]] = field(default_factory=list)
	waited: list[int] = field(default_factory=list)

	def __post_init__(self) -> None:
		self.sums = {name: [0] * len(self.months) for name in COUNTED}
		self.waits = [[] for _month in range(len(self.months))]

	def add(self, link: Counted) -> None:
		for name, month, number in link.by_month:
			self.sums[name][month] += number

	def add_days(self, name: str, days: Iterable[date]) -> None:
		for day in days:
			month = self.months.index(day)
			if month is not None:
				self.sums[name][month] += 1

	def add_waits(self, people: Iterable[tuple[date, date | None]]) -> None:
		"""Each mentee's referral and the start of the link, if there was one."""
		changes = [0] * (self.months.days + 1)
		for referred_on, start in people:
			until = start or self.months.end
			days = (until - referred_on).days
			self.waited.append(days)
			month = None if start is None else self.months.index(start)
			if month is not None:
				self.waits[month].append(days)
			changes[max(0, (referred_on - self.months.start).days)] += 1
			changes[min(self.months.days, (until - self.months.start).days)] -= 1
		by_day = list(accumulate(changes))
		self.waiting = [by_day[self.months.last_day(month)] for month in range(len(self.months))]

	def set_running(self, links: Iterable[Counted]) -> None:
		by_day = running_by_day(links, self.months)
		self.running = [by_day[self.months.last_day(month)] for month in range(len(self.months))]

	def set_peak(self, links: Iterable[Counted]) -> None:
		by_day, first = running_by_day(links, self.months), 0
		for month in range(len(self.months)):
			last = self.months.last_day(month)
			self.peak.append(max(by_day[first : last + 1]))
			first = last + 1


def running_by_day(links: Iterable[Counted], months: Months) -> Sequence[int]:
	"""How many links run on each day of the forecast."""
	changes = [0] * (months.days + 1)
	for link in links:
		if link.first_day < link.after:
			changes[link.first_day] += 1
			changes[link.after] -= 1
	return list(accumulate(changes))
