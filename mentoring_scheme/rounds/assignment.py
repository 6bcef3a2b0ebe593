"""Mentees and places brought together: the best total of all, and the plain way, one mentee after the other.

Both take a table of whole numbers with a row for each mentee and a column for each mentor: what the pair is worth
(never below 0), whether it may be proposed at all, and how many places each mentor has. Both answer with the column of
each row's mentor, or NOBODY.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]

NOBODY = -1


@dataclass(frozen=True)
class Offers:
	"""What may be chosen from: the value of each pair, whether it is allowed, and the places of each mentor.

	`loads` are the links that each mentor has already: among mentors of the same value the least loaded comes first.
	"""

	values: Numbers
	allowed: Flags
	places: Numbers
	loads: Numbers

	@property
	def usable_places(self) -> Numbers:
		"""The places of each mentor that these mentees could fill: no more than the mentees who may have the mentor."""
		wanting: Numbers = self.allowed.sum(axis=0)
		return np.minimum(self.places, wanting)


def one_by_one(offers: Offers) -> Numbers:
	"""Each mentee in turn takes the best mentor who still has a place; then the least loaded, then the first."""
	chosen = np.full(len(offers.values), NOBODY, dtype=np.int64)
	left, loads = offers.usable_places.copy(), offers.loads.copy()
	for row, values in enumerate(offers.values):
		open_ones = np.flatnonzero(offers.allowed[row] & (left > 0))
		if not len(open_ones):
			continue
		best = open_ones[values[open_ones] == values[open_ones].max()]
		column = best[loads[best].argmin()]
		chosen[row] = column
		left[column] -= 1
		loads[column] += 1
	return chosen


def best_total(offers: Offers, plain: Numbers) -> Numbers:
	"""The solution of the highest total value; among those the one with most pairs, then the one most like `plain`.

	A mentor's places are laid out as columns of their own only as far as they are wanted: as many as `plain` uses and one
	more. Where a solution fills all that were laid out of a mentor who has more, more are laid out and it is solved
	again; where it leaves one empty, more of them would change nothing.
	"""
	usable = offers.usable_places
	chosen = np.full(len(offers.values), NOBODY, dtype=np.int64)
	rows, columns = np.flatnonzero(offers.allowed.any(axis=1)), np.flatnonzero(usable)
	if not len(rows) or not len(columns):
		return chosen
	weights = _weights(offers, plain)[np.ix_(rows, columns)]
	usable = usable[columns]
	laid_out = np.minimum(usable, _used(plain, len(offers.places))[columns] + 1)
	while True:
		found = _solve(weights, laid_out)
		used = _used(found, len(columns))
		wanting = (used == laid_out) & (laid_out < usable)
		if not wanting.any():
			break
		laid_out = np.where(wanting, np.minimum(usable, 2 * laid_out), laid_out)
	chosen[rows] = np.where(found == NOBODY, NOBODY, columns[found])
	return chosen


def _used(chosen: Numbers, mentors: int) -> Numbers:
	"""How many places of each mentor a solution fills."""
	return np.bincount(chosen[chosen != NOBODY], minlength=mentors).astype(np.int64)


def _weights(offers: Offers, plain: Numbers) -> Numbers:
	"""One number for each pair that puts value first, then the number of pairs, then likeness to `plain`; 0: not allowed.

	Each of the three outweighs all that can come together of the next. The solver's floating point is exact up to 9·10^15;
	ten thousand mentees who have waited for ten years at the most points a week make weights of 5·10^13.
	"""
	step = len(offers.values) + 1
	weights = (offers.values * step + 1) * step
	rows = np.flatnonzero(plain != NOBODY)
	weights[rows, plain[rows]] += 1
	weights[~offers.allowed] = 0
	return weights


def _solve(weights: Numbers, laid_out: Numbers) -> Numbers:
	"""The assignment of the highest sum; a pair of weight 0 is none."""
	owners = np.repeat(np.arange(len(laid_out)), laid_out)
	rows, taken = linear_sum_assignment(weights[:, owners], maximize=True)
	columns = owners[taken]
	real = weights[rows, columns] > 0
	chosen = np.full(len(weights), NOBODY, dtype=np.int64)
	chosen[rows[real]] = columns[real]
	return chosen
