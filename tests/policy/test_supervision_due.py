"""When a mentor's next supervision is due (R35)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mentoring_scheme.policy import presets
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.supervision import (
	SupervisionNeed,
	assess_planning,
	standing,
)

AFC = presets.load("afc-fostering")  # every six weeks, told from the fourth
BEGAN = date(2026, 3, 2)
NOTHING: tuple[date, ...] = ()


def state_after(weeks: int, *planned: int, policy: SchemePolicy = AFC, days: int = 0) -> SupervisionNeed:
	"""How somebody stands so long after their last supervision, with others planned so many weeks after it."""
	plans = [BEGAN + timedelta(weeks=each) for each in planned]
	return standing(BEGAN, BEGAN, plans, policy, BEGAN + timedelta(weeks=weeks, days=days)).state


def test_it_comes_due_and_is_then_overdue() -> None:
	assert state_after(4, days=-1) is SupervisionNeed.IN_TIME
	assert state_after(4) is SupervisionNeed.DUE
	assert state_after(6) is SupervisionNeed.DUE
	assert state_after(6, days=1) is SupervisionNeed.OVERDUE


def test_whoever_plans_it_in_time_is_in_time() -> None:
	assert state_after(5, 6) is SupervisionNeed.PLANNED
	assert state_after(5, 7) is SupervisionNeed.DUE
	assert state_after(5, 3) is SupervisionNeed.DUE, "a plan that has passed is none"
	assert state_after(7, 8) is SupervisionNeed.OVERDUE


def test_without_a_warning_it_is_due_on_its_day(changed: Callable[..., SchemePolicy]) -> None:
	policy = changed(supervision_warn_from_weeks=0)
	assert state_after(6, days=-1, policy=policy) is SupervisionNeed.IN_TIME
	assert state_after(6, policy=policy) is SupervisionNeed.DUE


def test_nobody_is_supervised_who_supports_nobody_or_whose_scheme_asks_for_none(
	changed: Callable[..., SchemePolicy],
) -> None:
	assert standing(BEGAN, None, NOTHING, AFC, BEGAN).state is SupervisionNeed.NOT_ASKED
	none = changed(supervision_every_weeks=0, supervision_warn_from_weeks=0)
	assert standing(BEGAN, BEGAN, NOTHING, none, BEGAN).due_on is None


def test_the_time_counts_from_the_support_where_that_began_later() -> None:
	later = BEGAN + timedelta(days=200)
	for last in (None, BEGAN):
		assert standing(last, later, NOTHING, AFC, later).due_on == later + timedelta(weeks=6)


DAYS = st.integers(0, 4000).map(lambda days: date(2020, 1, 1) + timedelta(days))


@given(
	last=st.none() | DAYS, since=DAYS, planned=st.lists(DAYS, max_size=3), today=DAYS, more=st.integers(0, 90)
)
def test_waiting_makes_nothing_better_and_holding_one_makes_nothing_worse(
	last: date | None, since: date, planned: list[date], today: date, more: int
) -> None:
	order = [SupervisionNeed.IN_TIME, SupervisionNeed.DUE, SupervisionNeed.OVERDUE]
	alone = standing(last, since, NOTHING, AFC, today)
	assert order.index(standing(last, since, NOTHING, AFC, today + timedelta(more)).state) >= order.index(
		alone.state
	)
	found = standing(last, since, planned, AFC, today)
	assert found.due_on == alone.due_on and (found.state is SupervisionNeed.OVERDUE) == (today > alone.due_on)
	held = standing(max(last or today, today), since, NOTHING, AFC, today)
	assert held.state is not SupervisionNeed.OVERDUE or since < today
	assert held.due_on >= alone.due_on


def test_the_next_is_planned_after_one_that_was_held_and_has_a_next_day() -> None:
	assert assess_planning("Held", True).allowed
	assert not assess_planning("Planned", True).allowed
	assert not assess_planning("Held", False).allowed
