"""Nothing small is shown of people by characteristic, and nothing that is kept back can be worked out."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from mentoring_scheme.policy.disclosure import (
	Disclosure,
	ShareShown,
	count_to_show,
	disclosed,
	share_to_show,
	steps_to_show,
	told_until,
)

THRESHOLDS = st.integers(5, 8)
NAMES = st.sampled_from(["A", "B", "C", "D"])
PARTS = st.tuples(*[st.integers(0, 12)] * 3)
GROUPS = st.dictionaries(NAMES, PARTS, max_size=4)


def may_be_told(count: int, threshold: int) -> bool:
	return count == 0 or count >= threshold


def test_a_small_group_takes_a_second_one_along():
	shown = disclosed({"Quaker": (1, 1, 1), "Hindu": (5, 6, 5), "None": (10, 10, 10)}, 5)
	assert shown.people == {"None": 30}
	assert shown.parts == {"None": (10, 10, 10)}
	assert shown.total == 49
	assert shown.hidden == {"Quaker", "Hindu"}


def test_a_group_may_be_shown_without_how_it_divides():
	shown = disclosed({"Yes": (2, 5, 5), "No": (10, 10, 10), "Not recorded": (6, 7, 8)}, 5)
	assert shown.people == {"Yes": 12, "No": 30, "Not recorded": 21}
	assert shown.parts == {"No": (10, 10, 10)}, "of two divisions kept back neither follows from the totals"


def test_few_people_in_all_show_nothing_and_nobody_shows_nought():
	assert disclosed({"A": (1, 1, 1)}, 5) == Disclosure(hidden=frozenset("A"), total_parts=None)
	assert disclosed({}, 5).people == {}
	assert [count_to_show(count, 5) for count in (0, 4, 5)] == [0, None, 5]


@given(GROUPS, THRESHOLDS)
def test_no_shown_count_is_small_and_all_are_true(groups, threshold):
	shown = disclosed(groups, threshold)
	assert all(count == sum(groups[name]) for name, count in shown.people.items())
	assert all(parts == groups[name] for name, parts in shown.parts.items())
	told = [*shown.people.values(), *(part for parts in shown.parts.values() for part in parts)]
	told += [shown.total or 0, *(shown.total_parts or ())]
	assert all(may_be_told(count, threshold) for count in told)
	assert set(shown.parts) <= set(shown.people)


@given(GROUPS, THRESHOLDS)
def test_what_is_kept_back_together_is_never_small_and_never_one_group_alone(groups, threshold):
	shown = disclosed(groups, threshold)
	if shown.total is not None:
		assert may_be_told(shown.total - sum(shown.people.values()), threshold)
		assert len(shown.hidden) != 1
	if shown.total_parts:
		rest = [
			total - sum(parts[place] for parts in shown.parts.values())
			for place, total in enumerate(shown.total_parts)
		]
		assert all(may_be_told(part, threshold) for part in rest)


def could_have(parts: list[int], rest: list[int], known: int | None) -> set[int]:
	"""The first parts that a group can have, where only its sum, if known, and the sums with the others bind it."""
	most, others = rest[0], sum(rest[1:])
	sums = range(most + 1) if known is None else range(max(0, known - others), min(most, known) + 1)
	return set(sums)


@given(GROUPS, THRESHOLDS)
def test_no_part_that_is_kept_back_can_be_worked_out_even_with_all_totals(groups, threshold):
	"""By whoever knows all totals and the number of every group that is shown."""
	shown = disclosed(groups, threshold)
	kept = {name: groups[name] for name in groups if name not in shown.parts and any(groups[name])}
	if not shown.total_parts or not kept:
		return
	rest = [sum(parts[place] for parts in kept.values()) for place in range(3)]
	for name, parts in kept.items():
		for place in range(3):
			order = [place, *(other for other in range(3) if other != place)]
			possible = could_have([parts[i] for i in order], [rest[i] for i in order], shown.people.get(name))
			assert parts[place] in possible
			assert len(possible) > 1 or rest[place] == 0, (name, place)


@given(st.dictionaries(NAMES, st.tuples(st.integers(0, 30)), max_size=4), THRESHOLDS)
def test_no_number_of_people_that_is_kept_back_can_be_worked_out(groups, threshold):
	"""With up to four groups, by whoever knows the total and which groups there are, each of at least one person."""
	shown = disclosed(groups, threshold)
	kept = [groups[name][0] for name in groups if name not in shown.people]
	if shown.total is None or not kept:
		return
	rest = shown.total - sum(shown.people.values())
	assert len(kept) > 1
	assert rest > len(kept), "or each of them would be one person"


def test_a_share_tells_no_few_on_either_side():
	assert share_to_show(14, 20, 5) == ShareShown(exact=70)
	assert share_to_show(17, 20, 5) == ShareShown(over=75)
	assert share_to_show(3, 20, 5) == ShareShown(under=25)
	assert [share_to_show(count, 8, 5) for count in (0, 8)] == [ShareShown(exact=0), ShareShown(exact=100)]
	assert share_to_show(4, 7, 5) is share_to_show(0, 0, 5) is None


@given(st.integers(0, 40), st.integers(0, 40), THRESHOLDS)
def test_a_share_that_is_not_told_exactly_could_be_that_of_any_few(count, rest, threshold):
	shown, base = share_to_show(count, count + rest, threshold), count + rest
	if shown is None:
		assert not base or not (may_be_told(count, threshold) or may_be_told(rest, threshold))
	elif shown.exact is not None:
		assert may_be_told(count, threshold) and may_be_told(rest, threshold)
	elif shown.over is not None:
		assert all(100 * (base - few) > shown.over * base for few in range(1, threshold))
	else:
		assert all(100 * few < (shown.under or 0) * base for few in range(1, threshold))


def test_a_step_is_shown_where_it_and_what_was_lost_on_the_way_to_it_are_not_few():
	assert steps_to_show([20, 17, 14, 14, 6, 3], 5) == [20, None, 14, 14, 6, None]


@given(st.lists(st.integers(0, 40), max_size=6), THRESHOLDS)
def test_no_few_are_told_by_taking_one_step_from_another(counts, threshold):
	counts.sort(reverse=True)
	shown = [count for count in steps_to_show(counts, threshold) if count is not None]
	assert all(may_be_told(count, threshold) for count in shown)
	for place, former in enumerate(shown):
		assert all(may_be_told(former - later, threshold) for later in shown[place + 1 :])


def test_people_are_counted_as_it_was_at_the_end_of_the_quarter_before():
	for today, until in (
		(date(2026, 4, 1), date(2026, 3, 31)),
		(date(2026, 6, 30), date(2026, 3, 31)),
		(date(2026, 7, 1), date(2026, 6, 30)),
		(date(2027, 1, 1), date(2026, 12, 31)),
		(date(2027, 3, 31), date(2026, 12, 31)),
	):
		assert told_until(today) == until
