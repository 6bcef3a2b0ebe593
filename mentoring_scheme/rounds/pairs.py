"""All pairs of a round: what each is worth, and which of them may be proposed (R18, R19)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date
from functools import cached_property

import numpy as np

from ..policy.errors import PolicyError
from ..policy.match_values import MenteeCase, MentorCase
from ..policy.matching import assess_match, free_places
from ..policy.scheme import SchemePolicy
from ..policy.text import _
from ..policy.verdicts import Assessment
from .assignment import NOBODY, Flags, Numbers
from .reasons import Obstacles
from .weighing import Weighed, weigh_all

POINTS = 10  # thousandths in one point of a score of 100


class Pairs:
	"""Mentees as rows, the one who has waited longest first, and mentors as columns, by their keys.

	Raises PolicyError where somebody takes part twice.
	"""

	def __init__(
		self,
		mentees: Sequence[MenteeCase],
		mentors: Sequence[MentorCase],
		policy: SchemePolicy,
		today: date,
		*,
		excluded: Collection[tuple[str, str]],
		ask_first_too: bool,
	) -> None:
		self.mentees = sorted(mentees, key=lambda each: (each.waiting_since or date.max, each.key))
		self.mentors = sorted(mentors, key=lambda each: each.key)
		self.mentee_keys = _each_once("mentees", [each.key for each in self.mentees])
		self.mentor_keys = _each_once("mentors", [each.key for each in self.mentors])
		self.policy = policy
		self.today = today
		self.ask_first_too = ask_first_too
		self.excluded = self._table(excluded)

	@property
	def shape(self) -> tuple[int, int]:
		return len(self.mentees), len(self.mentors)

	@cached_property
	def weighed(self) -> Weighed:
		return weigh_all(self.mentees, self.mentors, self.policy, self.today)

	@cached_property
	def places(self) -> Numbers:
		"""The free places of each mentor; no limit is as many as there are mentees."""
		free = [free_places(each, self.policy) for each in self.mentors]
		return np.array([len(self.mentees) if each is None else each for each in free], dtype=np.int64)

	@cached_property
	def loads(self) -> Numbers:
		"""The open links of each mentor."""
		return np.array([each.load for each in self.mentors], dtype=np.int64)

	@cached_property
	def values(self) -> Numbers:
		"""What each pair is worth: its score, and the policy's points for the weeks that the mentee has waited."""
		weeks = [weeks_waited(each.waiting_since, self.today) for each in self.mentees]
		points = np.array(weeks, dtype=np.int64) * self.policy.points_per_week_waited * POINTS
		values: Numbers = self.weighed.scores + points[:, None]
		return values

	@cached_property
	def possible(self) -> Flags:
		"""The pairs that may be proposed as long as the mentor has a place."""
		against = self.weighed.refused | self._too_low | self.excluded
		if not self.ask_first_too:
			against |= self.weighed.ask_first
		return ~against

	@cached_property
	def _too_low(self) -> Flags:
		return self.weighed.scores < self.policy.lowest_score_in_round * POINTS

	def obstacles(self, places_left: Numbers) -> Obstacles:
		"""What stands in the way of pairs that may not be proposed."""
		return Obstacles(
			refused_to_all=self.weighed.hindrances.refused_to_all,
			refused=self.weighed.refused,
			excluded=self.excluded,
			full=places_left <= 0,
			ask_first=self.weighed.ask_first,
			too_low=self._too_low,
			lowest=self.policy.lowest_score_in_round,
		)

	def assessment(self, row: int, column: int) -> Assessment:
		"""What the policy says of one pair."""
		return assess_match(self.mentees[row], self.mentors[column], self.policy, self.today)

	def score(self, row: int, column: int) -> int | None:
		"""The score of a pair of 1000; None for nobody."""
		return None if column == NOBODY else int(self.weighed.scores[row, column])

	def worth(self, chosen: Numbers) -> int:
		"""What a whole solution is worth."""
		rows = np.flatnonzero(chosen != NOBODY)
		return int(self.values[rows, chosen[rows]].sum())

	def _table(self, pairs: Collection[tuple[str, str]]) -> Flags:
		"""The pairs as a table; those of people who take no part are left out."""
		rows = {key: row for row, key in enumerate(self.mentee_keys)}
		columns = {key: column for column, key in enumerate(self.mentor_keys)}
		table = np.zeros(self.shape, dtype=np.bool_)
		for mentee, mentor in pairs:
			if mentee in rows and mentor in columns:
				table[rows[mentee], columns[mentor]] = True
		return table


def weeks_waited(since: date | None, today: date) -> int:
	"""Whole weeks; none for somebody who does not wait yet, or of whom it is not known since when."""
	return max(0, (today - since).days // 7) if since else 0


def _each_once(field: str, keys: list[str]) -> list[str]:
	if len(set(keys)) < len(keys):
		twice, _times = Counter(keys).most_common(1)[0]
		raise PolicyError(field, _("“{key}” takes part twice."), key=twice)
	return keys
