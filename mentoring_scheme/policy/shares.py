"""Shares in per cent and days in the middle: the figures that reports are made of, from counts alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

WHOLE = 100


def share(part: int, whole: int) -> int | None:
	"""So many per cent, rounded; None of nothing.

	Only all is a hundred and only none is nought, so that a report never says “all” where somebody is missing.
	"""
	if not whole:
		return None
	if part in (0, whole):
		return WHOLE if part else 0
	return min(max(round(WHOLE * part / whole), 1), WHOLE - 1)


@dataclass(frozen=True)
class Spread:
	"""How long something took: the median and the longest, in days, of so many; None where nothing was counted."""

	counted: int = 0
	median: float | None = None
	longest: int | None = None


def spread(days: Mapping[int, int]) -> Spread:
	"""The spread of a count for each number of days, as a database groups them."""
	counted = sum(days.values())
	if not counted:
		return Spread()
	middle = (_at((counted - 1) // 2, days) + _at(counted // 2, days)) / 2
	return Spread(counted, middle, max(day for day, number in days.items() if number))


def _at(place: int, days: Mapping[int, int]) -> int:
	"""The days at a place of the ordered list that the counts stand for."""
	passed = 0
	for day in sorted(days):
		passed += days[day]
		if place < passed:
			break
	return day
