"""The seventeen steps, the estimate of need, what the site shows of a scheme being set up (R1, R2), and when letters may be written."""

from dataclasses import fields
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring_scheme.policy.errors import PolicyError
from mentoring_scheme.policy.letters import LetterKind, assess_letter
from mentoring_scheme.policy.setting_up import (
	LONGEST_PLAN,
	SHORTEST_PLAN,
	STEPS,
	StepFacts,
	StepStatus,
	assess_step,
	likely_to_want,
	mentors_for,
	planned,
)
from mentoring_scheme.policy.setup_evidence import FIRST_TIMES, SetupFacts, evidence
from mentoring_scheme.policy.states import LinkState

MONDAY = date(2026, 3, 2)
WEEKS = st.integers(SHORTEST_PLAN, LONGEST_PLAN)
STARTS = st.dates(date(2000, 1, 1), date(2090, 1, 1))


def test_there_are_seventeen_steps_although_the_text_numbers_two_of_them_sixteen():
	assert [step.number for step in STEPS] == list(range(1, 18))
	assert len({step.title for step in STEPS}) == len(STEPS)
	assert [step.title for step in STEPS][-2:] == [
		"Keep records, and monitor turnover and outcomes",
		"Evaluate and review",
	]


def test_a_year_lies_in_whole_weeks():
	steps = planned(MONDAY)
	assert (steps[0].starts_on, steps[0].due_on) == (MONDAY, date(2026, 4, 12))
	assert steps[-1].due_on == MONDAY + timedelta(weeks=52, days=-1)
	assert {each.starts_on.weekday() for each in steps} == {0}


@given(STARTS, WEEKS)
def test_every_step_lies_within_the_plan_and_begins_no_earlier_than_the_one_before(start: date, weeks: int):
	steps = planned(start, weeks)
	last = start + timedelta(weeks=weeks, days=-1)
	assert steps[0].starts_on == start
	assert max(each.due_on for each in steps) == last
	assert all(start <= each.starts_on <= each.due_on <= last for each in steps)
	assert [each.starts_on for each in steps] == sorted(each.starts_on for each in steps)


@given(STARTS, WEEKS, st.integers(0, 400))
def test_a_plan_that_begins_later_is_the_same_plan_later(start: date, weeks: int, days: int):
	later = timedelta(days=days)
	moved = [(each.starts_on - later, each.due_on - later) for each in planned(start + later, weeks)]
	assert moved == [(each.starts_on, each.due_on) for each in planned(start, weeks)]


@pytest.mark.parametrize("weeks", [SHORTEST_PLAN - 1, 0, -5, LONGEST_PLAN + 1])
def test_a_plan_of_no_usable_length_is_refused_by_name(weeks: int):
	with pytest.raises(PolicyError, match=str(weeks)) as told:
		planned(MONDAY, weeks)
	assert told.value.field == "weeks"


def test_a_plan_that_no_calendar_has_is_refused():
	with pytest.raises(PolicyError, match="no usable date"):
		planned(date(9999, 6, 1))


@pytest.mark.parametrize(
	("people", "divisor", "expected"),
	[(120, 4, 30), (121, 4, 31), (1, 4, 1), (10, 1, 10), (0, 4, None), (-3, 4, None), (50, 0, None)],
)
def test_one_in_so_many_is_likely_to_want_a_mentor(people: int, divisor: int, expected: int | None):
	assert likely_to_want(people, divisor) == expected


@given(st.integers(1, 10**6), st.integers(1, 100), st.integers(0, 10))
def test_the_estimate_never_leaves_out_a_part_of_a_person(people: int, divisor: int, at_a_time: int):
	likely = likely_to_want(people, divisor)
	assert likely is not None
	assert (likely - 1) * divisor < people <= likely * divisor
	mentors = mentors_for(likely, at_a_time)
	assert (mentors - 1) * (at_a_time or 1) < likely <= mentors * (at_a_time or 1)


def test_the_ready_made_policies_take_the_rule_of_thumb(afc, tri_borough):
	assert {afc.need_divisor, tri_borough.need_divisor} == {4}


def test_nothing_is_shown_of_a_scheme_of_which_nothing_is_known():
	assert evidence(SetupFacts()) == ()


def test_what_the_site_shows_is_said_in_the_order_of_the_steps():
	found = evidence(
		SetupFacts(
			eligible_people=120,
			aims=3,
			co_ordinators=2,
			signed_off_on=MONDAY,
			signed_off_by="A. Head",
			mentor_approved_on=date(2026, 9, 1),
			introduced_on=date(2026, 10, 1),
		)
	)
	assert [(each.step, each.text) for each in found] == [
		(1, "120 people were counted."),
		(2, "The scheme has 3 aims, each with its measure and target."),
		(6, "The scheme names 2 co-ordinators."),
		(7, "The policy was signed off by A. Head on 2 March 2026."),
		(11, "The first mentor was approved on 1 September 2026."),
		(12, "The first link was introduced on 1 October 2026."),
	]


def test_a_policy_that_nobody_is_named_for_is_not_signed_off():
	assert evidence(SetupFacts(signed_off_on=MONDAY)) == ()


def test_every_first_time_is_asked_for_and_belongs_to_a_step():
	days = {each.name for each in fields(SetupFacts) if each.name.endswith("_on")} - {"signed_off_on"}
	assert {name for _step, name, _sentence in FIRST_TIMES} == days
	assert {step for step, _name, _sentence in FIRST_TIMES} <= {step.number for step in STEPS}


def test_what_is_done_or_not_needed_is_not_open():
	assert [each.value for each in StepStatus if each.is_open] == ["Not started", "Under way"]


@pytest.mark.parametrize(
	("changed", "codes"),
	[
		({}, []),
		({"due_on": MONDAY - timedelta(days=1)}, ["step-due"]),
		({"due_on": MONDAY}, []),
		({"status": StepStatus.DONE, "done_on": MONDAY + timedelta(days=8)}, ["step-done-on"]),
		({"status": StepStatus.DONE, "done_on": MONDAY + timedelta(days=7)}, []),
		({"status": StepStatus.NOT_NEEDED}, ["step-not-needed"]),
		({"status": StepStatus.NOT_NEEDED, "explained": True}, []),
	],
)
def test_what_is_written_of_a_step_must_make_sense(changed: dict, codes: list[str]):
	week = timedelta(days=7)
	plain = {"status": StepStatus.UNDER_WAY, "starts_on": MONDAY, "due_on": MONDAY + week}
	found = assess_step(StepFacts(**{**plain, **changed}), today=MONDAY + week)
	assert [each.code for each in found.refusals] == codes


@pytest.mark.parametrize("kind", [LetterKind.WELCOME, LetterKind.INTRODUCTION])
def test_nobody_is_written_to_of_a_match_before_it_is_settled_or_after_it_is_over(kind: LetterKind):
	told = {state: [each.code for each in assess_letter(kind, state).refusals] for state in LinkState}
	assert [state.value for state, codes in told.items() if not codes] == [
		"Introduction",
		"Active",
		"Suspended",
	]
	assert told[LinkState.CONSULTING] == ["letter-too-early"]
	assert told[LinkState.DECLINED] == ["letter-too-late"]


def test_the_letter_that_ends_a_link_may_be_begun_at_any_time():
	assert all(not assess_letter(LetterKind.ENDING, state).refusals for state in LinkState)
