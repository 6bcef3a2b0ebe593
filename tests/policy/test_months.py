"""Months and added-up time (R6)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring_scheme.policy.errors import PolicyError
from mentoring_scheme.policy.months import (
	Period,
	add_days,
	add_months,
	cumulative,
	union,
	whole_months_between,
)

DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
TODAY = date(2026, 11, 22)


@st.composite
def periods(draw: st.DrawFn) -> list[Period]:
	made = []
	for _ in range(draw(st.integers(0, 6))):
		start = draw(st.dates(date(2020, 1, 1), date(2027, 6, 1)))
		length = draw(st.one_of(st.none(), st.integers(0, 400)))
		made.append(Period(start, None if length is None else start + timedelta(days=length)))
	return made


@pytest.mark.parametrize(
	("anchor", "months", "expected"),
	[
		(date(2026, 1, 31), 1, date(2026, 2, 28)),
		(date(2026, 1, 31), 2, date(2026, 3, 31)),
		(date(2026, 1, 31), 3, date(2026, 4, 30)),
		(date(2024, 2, 29), 12, date(2025, 2, 28)),
		(date(2024, 2, 29), 48, date(2028, 2, 29)),
		(date(2026, 3, 31), -1, date(2026, 2, 28)),
		(date(2026, 12, 15), 1, date(2027, 1, 15)),
	],
)
def test_add_months(anchor: date, months: int, expected: date) -> None:
	assert add_months(anchor, months) == expected


@given(DAYS, st.integers(-300, 600))
def test_end_of_month_never_drifts(anchor: date, months: int) -> None:
	day = add_months(anchor, months)
	assert (day.year * 12 + day.month) - (anchor.year * 12 + anchor.month) == months
	assert day.day == anchor.day or (day.day < anchor.day and (day + timedelta(days=1)).day == 1)


@given(DAYS, st.integers(0, 600))
def test_whole_months_reverse_add_months(anchor: date, months: int) -> None:
	end = add_months(anchor, months)
	assert whole_months_between(anchor, end) == months
	if end > anchor:
		assert whole_months_between(anchor, end - timedelta(days=1)) == months - 1


@given(DAYS, st.integers(0, 20_000))
def test_whole_months_are_as_many_as_fit(start: date, length: int) -> None:
	end = start + timedelta(days=length)
	months = whole_months_between(start, end)
	assert add_months(start, months) <= end < add_months(start, months + 1)


def test_impossible_spans_are_refused() -> None:
	with pytest.raises(PolicyError, match="before the start"):
		whole_months_between(date(2026, 2, 2), date(2026, 2, 1))
	with pytest.raises(PolicyError, match="no usable date"):
		add_months(date(2026, 1, 1), 100_000)
	with pytest.raises(PolicyError, match="no usable date"):
		add_days(date(2026, 1, 1), 3_000_000)
	with pytest.raises(PolicyError, match="before it starts"):
		Period(date(2026, 2, 2), date(2026, 2, 1))


def test_overlaps_and_touching_periods_are_one_run() -> None:
	runs = union(
		[
			Period(date(2026, 4, 1), date(2026, 9, 30)),
			Period(date(2026, 1, 1), date(2026, 3, 31)),
			Period(date(2026, 2, 1), date(2026, 2, 3)),
		],
		TODAY,
	)
	assert runs == [Period(date(2026, 1, 1), date(2026, 9, 30))]


def test_two_separate_half_years_are_twelve_months() -> None:
	halves = [Period(date(2024, 1, 1), date(2024, 6, 30)), Period(date(2026, 1, 1), date(2026, 6, 30))]
	assert cumulative(halves, TODAY).months == 12


def test_left_over_days_make_months_of_thirty_days() -> None:
	parts = [Period(date(2026, 1, 1), date(2026, 1, 15)), Period(date(2026, 3, 1), date(2026, 3, 15))]
	assert (cumulative(parts, TODAY).months, cumulative(parts, TODAY).days) == (1, 0)
	assert cumulative([Period(date(2026, 7, 1), date(2026, 7, 30))], TODAY).months == 0, (
		"thirty of July's 31 days"
	)


def test_open_period_counts_to_today_and_future_ones_not_at_all() -> None:
	assert cumulative([Period(date(2026, 9, 23))], TODAY).months == 2
	assert cumulative([Period(date(2026, 11, 23))], TODAY).total_days == 0
	assert cumulative([Period(date(2026, 11, 1), date(2030, 1, 1))], TODAY).total_days == 22


@given(periods())
def test_cumulative_never_exceeds_elapsed(made: list[Period]) -> None:
	total = cumulative(made, TODAY)
	started = [each.start for each in made if each.start <= TODAY]
	if not started:
		assert (total.months, total.days, total.total_days) == (0, 0, 0)
		return
	tomorrow = TODAY + timedelta(days=1)
	assert total.total_days <= (tomorrow - min(started)).days
	assert total.months <= whole_months_between(min(started), tomorrow)


@given(periods(), periods())
def test_cumulative_rests_on_the_days_alone(made: list[Period], more: list[Period]) -> None:
	assert cumulative(made + made, TODAY) == cumulative(made, TODAY)
	assert cumulative(made + more, TODAY) == cumulative(more + made, TODAY)
	assert cumulative(made + more, TODAY).total_days >= cumulative(made, TODAY).total_days


@given(periods())
def test_days_counted_are_the_days_of_the_union(made: list[Period]) -> None:
	days = {
		start + timedelta(days=number)
		for each in made
		if (part := each.until(TODAY)) and (start := part.start)
		for number in range(((part.end or TODAY) - start).days + 1)
	}
	assert cumulative(made, TODAY).total_days == len(days)
