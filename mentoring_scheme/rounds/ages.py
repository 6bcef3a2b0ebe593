"""By how many whole years each mentor is older than each mentee, as the policy counts them (R20)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

import numpy as np

from .assignment import Flags, Numbers


def years_older(
	mentors: Sequence[date | None], mentees: Sequence[date | None], today: date
) -> tuple[Numbers, Flags]:
	"""A row for each mentee, a column for each mentor: the years, below 0 for a younger mentor, and whether known.

	A date of birth after today is taken for not known.
	"""
	older, known_older = _columns(mentors, today)
	younger, known_younger = _columns(mentees, today)
	younger, known = younger[:, :, None], known_younger[:, None] & known_older
	older = older[:, None, :]
	mentor_first = _is_before(older, younger)
	years = np.where(mentor_first, _whole_years(older, younger), -_whole_years(younger, older))
	return years, known


def _columns(born: Sequence[date | None], today: date) -> tuple[Numbers, Flags]:
	"""Year, month, day and the last day of that month; and who is known."""
	known = [each is not None and each <= today for each in born]
	days = [each if each is not None and each <= today else today for each in born]
	table = [(each.year, each.month, each.day, monthrange(each.year, each.month)[1]) for each in days]
	return np.array(table, dtype=np.int64).reshape(-1, 4).T, np.array(known, dtype=np.bool_)


def _is_before(one: Numbers, other: Numbers) -> Flags:
	"""Whether the one day is the other or earlier."""
	found: Flags = (one[0] * 10_000 + one[1] * 100 + one[2]) <= (
		other[0] * 10_000 + other[1] * 100 + other[2]
	)
	return found


def _whole_years(start: Numbers, end: Numbers) -> Numbers:
	"""Full years from one day to a later one; in a shorter month the anniversary is its last day."""
	anniversary = np.minimum(start[2], end[3])
	before = (end[1] < start[1]) | ((end[1] == start[1]) & (end[2] < anniversary))
	years: Numbers = end[0] - start[0] - before
	return years
