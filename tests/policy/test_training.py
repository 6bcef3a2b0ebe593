"""Training within its time, and what is due again (R7, R12)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring_scheme.policy.months import add_months
from mentoring_scheme.policy.scheme import TrainingRequirement
from mentoring_scheme.policy.training import (
	Attended,
	Training,
	TrainingStanding,
	TrainingState,
	outstanding,
	standing,
)

TODAY = date(2026, 6, 15)
BEFORE, AFTER = date(2026, 6, 1), date(2026, 7, 1)
FIRST_AID = TrainingRequirement("First aid", within_months=6, every_months=36)
ONCE = TrainingRequirement("Boundaries", within_months=0, every_months=0)


def of(requirement: TrainingRequirement, since: date | None, *days: date) -> TrainingStanding:
	attended = [Attended(requirement.training, day) for day in days]
	(found,) = standing([requirement], attended, since, 0, TODAY)
	return found


def of_year(since: date | None, asked: int, *days: date) -> TrainingStanding:
	(found,) = standing([], [Attended("Anything", day) for day in days], since, asked, TODAY)
	return found


# --- what was agreed with one mentor


@pytest.mark.parametrize(
	("due_on", "attended_on", "in_time"),
	[
		(BEFORE, BEFORE, True),
		(BEFORE, TODAY, False),
		(BEFORE, None, False),
		(TODAY, None, True),
		(AFTER, None, True),
		(None, None, False),
		(None, BEFORE, True),
	],
)
def test_a_course_is_in_time_until_its_day_has_passed(due_on, attended_on, in_time):
	assert Training(due_on, attended_on).in_time(TODAY) is in_time


def test_what_is_late_or_missing_is_named():
	courses = [Training(BEFORE, None, "A"), Training(BEFORE, TODAY, "B"), Training(AFTER, None, "C")]
	assert outstanding(courses, [], TODAY) == ("A", "B")
	assert outstanding([Training(BEFORE), Training(BEFORE)], [], TODAY) == ("", "")


def test_no_course_asked_is_not_known_rather_than_none_outstanding():
	assert outstanding([], [], TODAY) is None
	assert outstanding([], standing([], [], date(2020, 1, 1), 1, TODAY), TODAY) is None


# --- what the scheme asks of all


@pytest.mark.parametrize(
	("since", "days", "state", "due_on"),
	[
		(date(2026, 1, 1), (), TrainingState.DUE, date(2026, 7, 1)),
		(date(2025, 12, 15), (), TrainingState.DUE, TODAY),
		(date(2025, 12, 14), (), TrainingState.OVERDUE, date(2026, 6, 14)),
		(date(2020, 1, 1), (date(2023, 6, 15),), TrainingState.DONE, TODAY),
		(date(2020, 1, 1), (date(2023, 6, 14),), TrainingState.LAPSED, date(2026, 6, 14)),
		(date(2020, 1, 1), (date(2021, 1, 1), date(2025, 1, 1)), TrainingState.DONE, date(2028, 1, 1)),
		(date(2026, 1, 1), (date(2026, 6, 16),), TrainingState.DUE, date(2026, 7, 1)),
		(None, (date(2026, 1, 31),), TrainingState.DONE, date(2029, 1, 31)),
		(None, (), TrainingState.DUE, None),
	],
)
def test_a_training_that_is_done_again_every_three_years(since, days, state, due_on):
	found = of(FIRST_AID, since, *days)
	assert (found.state, found.due_on) == (state, due_on)
	assert found.outstanding is (state in (TrainingState.OVERDUE, TrainingState.LAPSED))


def test_once_is_enough_where_nothing_more_is_asked():
	found = of(ONCE, date(2010, 1, 1), date(2009, 1, 1))
	assert (found.state, found.due_on, found.last_on) == (TrainingState.DONE, None, date(2009, 1, 1))


@pytest.mark.parametrize("since", [None, TODAY, date(2026, 1, 1)])
def test_what_comes_before_approval_is_missing_until_it_is_done(since):
	assert of(ONCE, since).outstanding
	assert not of(ONCE, since, BEFORE).outstanding


def test_the_same_course_is_found_however_it_is_written():
	(found,) = standing([FIRST_AID], [Attended(" first  AID ", BEFORE)], None, 0, TODAY)
	assert found.last_on == BEFORE


def test_a_day_agreed_in_person_stands_before_the_scheme_s_own():
	late = standing([FIRST_AID], [], date(2020, 1, 1), 0, TODAY)
	assert outstanding([], late, TODAY) == ("First aid",)
	assert outstanding([Training(AFTER, None, "First Aid")], late, TODAY) == ()
	assert outstanding([Training(BEFORE, None, "First Aid")], late, TODAY) == ("First Aid",), "named once"


# --- the number asked in a year


@pytest.mark.parametrize(
	("since", "asked", "days", "state", "due_on"),
	[
		(date(2025, 6, 15), 1, (), TrainingState.DUE, TODAY),
		(date(2025, 6, 14), 1, (), TrainingState.OVERDUE, date(2026, 6, 14)),
		(date(2020, 1, 1), 1, (date(2025, 6, 15),), TrainingState.DONE, TODAY),
		(date(2020, 1, 1), 1, (date(2025, 6, 14),), TrainingState.LAPSED, date(2026, 6, 14)),
		(date(2020, 1, 1), 2, (BEFORE,), TrainingState.OVERDUE, date(2021, 1, 1)),
		(date(2020, 1, 1), 2, (BEFORE, date(2025, 1, 1)), TrainingState.LAPSED, date(2026, 1, 1)),
		(date(2020, 1, 1), 2, (BEFORE, date(2025, 8, 1)), TrainingState.DONE, date(2026, 8, 1)),
		(date(2026, 1, 1), 1, (BEFORE,), TrainingState.DONE, date(2027, 6, 1)),
		(date(2026, 1, 1), 1, (date(2025, 7, 1),), TrainingState.DONE, date(2027, 1, 1)),
		(date(2026, 1, 1), 1, (date(2025, 1, 1),), TrainingState.DUE, date(2027, 1, 1)),
	],
)
def test_trainings_of_the_last_twelve_months(since, asked, days, state, due_on):
	found = of_year(since, asked, *days)
	assert (found.state, found.due_on, found.asked) == (state, due_on, asked)


@pytest.mark.parametrize(("since", "asked"), [(None, 1), (AFTER, 1), (date(2020, 1, 1), 0)])
def test_no_number_is_asked_of_somebody_who_is_no_mentor_yet(since, asked):
	assert standing([], [], since, asked, TODAY) == ()


days = st.dates(date(2015, 1, 1), date(2027, 1, 1))
requirements = st.builds(
	TrainingRequirement, st.sampled_from(["First aid", "Boundaries"]), st.integers(0, 36), st.integers(0, 48)
)
attendances = st.lists(st.builds(Attended, st.sampled_from(["First aid", "Boundaries", "Other"]), days))


@given(requirements, attendances, st.none() | days, st.integers(0, 3))
def test_the_order_of_attendance_does_not_matter(requirement, attended, since, asked):
	assert standing([requirement], attended, since, asked, TODAY) == standing(
		[requirement], attended[::-1], since, asked, TODAY
	)


@given(requirements, attendances, days, st.integers(0, 3))
def test_attending_today_never_makes_anything_worse(requirement, attended, since, asked):
	more = [*attended, Attended(requirement.training, TODAY)]
	found = standing([requirement], more, since, asked, TODAY)[0]
	assert not found.outstanding
	before = {
		each.training for each in standing([requirement], attended, since, asked, TODAY) if each.outstanding
	}
	after = {each.training for each in standing([requirement], more, since, asked, TODAY) if each.outstanding}
	assert after <= before


@given(requirements, attendances, days)
def test_the_state_changes_on_the_day_after_it_was_due(requirement, attended, since):
	past = [each for each in attended if each.on <= TODAY]
	(found,) = standing([requirement], past, since, 0, TODAY)
	if found.due_on is None or found.due_on < TODAY or (found.before_approval and found.last_on is None):
		return
	(then,) = standing([requirement], past, since, 0, found.due_on)
	(next_day,) = standing([requirement], past, since, 0, found.due_on + timedelta(days=1))
	assert not then.outstanding and next_day.outstanding


@given(days, st.integers(1, 3), st.lists(days))
def test_the_number_of_a_year_counts_twelve_months_back(since, asked, attended):
	for found in standing([], [Attended("X", day) for day in attended], since, asked, TODAY):
		counted = sum(day <= TODAY <= add_months(day, 12) for day in attended)
		assert found.attended == counted
		assert (found.state is TrainingState.DONE) is (counted >= asked)
