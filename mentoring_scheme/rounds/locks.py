"""Pairs that the co-ordinator has locked: taken before all others, unless something stands against it (R18, R19)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

import numpy as np

from ..policy.errors import PolicyError
from ..policy.matching import undecided
from ..policy.text import _, several
from ..policy.verdicts import Finding
from .assignment import Flags, Numbers
from .pairs import Pairs

Pair = tuple[str, str]


class LockRefused(PolicyError):
	"""A locked pair that cannot be kept. `finding` is the rule that refuses it, where it is one."""

	def __init__(self, pair: Pair, problem: str, finding: Finding | None = None, **figures: object) -> None:
		self.mentee, self.mentor = pair
		self.finding = finding
		super().__init__("locked", problem, mentee=self.mentee, mentor=self.mentor, **figures)


class Locks:
	"""The locked pairs of a round. Raises LockRefused for the first, by its keys, that cannot be kept."""

	def __init__(self, locked: Collection[Pair], excluded: Collection[Pair], pairs: Pairs) -> None:
		self._pairs = pairs
		self.columns: dict[int, int] = {}
		for pair in sorted(set(locked)):
			self._check_people(pair)
			if pair in excluded:
				raise LockRefused(
					pair, _("{mentee} and {mentor} are both locked and excluded; decide on one.")
				)
			row, column = pairs.mentee_keys.index(pair[0]), pairs.mentor_keys.index(pair[1])
			self._check_once(pair, row)
			self._check_rules(pair, row, column)
			self.columns[row] = column
			self._check_places(pair, column)

	@property
	def table(self) -> Flags:
		"""The locked pairs as a table."""
		table = np.zeros(self._pairs.shape, dtype=np.bool_)
		table[list(self.columns), list(self.columns.values())] = True
		return table

	@property
	def others(self) -> Flags:
		"""The mentees who are not locked."""
		found = np.ones(len(self._pairs.mentees), dtype=np.bool_)
		found[list(self.columns)] = False
		return found

	def kept_in(self, chosen: Numbers) -> Numbers:
		"""A solution for the others, with the locked pairs put in."""
		whole = chosen.copy()
		whole[list(self.columns)] = list(self.columns.values())
		return whole

	def _check_people(self, pair: Pair) -> None:
		if pair[0] not in self._pairs.mentee_keys:
			raise LockRefused(
				pair, _("{mentee} is locked to {mentor}, but is not among the mentees of this round.")
			)
		if pair[1] not in self._pairs.mentor_keys:
			raise LockRefused(
				pair, _("{mentee} is locked to {mentor}, who is not among the mentors of this round.")
			)

	def _check_once(self, pair: Pair, row: int) -> None:
		if row in self.columns:
			raise LockRefused(
				pair,
				_("{mentee} is locked to {mentor} and to {before} as well; decide on one."),
				before=self._pairs.mentor_keys[self.columns[row]],
			)

	def _check_rules(self, pair: Pair, row: int, column: int) -> None:
		refusals = undecided(self._pairs.assessment(row, column), self._pairs.mentors[column])
		if refusals:
			message = _("{mentee} and {mentor} cannot be locked together: {reason}")
			raise LockRefused(pair, message, refusals[0], reason=refusals[0].text)

	def _check_places(self, pair: Pair, column: int) -> None:
		free, wanted = int(self._pairs.places[column]), Counter(self.columns.values())[column]
		if wanted > free:
			raise LockRefused(
				pair,
				several(
					free,
					_(
						"{mentee} is locked to {mentor}, who has {free} free place and is locked to {wanted} mentees."
					),
					_(
						"{mentee} is locked to {mentor}, who has {free} free places and is locked to {wanted} mentees."
					),
				)
				if free
				else _("{mentee} is locked to {mentor}, who has no free place."),
				free=free,
				wanted=wanted,
			)
