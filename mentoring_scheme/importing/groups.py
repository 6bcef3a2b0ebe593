"""Rows that belong together: brought in all of them, or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from mentoring_scheme.importing.columns import Row
from mentoring_scheme.importing.keys import Ref, ref_of, references
from mentoring_scheme.importing.sheets import SHEETS

ORDER = [each.title for each in SHEETS]


@dataclass(frozen=True)
class Group:
	"""People with everything that rests on them, in the order in which it is written."""

	rows: tuple[Row, ...]

	def of(self, sheet: str) -> list[Row]:
		"""The rows of one sheet."""
		return [row for row in self.rows if row.sheet == sheet]


def grouped(rows: Sequence[Row]) -> list[Group]:
	"""The rows in groups: those that name one another, over however many steps. What is not among them joins nothing."""
	here = {ref_of(row) for row in rows}
	above: dict[Ref, Ref] = {ref: ref for ref in here}
	for row in rows:
		for ref in references(row).values():
			if ref in here:
				above[_top(ref_of(row), above)] = _top(ref, above)
	groups: dict[Ref, list[Row]] = defaultdict(list)
	for row in rows:
		groups[_top(ref_of(row), above)].append(row)
	return [Group(tuple(sorted(each, key=_place))) for each in groups.values()]


def _top(ref: Ref, above: dict[Ref, Ref]) -> Ref:
	while above[ref] != ref:
		above[ref] = above[above[ref]]
		ref = above[ref]
	return ref


def _place(row: Row) -> tuple[int, int]:
	return ORDER.index(row.sheet), row.number
