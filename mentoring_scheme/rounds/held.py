"""What all mentors are known to have, laid out so that a question is put to all of them at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..policy.choices import Criterion, Strength
from ..policy.match_values import MentorCase, Wish, folded_all
from .assignment import Flags, Numbers

States = NDArray[np.int8]

YES, NO, UNKNOWN = 1, 0, -1


class Held:
	"""The values of one criterion: a row for each value, a column for each mentor."""

	def __init__(self, sets: Sequence[frozenset[str]]) -> None:
		self._rows = {value: row for row, value in enumerate(sorted(frozenset().union(*sets)))}
		self._table = np.zeros((len(self._rows), len(sets)), dtype=np.float32)
		for column, values in enumerate(sets):
			self._table[[self._rows[value] for value in values], column] = 1
		self.known: Flags = np.array([bool(values) for values in sets], dtype=np.bool_)

	def shared(self, asked: Sequence[frozenset[str]]) -> Numbers:
		"""How many of the values that each mentee asks for each mentor has."""
		wanted = np.zeros((len(asked), len(self._rows)), dtype=np.float32)
		for row, values in enumerate(asked):
			wanted[row, [self._rows[value] for value in values if value in self._rows]] = 1
		return (wanted @ self._table).astype(np.int64)

	def any_of(self, values: frozenset[str]) -> States:
		"""Whether each mentor has one of these values."""
		if not values:
			return np.full(len(self.known), UNKNOWN, dtype=np.int8)
		rows = [self._rows[value] for value in values if value in self._rows]
		return np.where(self.known, self._table[rows].any(axis=0), UNKNOWN).astype(np.int8)


class Mentors:
	"""All mentors of a round with what is known of them."""

	def __init__(self, cases: Sequence[MentorCase]) -> None:
		self.cases = cases
		self._held: dict[Criterion, Held] = {}
		self._asked: dict[tuple[Criterion, frozenset[str]], States] = {}

	def held(self, criterion: Criterion) -> Held:
		"""What they have of one criterion."""
		if criterion not in self._held:
			self._held[criterion] = Held([folded_all(each.person.known(criterion)) for each in self.cases])
		return self._held[criterion]

	def meeting(self, wish: Wish, miles: Numbers) -> States:
		"""Whether each of them meets a wish, for a mentee who lives so many miles from each."""
		there = self._near(wish, miles) if wish.criterion is Criterion.DISTANCE else self._having(wish)
		if wish.strength is not Strength.MUST_NOT:
			return there
		return np.where(there == UNKNOWN, UNKNOWN, YES - there).astype(np.int8)

	def _having(self, wish: Wish) -> States:
		asked = wish.criterion, folded_all(wish.values)
		if asked not in self._asked:
			self._asked[asked] = self.held(wish.criterion).any_of(asked[1])
		return self._asked[asked]

	def _near(self, wish: Wish, miles: Numbers) -> States:
		insisted = wish.strength is not Strength.WOULD_LIKE
		if wish.miles is None or (insisted and not wish.miles):
			return np.full(len(miles), UNKNOWN, dtype=np.int8)
		near = miles < wish.miles if wish.strength is Strength.MUST_NOT else miles <= wish.miles
		return np.where(miles < 0, UNKNOWN, near).astype(np.int8)
