"""Mentees come to mentors in the order in which they are ready: to whoever has the fewest links, once somebody has room."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from ..policy.pairs import PairFacts, assess_pair
from ..policy.scheme import SchemePolicy
from .demand import Referral
from .tallies import Counted

NO_LIMIT = 10_000


class Placed(NamedTuple):
	"""A mentee with a mentor, by the mentor's number, from the morning of `start`."""

	referral: Referral
	mentor: int
	start: date
	course: Counted


def links_at_a_time(policy: SchemePolicy, today: date) -> int:
	"""How many links a mentor may have before the policy refuses or warns (R19); NO_LIMIT where it never does.

	A warning is taken as a limit, too: going beyond the scheme's own figure is an exception, and no plan rests on it.
	"""
	if not policy.mentees_at_a_time:
		return NO_LIMIT
	load = 0
	while not _is_stopped(load, policy, today):
		load += 1
	return load


def _is_stopped(load: int, policy: SchemePolicy, today: date) -> bool:
	findings = assess_pair(PairFacts(mentor_load=load), policy, today).outstanding()
	return any(each.code == "load" for each in findings)


class Mentors:
	"""The mentors with the links that they have at the moment."""

	def __init__(self, capacities: Sequence[int]) -> None:
		self._capacities = capacities
		self._loads = [0] * len(capacities)
		self._free = [(0, number) for number, capacity in enumerate(capacities) if capacity > 0]
		self._ends: list[tuple[date, int]] = []
		heapify(self._free)

	def take(self, mentor: int, until: date) -> None:
		"""A link that occupies the mentor until the morning of `until`."""
		self._loads[mentor] += 1
		self._offer(mentor)
		heappush(self._ends, (until, mentor))

	def choose(self, day: date, last: date) -> tuple[int, date] | None:
		"""The mentor with the fewest links on `day`, or on the first day after it on which one has room.

		None where nobody has room before `last`.
		"""
		while self._ends and self._ends[0][0] <= day:
			self._release()
		while (mentor := self._least()) is None:
			if not self._ends or self._ends[0][0] >= last:
				return None
			day = max(day, self._release())
		return mentor, day

	def _release(self) -> date:
		day, mentor = heappop(self._ends)
		self._loads[mentor] -= 1
		self._offer(mentor)
		return day

	def _offer(self, mentor: int) -> None:
		if self._loads[mentor] < self._capacities[mentor]:
			heappush(self._free, (self._loads[mentor], mentor))

	def _least(self) -> int | None:
		"""What the heap says of a mentor may be out of date; what is, is dropped."""
		while self._free:
			load, mentor = self._free[0]
			if load == self._loads[mentor] < self._capacities[mentor]:
				return mentor
			heappop(self._free)
		return None


def place(
	referrals: Sequence[Referral],
	mentors: Mentors,
	course_from: Callable[[Referral, date], Counted],
	last: date,
) -> Iterator[Placed]:
	"""Place each mentee in turn; those who find nobody before `last` are left out.

	`course_from` says how a mentee's link goes that starts on a day.
	"""
	for referral in referrals:
		found = mentors.choose(referral.ready_on, last) if referral.ready_on < last else None
		if found is None:
			return
		mentor, start = found
		course = course_from(referral, start)
		mentors.take(mentor, course.end)
		yield Placed(referral, mentor, start, course)
