"""The best total of a table of pairs, and one mentee after the other (R18, R19)."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring_scheme.rounds.assignment import NOBODY, Offers, best_total, one_by_one
from mentoring_scheme.rounds.differences import Differences


def offers(values: list[list[int]], places: list[int], loads: list[int] | None = None) -> Offers:
	"""A table in which a value below 0 stands for a pair that is not allowed."""
	table = np.array(values, dtype=np.int64).reshape(len(values), len(places))
	free = np.array(places, dtype=np.int64)
	return Offers(np.maximum(table, 0), (table >= 0) & (free > 0), free, np.array(loads or [0] * len(places)))


@st.composite
def tables(draw: st.DrawFn, most: int = 4) -> Offers:
	mentees, mentors = draw(st.integers(1, most + 1)), draw(st.integers(1, most))
	highest = draw(st.sampled_from([1, 3, 20, 1500]))
	row = st.lists(st.integers(-1 - highest // 3, highest), min_size=mentors, max_size=mentors)
	return offers(
		draw(st.lists(row, min_size=mentees, max_size=mentees)),
		draw(st.lists(st.integers(0, 3), min_size=mentors, max_size=mentors)),
		draw(st.lists(st.integers(0, 3), min_size=mentors, max_size=mentors)),
	)


def ways(found: Offers) -> list[tuple[int, ...]]:
	"""Every solution that is allowed."""
	mentees, mentors = found.values.shape
	return [
		way
		for way in product(range(-1, mentors), repeat=mentees)
		if all(column == NOBODY or found.allowed[row, column] for row, column in enumerate(way))
		and all(way.count(column) <= found.places[column] for column in range(mentors))
	]


def worth(found: Offers, chosen: np.ndarray) -> int:
	return sum(int(found.values[row, column]) for row, column in enumerate(chosen) if column != NOBODY)


def sum_and_pairs(found: Offers, way: object) -> tuple[int, int]:
	chosen = np.array(way)
	return worth(found, chosen), int((chosen != NOBODY).sum())


@given(tables())
def test_the_best_total_is_the_best_of_all_ways_and_then_the_one_with_most_pairs(found: Offers) -> None:
	plain = one_by_one(found)
	best = best_total(found, plain)
	assert sum_and_pairs(found, best) == max(sum_and_pairs(found, way) for way in ways(found))
	assert tuple(best) in ways(found) and tuple(plain) in ways(found)


@given(tables())
def test_among_solutions_as_good_the_one_most_like_one_by_one_is_taken(found: Offers) -> None:
	plain = one_by_one(found)
	best = best_total(found, plain)
	as_good = [way for way in ways(found) if sum_and_pairs(found, way) == sum_and_pairs(found, best)]
	assert (best == plain).sum() == max((np.array(way) == plain).sum() for way in as_good)


@given(tables())
def test_one_by_one_leaves_nobody_who_comes_first_a_better_one(found: Offers) -> None:
	plain = one_by_one(found)
	for row, column in enumerate(plain):
		earlier = list(plain[:row])
		free = [
			other
			for other in np.flatnonzero(found.allowed[row])
			if earlier.count(other) < found.places[other]
		]
		assert (column == NOBODY) == (not free)
		assert all(found.values[row, column] >= found.values[row, other] for other in free)


def test_among_mentors_of_the_same_value_the_least_loaded_comes_first() -> None:
	found = offers([[5, 5], [5, 5], [5, 5]], [3, 3], loads=[1, 0])
	assert list(one_by_one(found)) == [1, 0, 1]


def test_a_mentor_whom_one_by_one_leaves_alone_may_get_many() -> None:
	"""Four prefer mentors of one place each, who are the only ones possible for the four that come after them."""
	first = [[8, *(9 if other == each else -1 for other in range(4))] for each in range(4)]
	second = [[-1, *(9 if other == each else -1 for other in range(4))] for each in range(4)]
	found = offers(first + second, [4, 1, 1, 1, 1])
	assert list(one_by_one(found)) == [1, 2, 3, 4, *[NOBODY] * 4]
	assert list(best_total(found, one_by_one(found))) == [0, 0, 0, 0, 1, 2, 3, 4]


@pytest.mark.parametrize("shape", [(3, 0), (0, 3), (0, 0)])
def test_nobody_waits_or_nobody_is_free(shape: tuple[int, int]) -> None:
	rows, columns = shape
	nothing = Offers(
		np.zeros(shape, dtype=np.int64),
		np.zeros(shape, dtype=np.bool_),
		np.zeros(columns, dtype=np.int64),
		np.zeros(columns, dtype=np.int64),
	)
	assert list(one_by_one(nothing)) == [NOBODY] * rows
	assert list(best_total(nothing, one_by_one(nothing))) == [NOBODY] * rows


def test_values_of_many_points_for_waiting_are_reckoned_exactly() -> None:
	"""Ten years at a hundred points a week, and one thousandth of difference."""
	high = 520_000
	found = offers([[high + 1000, high + 999], [high + 999, high + 997]], [1, 1])
	assert list(best_total(found, one_by_one(found))) == [1, 0]


def differences(found: Offers) -> Differences:
	mentees, mentors = found.values.shape
	plain = one_by_one(found)
	return Differences(
		[f"mentee {number}" for number in range(mentees)],
		[f"mentor {number}" for number in range(mentors)],
		found.values,
		found,
		plain,
		best_total(found, plain),
	)


def texts(found: Offers, row: int) -> list[str]:
	return [each.text for each in differences(found).explain(row)]


def test_the_only_one_possible_for_somebody_goes_to_them() -> None:
	found = offers([[900, 800], [700, -1]], [1, 1])
	assert texts(found, 0) == [
		"mentee 0 gets mentor 1 instead of mentor 0, who is the only one possible for mentee 1.",
		"The score of this pair is 80 of 100; with mentor 0 it would be 90.",
		"The changes for these 2 mentees belong together: one more of them gets a mentor, and the total rises by 60.",
	]
	assert texts(found, 1)[0] == (
		"mentee 1 would have no mentor if mentees came one by one; mentor 0 is free because mentee 0 gets mentor 1."
	)


def test_somebody_moves_up_because_another_makes_way() -> None:
	found = offers([[900, 890, -1], [800, -1, 500]], [1, 1, 1])
	assert texts(found, 0)[0] == "mentee 0 gets mentor 1 instead of mentor 0, who goes to mentee 1."
	assert texts(found, 1)[0] == "mentee 1 gets mentor 0 instead of mentor 2, because mentee 0 gets mentor 1."
	assert texts(found, 1)[1] == "The score of this pair is 80 of 100; with mentor 2 it would be 50."


def test_where_somebody_goes_without_it_says_for_whom_and_for_how_much() -> None:
	found = offers([[300], [900]], [1])
	(first, gain) = differences(found).explain(0)
	assert (
		first.text
		== "mentor 0 is the only one possible for mentee 1, so mentee 0 gets no mentor in this round."
	)
	assert gain.text == ("The changes for these 2 mentees belong together: the total rises by 60.")
	assert (
		texts(found, 1)[0] == "mentee 1 gets mentor 0, who would go to mentee 0 if mentees came one by one."
	)


def test_where_everybody_is_taken_it_says_by_whom() -> None:
	found = offers([[900, 500], [800, 600], [700, 500]], [1, 1])
	assert differences(found).explain(2) == ()
	assert differences(found).all_taken(2).text == (
		"Everybody who is possible for mentee 2 goes to others: mentor 0, who would be the best, to mentee 0. "
		"The total would not be higher with mentee 2 in the place of one of them."
	)


@given(tables(most=5))
def test_every_difference_is_explained_and_every_chain_is_a_gain(found: Offers) -> None:
	both = differences(found)
	for row, column in enumerate(both.best):
		findings = both.explain(row)
		assert bool(findings) == (both.plain[row] != column)
		if findings:
			gain = findings[-1].figures
			assert gain["points"] >= 0 and gain["changes"] >= 2
		elif column == NOBODY and found.allowed[row].any():
			assert both.all_taken(row).figures["other"] != both.mentees[row]


@given(tables(most=5))
def test_the_gains_of_the_chains_make_the_whole_difference(found: Offers) -> None:
	both = differences(found)
	chains = {tuple(sorted(chain)) for chain in both._chain_of.values()}
	gains = [both._gain(chain).figures["points"] for chain in chains]
	assert sum(gains) * 10 == worth(found, both.best) - worth(found, both.plain)
