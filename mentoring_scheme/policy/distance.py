"""How far apart two people live: by their coordinates, else by those of their areas, else not known."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, floor, radians, sin, sqrt

from .match_values import Person, Place, folded
from .scheme import SchemePolicy

EARTH_RADIUS_MILES = 3958.7613


@dataclass(frozen=True)
class Apart:
	"""Whole miles between two people, and whether they live in the same area; None where that is not known.

	`by_area`: the miles are measured from the middle of an area at one end or both.
	"""

	miles: int | None
	same_area: bool | None
	by_area: bool


def apart(one: Person, other: Person) -> Apart:
	"""How far apart two people live, as far as that is known."""
	here, there = one.place or one.area_place, other.place or other.area_place
	return Apart(
		miles_between(here, there) if here and there else None,
		_same_area(one.area, other.area),
		not (one.place and other.place),
	)


def miles_between(here: Place, there: Place) -> int:
	"""Whole miles along the great circle, halves rounded up."""
	north, other_north = radians(here.latitude), radians(there.latitude)
	across = sin((other_north - north) / 2) ** 2
	along = sin(radians(there.longitude - here.longitude) / 2) ** 2
	half = sqrt(min(1.0, across + cos(north) * cos(other_north) * along))
	return floor(2 * EARTH_RADIUS_MILES * asin(half) + 0.5)


def distance_fit(found: Apart, policy: SchemePolicy) -> int | None:
	"""How well a distance fits: 100 up to near, 0 from far, evenly between; None where it is not known.

	Without coordinates, or where the scheme does not weigh miles, living in the same area fits in full; other areas
	may be near or far, which is not known.
	"""
	if policy.far_miles and found.miles is not None:
		return _between(found.miles, policy.near_miles, policy.far_miles)
	return 100 if found.same_area else None


def _between(miles: int, near: int, far: int) -> int:
	if miles <= near:
		return 100
	return 0 if miles >= far else 100 * (far - miles) // (far - near)


def _same_area(one: str | None, other: str | None) -> bool | None:
	if not one or not other:
		return None
	return folded(one) == folded(other)
