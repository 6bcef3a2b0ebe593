"""A round of matching: all waiting mentees against all free places at once (R18, R19, R21)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

import numpy as np

from ..policy.match_values import WISH_NOT_KNOWN, MenteeCase, MentorCase
from ..policy.matching import undecided
from ..policy.scheme import SchemePolicy
from ..policy.text import _
from ..policy.verdicts import Finding, passed
from .assignment import NOBODY, Offers, best_total, one_by_one
from .differences import Differences
from .locks import Locks, Pair
from .pairs import Pairs
from .reasons import why_nobody
from .values import Round, RoundPair


def round_of(
	mentees: Sequence[MenteeCase],
	mentors: Sequence[MentorCase],
	policy: SchemePolicy,
	today: date,
	*,
	locked: Collection[Pair] = (),
	excluded: Collection[Pair] = (),
	ask_first_too: bool = False,
) -> Round:
	"""The proposals that make the total as large as it can be, beside what taking mentees one by one would give.

	A pair is worth its score and, for the mentee, the policy's points for every week waited. Nothing is proposed that a
	rule refuses, that is `excluded`, beyond a mentor's free places, below the policy's lowest score, or, unless
	`ask_first_too`, where something that the mentee insists on is not known.

	`locked` pairs, by the keys of mentee and mentor, are the co-ordinator's own word: both ways keep them, and they may
	be such as must be asked first or score low. Raises LockRefused, a PolicyError, for one that a rule refuses or for
	which there is no place. The answer does not depend on the order in which people are given.
	"""
	pairs = Pairs(mentees, mentors, policy, today, excluded=excluded, ask_first_too=ask_first_too)
	return _Making(pairs, Locks(locked, excluded, pairs)).round()


class _Making:
	"""One round while it is worked out."""

	def __init__(self, pairs: Pairs, locks: Locks) -> None:
		self.pairs = pairs
		self.locks = locks
		self.places_left = pairs.places - locks.table.sum(axis=0)
		self.differences = self._both_ways()
		self.obstacles = pairs.obstacles(self.places_left)

	def round(self) -> Round:
		"""Both ways, compared."""
		plain = self.locks.kept_in(self.differences.plain)
		best = self.locks.kept_in(self.differences.best)
		usable = np.minimum(self.pairs.places, (self.pairs.possible | self.locks.table).sum(axis=0))
		return Round(
			tuple(self._pair(row, int(best[row]), int(plain[row])) for row in range(len(best))),
			total=self.pairs.worth(best),
			one_by_one_total=self.pairs.worth(plain),
			free_places=int(usable.sum()),
		)

	def _both_ways(self) -> Differences:
		"""Both ways for all who are not locked; who is locked stands there with nobody."""
		pairs, locked = self.pairs, self.locks.table
		offers = Offers(
			pairs.values,
			pairs.possible & (self.places_left > 0) & self.locks.others[:, None],
			self.places_left,
			pairs.loads + locked.sum(axis=0),
		)
		plain = one_by_one(offers)
		best = best_total(offers, plain)
		return Differences(pairs.mentee_keys, pairs.mentor_keys, pairs.weighed.scores, offers, plain, best)

	def _pair(self, row: int, best: int, plain: int) -> RoundPair:
		return RoundPair(
			mentee=self.pairs.mentee_keys[row],
			mentor=self._mentor(best),
			score=self.pairs.score(row, best),
			locked=row in self.locks.columns,
			one_by_one=self._mentor(plain),
			one_by_one_score=self.pairs.score(row, plain),
			explanation=(*self._explained(row, best), *self._confirmed(row, best)),
		)

	def _mentor(self, column: int) -> str | None:
		return None if column == NOBODY else self.pairs.mentor_keys[column]

	def _explained(self, row: int, best: int) -> tuple[Finding, ...]:
		if row in self.locks.columns:
			return (passed("R18", "locked", _("The co-ordinator has locked this pair.")),)
		found = self.differences.explain(row)
		if found or best != NOBODY:
			return found
		if self.differences.offers.allowed[row].any():
			return (self.differences.all_taken(row),)
		return why_nobody(self.pairs.mentee_keys[row], row, self.obstacles)

	def _confirmed(self, row: int, column: int) -> tuple[Finding, ...]:
		"""What is to be asked first of a pair that is proposed.

		The policy is asked once more about each of these few pairs, so that no proposal rests on the tables alone.
		"""
		if column == NOBODY:
			return ()
		assessment = self.pairs.assessment(row, column)
		asked = tuple(each for each in assessment.findings if each.code == WISH_NOT_KNOWN)
		against = undecided(assessment, self.pairs.mentors[column])
		if not self.pairs.ask_first_too and row not in self.locks.columns:
			against += asked
		if against:
			pair = f"{self.pairs.mentee_keys[row]} and {self.pairs.mentor_keys[column]}"
			raise RuntimeError(f"A round would propose {pair} against {[each.code for each in against]}")
		return asked
