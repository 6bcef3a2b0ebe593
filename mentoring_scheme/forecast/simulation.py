"""Many runs of a scheme, and the range of what came about in them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ..policy.choices import Anchor
from ..policy.scheme import SchemePolicy
from ..policy.supervision import SupervisionKind, next_due
from .courses import Pace, course_of, new_facts, running_facts
from .demand import Fate, Referral, draw_fates, draw_referrals
from .measures import MEASURES, TOTALS, Figure
from .periods import Months
from .placing import NO_LIMIT, Mentors, Placed, links_at_a_time, place
from .tallies import Counted, Tally, counted
from .values import Assumptions, Caseload, check_together

LOW, HIGH = 0.10, 0.90


@dataclass(frozen=True)
class Range:
	"""What came about in the middle run, and between which figures eight of ten runs lie; None where there was nothing."""

	low: Figure
	mid: Figure
	high: Figure


@dataclass(frozen=True)
class Forecast:
	"""The months, for each measure its range in each month, and the ranges of the totals (which no sum of ranges gives)."""

	title: str
	policy: SchemePolicy
	assumptions: Assumptions
	mentors: int
	months: Months
	by_month: Mapping[str, Sequence[Range]]
	totals: Mapping[str, Range]


def forecast(
	policy: SchemePolicy, assumptions: Assumptions, caseload: Caseload | None = None, title: str = ""
) -> Forecast:
	"""Live through the scheme `assumptions.runs` times. The same seed gives the same figures.

	Raises PolicyError, naming the field, for assumptions that contradict the policy.
	"""
	check_together(assumptions, policy)
	scheme = _Scheme(policy, assumptions, caseload or Caseload())
	runs = [scheme.run(number) for number in range(assumptions.runs)]
	months = range(len(scheme.months))
	return Forecast(
		title=title,
		policy=policy,
		assumptions=assumptions,
		mentors=scheme.available,
		months=scheme.months,
		by_month={
			each.key: [range_of(each.of(run, month, scheme) for run in runs) for month in months]
			for each in MEASURES
		},
		totals={each.key: range_of(each.of(run, scheme) for run in runs) for each in TOTALS},
	)


def range_of(figures: Iterable[Figure]) -> Range:
	"""The middle figure and those at 10 and 90 of 100: each is one that came about, none is between two."""
	known = sorted(each for each in figures if each is not None)
	if not known:
		return Range(None, None, None)
	return Range(*(known[max(0, math.ceil(len(known) * share) - 1)] for share in (LOW, 0.5, HIGH)))


class _Scheme:
	"""A scheme that can be lived through. What happens to a link is worked out once and kept for all runs."""

	def __init__(self, policy: SchemePolicy, assumptions: Assumptions, caseload: Caseload) -> None:
		self.policy, self.assumptions, self.caseload = policy, assumptions, caseload
		self.months = Months(assumptions.start, assumptions.months)
		self.at_a_time = links_at_a_time(policy, assumptions.start)
		self.capacities = [*self._capacities(), *[self.at_a_time] * assumptions.mentors]
		self._by_approval = [each.anchor is Anchor.APPROVAL for each in policy.support_types]
		self._new: dict[tuple[int, date, date, Fate], Counted] = {}
		self._running: dict[tuple[int, Fate], Counted] = {}
		self._supervisions: dict[tuple[date, date, date | None], tuple[date, ...]] = {}

	@cached_property
	def available(self) -> int:
		"""How many mentors may have new links."""
		return sum(1 for capacity in self.capacities if capacity)

	@property
	def per_mentor(self) -> int | None:
		"""How many links a mentor may have; None without a limit."""
		return None if self.at_a_time == NO_LIMIT else self.at_a_time

	def run(self, number: int) -> Tally:
		"""Live through the scheme once."""
		running = self._open_links(number)
		mentors = Mentors(self.capacities)
		for link, course in zip(self.caseload.links, running, strict=True):
			mentors.take(link.mentor, course.end)
		referrals = draw_referrals(
			self.assumptions, self.policy, self.caseload.waiting, self.months.end, number
		)
		placed = list(place(referrals, mentors, self._course, self.months.end))
		return self._tally(running, referrals, placed)

	def _tally(
		self, running: Sequence[Counted], referrals: Sequence[Referral], placed: Sequence[Placed]
	) -> Tally:
		tally = Tally(self.months)
		begun = [each.course for each in placed]
		for link in (*running, *begun):
			tally.add(link)
		tally.set_running((*running, *begun))
		at_once = (self._course(each, each.ready_on) for each in referrals)
		tally.set_peak((*running, *at_once))
		starts: list[date | None] = [each.start for each in placed]
		starts += [None] * (len(referrals) - len(placed))
		tally.add_waits(zip((each.referred_on for each in referrals), starts, strict=True))
		tally.add_days("supervisions", self._supervised(running, placed))
		return tally

	def _capacities(self) -> Iterator[int]:
		for mentor in self.caseload.mentors:
			yield (mentor.capacity or self.at_a_time) if mentor.available else 0

	def _course(self, referral: Referral, start: date) -> Counted:
		"""The course of a new link. The mentee's approval matters only where the length is counted from it."""
		approved_on = referral.approved_on if self._by_approval[referral.support] else start
		key = (referral.support, start, approved_on, referral.fate)
		course = self._new.get(key)
		if course is None:
			facts, end = new_facts(*key, self.policy, self.assumptions)
			lived = course_of(facts, end, self.policy, until=self.months.end)
			course = self._new[key] = counted(lived, self.months, start)
		return course

	def _open_links(self, number: int) -> list[Counted]:
		fates = draw_fates(self.assumptions, self.caseload.links, number)
		return [self._open_link(link, fate) for link, fate in enumerate(fates)]

	def _open_link(self, number: int, fate: Fate) -> Counted:
		"""The course of a link of the caseload from the first day of the forecast on."""
		if (number, fate) not in self._running:
			link, since = self.caseload.links[number], self.assumptions.start
			facts, end = running_facts(link, fate, self.assumptions)
			pace = Pace(link.agreed_every, link.agreed_unit, link.agreed_weekday, link.reviews_held)
			course = course_of(facts, end, link.policy, pace=pace, since=since, until=self.months.end)
			started = facts.start if facts.start >= since else None
			self._running[number, fate] = counted(course, self.months, started)
		return self._running[number, fate]

	def _supervised(self, running: Sequence[Counted], placed: Sequence[Placed]) -> Iterator[date]:
		"""The days of all supervisions: regular ones while a mentor has a link, and one that closes each link (R35, R40)."""
		stretches: dict[int, list[tuple[date, date]]] = defaultdict(list)
		for link, course in zip(self.caseload.links, running, strict=True):
			stretches[link.mentor].append((link.facts.start, course.end))
		for each in placed:
			stretches[each.mentor].append((each.start, each.course.end))
		for mentor, links in stretches.items():
			for start, end in _joined(links):
				yield from self._regular(start, end, self._last_supervision(mentor))
		if self.policy.closing_supervision:
			yield from (course.end for course in (*running, *(each.course for each in placed)))

	def _last_supervision(self, mentor: int) -> date | None:
		known = self.caseload.mentors
		return known[mentor].last_supervision_on if mentor < len(known) else None

	def _regular(self, start: date, end: date, last: date | None) -> tuple[date, ...]:
		"""Each on the day on which it is due, counted from the one before or the start; a late one on the first day."""
		key = (start, end, last)
		if key not in self._supervisions:
			self._supervisions[key] = tuple(self._due(start, end, last))
		return self._supervisions[key]

	def _due(self, start: date, end: date, last: date | None) -> Iterator[date]:
		held, until = max(start, last or start), min(end, self.months.end)
		while due := next_due(held, SupervisionKind.ONE_TO_ONE, self.policy):
			held = max(due, self.assumptions.start)
			if held >= until:
				return
			yield held


def _joined(links: list[tuple[date, date]]) -> Iterator[tuple[date, date]]:
	"""The stretches during which there is a link, in order, with those that overlap or touch made one."""
	start, end = None, date.min
	for first, after in sorted(links):
		if start is None or first > end:
			if start is not None:
				yield start, end
			start, end = first, after
		end = max(end, after)
	if start is not None:
		yield start, end
