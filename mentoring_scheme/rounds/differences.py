"""Why the best total differs from one mentee after the other, in plain words for each mentee (R18).

Where the two differ, one change brings about the next: a mentor who is given to somebody else makes room, or leaves a
gap. Followed from mentee to mentee the changes form chains, and each chain by itself makes the total better: otherwise
the best solution would have left it out.

The figures of a sentence name people by their keys: those called as in MENTEES are mentees, as in MENTORS mentors.
Whoever shows them puts in the names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from ..policy.text import _
from ..policy.verdicts import Finding, passed, warn
from .assignment import NOBODY, Numbers, Offers

MENTEES = ("mentee", "other")
MENTORS = ("mentor", "before", "instead")


def of_hundred(points: int) -> Decimal:
	"""A score or a sum of scores as people read it: 745 thousandths are 74.5 of 100."""
	return Decimal(points) / 10


@dataclass(frozen=True)
class Differences:
	"""The same mentees with the mentors of both ways; `mentees` and `mentors` are their keys by row and column."""

	mentees: Sequence[str]
	mentors: Sequence[str]
	scores: Numbers
	offers: Offers
	plain: Numbers
	best: Numbers

	def explain(self, row: int) -> tuple[Finding, ...]:
		"""Why this mentee gets another mentor than one by one, or none; nothing where both ways agree."""
		if self.plain[row] == self.best[row]:
			return ()
		return (*self._change(row), *self._score(row), self._gain(self._chain_of[row]))

	def all_taken(self, row: int) -> Finding:
		"""Why a mentee for whom somebody would be possible has nobody: the places are worth more with others."""
		column = self._favourite(row)
		return warn(
			"R18",
			"all-taken",
			_(
				"Everybody who is possible for {mentee} goes to others: {mentor}, who would be the best, to {other}. The total would not be higher with {mentee} in the place of one of them."
			),
			_("Find another mentor, or lock a pair if {mentee} should come first."),
			mentee=self.mentees[row],
			mentor=self.mentors[column],
			other=self.mentees[next(each for each, chosen in enumerate(self.best) if chosen == column)],
		)

	def _favourite(self, row: int) -> int:
		"""The mentor whom this mentee would have taken, had nobody else been there."""
		values = self.offers.values[row].copy()
		values[~self.offers.allowed[row]] = NOBODY
		return int(values.argmax())

	@cached_property
	def _exchanges(self) -> tuple[Mapping[int, int], Mapping[int, int]]:
		"""Who gets the place that a mentee gives up, and whose place a mentee gets.

		Of several who come to one mentor and several who leave, the first comes for the first. For whoever would have had
		nobody, somebody has always left: with a place free, they would have taken it.
		"""
		leaving: dict[int, list[int]] = defaultdict(list)
		for row in self._changed:
			leaving[int(self.plain[row])].append(row)
		after: dict[int, int] = {}
		for row in self._changed:
			left = leaving[int(self.best[row])] if self.best[row] != NOBODY else []
			if left:
				after[left.pop(0)] = row
		return after, {taker: giver for giver, taker in after.items()}

	@cached_property
	def _changed(self) -> list[int]:
		return [row for row in range(len(self.mentees)) if self.plain[row] != self.best[row]]

	@cached_property
	def _chain_of(self) -> Mapping[int, tuple[int, ...]]:
		"""For each mentee with a change, everybody of the same chain."""
		after, before = self._exchanges
		found: dict[int, tuple[int, ...]] = {}
		for row in self._changed:
			if row not in found:
				chain = tuple(dict.fromkeys((*_followed(row, before), *_followed(row, after))))
				found.update(dict.fromkeys(chain, chain))
		return found

	def _change(self, row: int) -> Iterator[Finding]:
		after, before = self._exchanges
		if self.best[row] == NOBODY:
			yield self._goes_without(row, after[row])
		elif self.plain[row] == NOBODY:
			yield self._gets_somebody(row, before[row])
		elif row in after:
			yield self._makes_way(row, after[row])
		else:
			yield self._moves_up(row, before[row])

	def _goes_without(self, row: int, other: int) -> Finding:
		message = (
			_("{before} is the only one possible for {other}, so {mentee} gets no mentor in this round.")
			if self._only_one(other)
			else _(
				"{before} goes to {other}, and nobody else is free, so {mentee} gets no mentor in this round."
			)
		)
		remedy = _("Find another mentor, or lock the pair if {mentee} should come first.")
		return warn("R18", "goes-without", message, remedy, **self._people(row, other))

	def _gets_somebody(self, row: int, other: int) -> Finding:
		if self.best[other] == NOBODY:
			message = _("{mentee} gets {mentor}, who would go to {other} if mentees came one by one.")
		else:
			message = _(
				"{mentee} would have no mentor if mentees came one by one; {mentor} is free because {other} gets {instead}."
			)
		return passed("R18", "gets-somebody", message, **self._people(row, other))

	def _makes_way(self, row: int, other: int) -> Finding:
		if self._only_one(other):
			message = _(
				"{mentee} gets {mentor} instead of {before}, who is the only one possible for {other}."
			)
		elif self.plain[other] == NOBODY:
			message = _(
				"{mentee} gets {mentor} instead of {before}, who goes to {other}; one by one, {other} would have no mentor."
			)
		else:
			message = _("{mentee} gets {mentor} instead of {before}, who goes to {other}.")
		return passed("R18", "makes-way", message, **self._people(row, other))

	def _moves_up(self, row: int, other: int) -> Finding:
		message = (
			_("{mentee} gets {mentor} instead of {before}; one by one, {mentor} would go to {other}.")
			if self.best[other] == NOBODY
			else _("{mentee} gets {mentor} instead of {before}, because {other} gets {instead}.")
		)
		return passed("R18", "moves-up", message, **self._people(row, other))

	def _score(self, row: int) -> list[Finding]:
		"""How well the two mentors fit, where there are two."""
		if NOBODY in (self.plain[row], self.best[row]):
			return []
		scores = self.scores[row]
		return [
			passed(
				"R18",
				"other-score",
				_("The score of this pair is {score} of 100; with {before} it would be {score_before}."),
				before=self.mentors[self.plain[row]],
				score=of_hundred(int(scores[self.best[row]])),
				score_before=of_hundred(int(scores[self.plain[row]])),
			)
		]

	def _gain(self, chain: tuple[int, ...]) -> Finding:
		"""What the changes of a chain bring, taken together."""
		rows = list(chain)
		gain = self._worth(rows, self.best) - self._worth(rows, self.plain)
		more = int((self.best[rows] != NOBODY).sum() - (self.plain[rows] != NOBODY).sum())
		return passed(
			"R18",
			"gain-of-the-chain",
			_GAINS[more],
			changes=len(chain),
			points=of_hundred(gain),
		)

	def _worth(self, rows: list[int], chosen: Numbers) -> int:
		return sum(int(self.offers.values[row, chosen[row]]) for row in rows if chosen[row] != NOBODY)

	def _only_one(self, row: int) -> bool:
		return int(self.offers.allowed[row].sum()) == 1

	def _people(self, row: int, other: int) -> dict[str, Any]:
		"""Everybody whom a sentence may name; None for a mentor whom there is not."""
		return {
			"mentee": self.mentees[row],
			"mentor": self._mentor(self.best[row]),
			"before": self._mentor(self.plain[row]),
			"other": self.mentees[other],
			"instead": self._mentor(self.best[other]),
		}

	def _mentor(self, column: int) -> str | None:
		return None if column == NOBODY else self.mentors[column]


_GAINS = {
	1: _(
		"The changes for these {changes} mentees belong together: one more of them gets a mentor, and the total rises by {points}."
	),
	0: _("The changes for these {changes} mentees belong together: the total rises by {points}."),
	-1: _(
		"The changes for these {changes} mentees belong together: one fewer of them gets a mentor, but the total rises by {points}."
	),
}


def _followed(row: int, steps: Mapping[int, int]) -> list[int]:
	"""Everybody who is met from one mentee on, until the end or back at the start."""
	met = [row]
	while (following := steps.get(met[-1])) is not None and following != row:
		met.append(following)
	return met
