"""Whole miles between all mentees and all mentors at once: to the mile what the policy says of each two of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..policy.distance import EARTH_RADIUS_MILES, miles_between
from ..policy.match_values import Person, Place
from .assignment import Numbers

NOT_KNOWN = -1

# Two ways of reckoning differ by far less than this; so close to a half the policy itself says which mile it is.
CLOSE_TO_HALF = 1e-3


def miles_apart(mentees: Sequence[Person], mentors: Sequence[Person]) -> Numbers:
	"""A row for each mentee, a column for each mentor; NOT_KNOWN where one of them has no coordinates.

	Many people share the coordinates of their area, so each two places are measured once.
	"""
	here, row_of = _places(mentees)
	there, column_of = _places(mentors)
	miles = np.full((len(here) + 1, len(there) + 1), NOT_KNOWN, dtype=np.int64)
	if here and there:
		miles[:-1, :-1] = _measured(here, there)
	return miles[np.ix_(row_of, column_of)]


def _places(people: Sequence[Person]) -> tuple[list[Place], Numbers]:
	"""Each place once, and for everybody the number of theirs; who has none gets the number after the last."""
	found: dict[Place, int] = {}
	numbers = []
	for person in people:
		place = person.place or person.area_place
		numbers.append(NOT_KNOWN if place is None else found.setdefault(place, len(found)))
	return list(found), np.array(
		[len(found) if each == NOT_KNOWN else each for each in numbers], dtype=np.int64
	)


def _measured(here: list[Place], there: list[Place]) -> Numbers:
	north = np.radians([each.latitude for each in here])[:, None]
	east = np.array([each.longitude for each in here])[:, None]
	other_north = np.radians([each.latitude for each in there])
	other_east = np.array([each.longitude for each in there])
	across = np.sin((other_north - north) / 2) ** 2
	along = np.sin(np.radians(other_east - east) / 2) ** 2
	half = np.sqrt(np.minimum(1.0, across + np.cos(north) * np.cos(other_north) * along))
	exact = 2 * EARTH_RADIUS_MILES * np.arcsin(half) + 0.5
	miles: Numbers = np.floor(exact).astype(np.int64)
	for row, column in np.argwhere(np.abs(exact - np.rint(exact)) < CLOSE_TO_HALF):
		miles[row, column] = miles_between(here[row], there[column])
	return miles
