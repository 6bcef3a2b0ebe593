"""The figures of the operational reports: shares, the funnel, and what met the policy."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring_scheme.policy.choices import RecordExpected, Unit
from mentoring_scheme.policy.compliance import (
	Rhythm,
	Tally,
	contact_met,
	first_day,
	last_day,
	month_number,
	months_within,
	records_met,
	rhythm,
	spans_asked,
	whole_months,
)
from mentoring_scheme.policy.ending import completed, ended_early
from mentoring_scheme.policy.funnel import STAGES, FunnelStage, Journey, funnel
from mentoring_scheme.policy.link_values import EndingKind
from mentoring_scheme.policy.months import Period
from mentoring_scheme.policy.presets import load
from mentoring_scheme.policy.shares import Spread, share, spread
from mentoring_scheme.policy.states import LinkState

JOURNEYS = st.builds(Journey, *[st.booleans()] * 6)
DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
	("part", "whole", "per_cent"),
	[(0, 0, None), (0, 7, 0), (7, 7, 100), (1, 3, 33), (2, 3, 67), (1, 1000, 1), (999, 1000, 99)],
)
def test_only_all_is_a_hundred_and_only_none_is_nought(part, whole, per_cent):
	assert share(part, whole) == per_cent


@given(st.lists(st.integers(-5, 400)))
def test_the_middle_of_counted_days_is_that_of_the_days_themselves(days):
	expected = Spread(len(days), median(days), max(days)) if days else Spread()
	assert spread(Counter(days)) == expected


# --- the funnel


def test_a_funnel_of_four():
	journeys = {
		Journey(): 1,
		Journey(offered=True, away=True): 1,
		Journey(True, True, True, True): 1,
		Journey(True, True, True, True, True, away=True): 1,
	}
	found = funnel(journeys, {FunnelStage.REFERRED: {3: 2, 10: 1}})
	assert [each.reached for each in found] == [4, 3, 2, 2, 2, 1]
	assert [each.of_former for each in found] == [None, 75, 67, 100, 100, 50]
	assert [each.left for each in found] == [0, 1, 0, 0, 0, 0]
	assert [each.there for each in found] == [1, 0, 0, 0, 1, 1]
	assert found[0].took == Spread(3, 3, 10)


def test_who_has_a_mentor_was_offered_one_though_nobody_wrote_it_down():
	assert Journey(active=True).reached == STAGES[:5]


@given(st.dictionaries(JOURNEYS, st.integers(0, 50)))
def test_stages_never_grow_and_everybody_is_somewhere(journeys):
	found = funnel(journeys, {})
	reached = [each.reached for each in found]
	assert reached == sorted(reached, reverse=True) and reached[0] == sum(journeys.values())
	assert all(each.reached == each.went_on + each.there + each.left for each in found)
	assert sum(each.there + each.left for each in found) == reached[0]


# --- what met the policy


@pytest.mark.parametrize(
	("preset", "agreed", "expected"),
	[
		("afc-fostering", (0, Unit.WEEKS), Rhythm(1, 1)),
		("kent-adoption", (0, Unit.WEEKS), Rhythm(1, 4)),
		("kent-adoption", (2, Unit.WEEKS), Rhythm(1, 2)),
		("afc-fostering", (3, Unit.MONTHS), Rhythm(3, 1)),
		("afc-fostering", (6, Unit.WEEKS), Rhythm(2, 1)),
		("care-leavers-peer", (0, Unit.WEEKS), None),
	],
)
def test_what_is_expected_of_a_span(preset, agreed, expected):
	assert rhythm(load(preset), *agreed) == expected


def test_a_month_counts_where_the_link_ran_on_each_of_its_days():
	january, april = month_number(date(2026, 1, 1)), month_number(date(2026, 4, 1))
	year = (january, january + 11)
	assert whole_months(date(2026, 1, 1), date(2026, 4, 30)) == (january, april)
	assert list(spans_asked(date(2026, 1, 2), date(2026, 4, 29), [], 1, year)) == [january + 1, january + 2]
	passed = months_within(Period(date(2026, 1, 2)), date(2026, 4, 29))
	assert list(passed) == [january + 1, january + 2]
	off = [Period(date(2026, 2, 10), date(2026, 2, 12))]
	assert list(spans_asked(date(2026, 1, 1), date(2026, 4, 30), off, 1, year)) == [
		january,
		january + 2,
		april,
	]
	assert list(spans_asked(date(2026, 1, 1), None, [], 3, year)) == [
		january + each for each in (2, 5, 8, 11)
	]


@given(
	DAYS, st.none() | DAYS, st.lists(st.tuples(DAYS, st.integers(0, 90)), max_size=3), st.integers(1, 4), DAYS
)
def test_spans_lie_within_the_link_and_the_period_and_outside_suspensions(start, ended, off, months, since):
	suspensions = [Period(day, day + timedelta(days)) for day, days in off]
	period = (month_number(since), month_number(since) + 11)
	spans = list(spans_asked(start, ended, suspensions, months, period))
	assert all(later - earlier >= months for earlier, later in pairwise(spans))
	for end in spans:
		begins, ends = first_day(end - months + 1), last_day(end)
		assert period[0] <= end <= period[1] and start <= begins and (ended is None or ends <= ended)
		assert not any(each.start <= ends and each.end >= begins for each in suspensions)


def test_what_is_met():
	monthly = load("afc-fostering")
	each, log = load("tri-borough-fostering"), load("kent-adoption")
	assert (monthly.record_expected, each.record_expected) == (
		RecordExpected.MONTHLY,
		RecordExpected.EACH_CONTACT,
	)
	assert contact_met(3, Rhythm(1, 3)) and not contact_met(2, Rhythm(1, 3))
	assert [records_met(monthly, held, 0, 1) for held in (0, 1)] == [False, True]
	assert [records_met(each, *case, 1) for case in ((0, 0), (2, 0), (2, 1))] == [None, True, False]
	assert records_met(log, 4, 0, 1) is None
	tally = Tally()
	tally.count(True, 3)
	tally.count(False)
	assert (tally.asked, tally.met, tally.share) == (4, 3, 75)


@pytest.mark.parametrize(
	("kind", "state", "early"),
	[
		(EndingKind.COMPLETED, LinkState.CLOSED, False),
		(None, LinkState.CLOSED, False),
		(EndingKind.MOVED_AWAY, LinkState.CLOSED, True),
		(EndingKind.COMPLETED_EARLY, LinkState.CLOSED, False),
		(EndingKind.COMPLETED_EARLY, LinkState.ENDED_EARLY, False),
		(None, LinkState.ENDED_EARLY, True),
	],
)
def test_an_ending_is_early_unless_the_link_was_completed_in_its_time_or_sooner(kind, state, early):
	assert ended_early(kind, state) is early
	assert completed(kind, state) is not early
	assert not completed(kind, LinkState.ACTIVE)
