"""The scores of all pairs at once: to the point what the policy's `weigh` gives for each of them (R18)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..policy.choices import PERSONAL, Criterion, Strength
from ..policy.distance import apart
from ..policy.fits import Earlier
from ..policy.match_values import MenteeCase, Wish, folded, folded_all
from ..policy.pairs import places_at_a_time
from ..policy.scheme import SchemePolicy
from .assignment import Flags, Numbers
from .held import UNKNOWN, YES, Mentors
from .hindrances import equal

FULL = 100


class Scores:
	"""Weights and points of all pairs, added up criterion by criterion."""

	def __init__(
		self, mentees: Sequence[MenteeCase], mentors: Mentors, miles: Numbers, policy: SchemePolicy
	) -> None:
		self._mentees = mentees
		self._mentors = mentors
		self._miles = miles
		self._policy = policy
		self._weights = np.zeros(miles.shape, dtype=np.int64)
		self._points = np.zeros(miles.shape, dtype=np.int64)

	def all(self) -> Numbers:
		"""A score of 1000 for each mentee and mentor."""
		weights = {row.criterion: row.weight for row in self._policy.matching_criteria}
		for criterion in Criterion:
			weight = weights.get(criterion, 0)
			liked = [row for row, mentee in enumerate(self._mentees) if _liked(mentee, criterion)]
			for row in liked:
				self._add_liked(row, criterion, weight + self._policy.would_like_weight)
			others = np.setdiff1d(np.arange(len(self._mentees)), liked)
			if weight and criterion not in PERSONAL and len(others):
				self._add_compared(others, criterion, weight)
		return 1000 * self._points // np.maximum(1, FULL * self._weights)

	def _add(self, rows: Numbers, weight: int, fits: Numbers) -> None:
		"""A criterion for some mentees; what is not known counts as the policy says."""
		self._weights[rows] += weight
		self._points[rows] += weight * np.where(fits == UNKNOWN, self._policy.unknown_counts, fits)

	def _add_liked(self, row: int, criterion: Criterion, weight: int) -> None:
		"""The share of what a mentee would like; not known where any of it is not."""
		wishes = _liked(self._mentees[row], criterion)
		met = np.array([self._mentors.meeting(wish, self._miles[row]) for wish in wishes])
		share = FULL * (met == YES).sum(axis=0) // len(wishes)
		self._add(np.array([row]), weight, np.where((met == UNKNOWN).any(axis=0), UNKNOWN, share))

	def _add_compared(self, rows: Numbers, criterion: Criterion, weight: int) -> None:
		if criterion is Criterion.DISTANCE:
			self._add(rows, weight, self._near(rows))
		elif criterion is Criterion.FREE_PLACES:
			self._add(rows, weight, self._room())
		elif criterion is Criterion.EARLIER_LINK:
			self._add_earlier(rows, weight)
		else:
			self._add(rows, weight, self._shared(rows, criterion))

	def _shared(self, rows: Numbers, criterion: Criterion) -> Numbers:
		"""The share of what the mentees are, have or need that the mentors have, too."""
		wanted = [_wanted(self._mentees[row], criterion) for row in rows]
		held = self._mentors.held(criterion)
		shared = held.shared(wanted)
		asked = np.array([len(each) for each in wanted], dtype=np.int64)[:, None]
		if criterion is Criterion.APPROVAL_TYPE:
			fits = np.where(shared > 0, FULL, 0)
		else:
			fits = FULL * shared // np.maximum(1, asked)
		return np.where((asked > 0) & held.known, fits, UNKNOWN)

	def _near(self, rows: Numbers) -> Numbers:
		"""By miles where the scheme weighs them and they are known, else by area."""
		near, far, miles = self._policy.near_miles, self._policy.far_miles, self._miles[rows]
		by_area = np.where(self._same_area(rows), FULL, UNKNOWN)
		if not far:
			return by_area
		between = FULL * (far - miles) // max(1, far - near)
		fits = np.where(miles <= near, FULL, np.where(miles >= far, 0, between))
		return np.where(miles < 0, by_area, fits)

	def _same_area(self, rows: Numbers) -> Flags:
		return equal(
			[_area(self._mentees[row].person.area) for row in rows],
			[_area(each.person.area) for each in self._mentors.cases],
		)

	def _room(self) -> Numbers:
		"""How much room each mentor has (R19)."""
		fits = []
		for mentor in self._mentors.cases:
			places = places_at_a_time(mentor.places, self._policy)
			free = max(0, places - mentor.load)
			fits.append(FULL * free // places if places else FULL // (1 + mentor.load))
		return np.array(fits, dtype=np.int64)

	def _add_earlier(self, rows: Numbers, weight: int) -> None:
		"""Few pairs had a link before, and only they are weighed by it: the policy says how it went."""
		row_of: dict[str, list[int]] = {}
		for row in rows:
			row_of.setdefault(self._mentees[row].person.participant, []).append(row)
		for column, mentor in enumerate(self._mentors.cases):
			for row in (row for participant in mentor.earlier for row in row_of.get(participant, ())):
				mentee = self._mentees[row]
				told = Earlier(weight, mentee).put_to(mentor, apart(mentee.person, mentor.person))
				if told is not None and told.fit is not None:
					self._weights[row, column] += weight
					self._points[row, column] += weight * told.fit


def _liked(mentee: MenteeCase, criterion: Criterion) -> list[Wish]:
	return [
		wish for wish in mentee.wishes if wish.strength is Strength.WOULD_LIKE and wish.criterion is criterion
	]


def _wanted(mentee: MenteeCase, criterion: Criterion) -> frozenset[str]:
	return folded_all(mentee.topics if criterion is Criterion.EXPERTISE else mentee.person.known(criterion))


def _area(area: str | None) -> str | None:
	return folded(area) if area else None
