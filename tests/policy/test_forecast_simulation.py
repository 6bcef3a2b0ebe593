"""Many runs: the same seed gives the same, nothing is paid beyond a cap, and another mentor never lengthens a wait."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentoring_scheme.forecast.changes import changed as with_changes
from mentoring_scheme.forecast.changes import with_term
from mentoring_scheme.forecast.demand import STEPS, draw_referrals, waiting_time
from mentoring_scheme.forecast.periods import Months
from mentoring_scheme.forecast.placing import NO_LIMIT, Mentors, links_at_a_time
from mentoring_scheme.forecast.simulation import Range, forecast, range_of
from mentoring_scheme.forecast.values import (
	LIMITS,
	Assumptions,
	Caseload,
	MentorSupply,
	RunningLink,
	WaitingMentee,
)
from mentoring_scheme.policy import presets
from mentoring_scheme.policy.errors import PolicyError
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.terms import TermFacts

START = date(2026, 12, 1)


def assumed(**values: Any) -> Assumptions:
	given = {"mentors": 10, "referrals_per_month": Decimal(4), "months": 12, "start": START, "runs": 5}
	return Assumptions(**{**given, **values})


few = st.builds(
	assumed,
	mentors=st.integers(0, 12),
	referrals_per_month=st.integers(0, 60).map(lambda tenths: Decimal(tenths) / 10),
	months=st.integers(1, 18),
	start=st.dates(date(2026, 1, 1), date(2028, 12, 31)),
	runs=st.just(1),
	seed=st.integers(0, 1000),
	ending_early_percent=st.integers(0, 50),
	extended_percent=st.integers(0, 50),
	suspended_percent=st.integers(0, 100),
	suspension_days=st.integers(1, 90),
)


@settings(max_examples=40)
@given(given_=few)
def test_no_total_is_beyond_the_cap_of_all_links(given_: Assumptions) -> None:
	policy = presets.load("afc-fostering")
	found = forecast(policy, given_)
	highest = max(each.payment_cap for each in policy.support_types)
	assert Decimal(found.totals["payments"].high) <= highest * int(found.totals["started"].high)


@settings(max_examples=40)
@given(given_=few, more=st.integers(1, 5), preset=st.sampled_from(presets.names()))
def test_another_mentor_never_makes_anybody_wait_longer(given_: Assumptions, more: int, preset: str) -> None:
	policy = presets.load(preset)
	fewer, others = (
		forecast(policy, replace(given_, mentors=given_.mentors + add)).totals["wait"].mid
		for add in (0, more)
	)
	assert (fewer is None) == (others is None)
	assert fewer is None or others <= fewer


@settings(max_examples=30)
@given(given_=few, preset=st.sampled_from(presets.names()))
def test_everybody_is_accounted_for(given_: Assumptions, preset: str) -> None:
	"""Whoever is referred has a link by the end or waits; links that started run or have ended."""
	policy = presets.load(preset)
	found = forecast(policy, given_)
	referred = len(draw_referrals(given_, policy, (), found.months.end, 0))
	sums = {key: sum(each.mid for each in found.by_month[key]) for key in ("started", "ended")}
	assert sums["started"] + found.totals["waiting"].mid == referred
	assert sums["started"] - sums["ended"] == found.by_month["running"][-1].mid
	limit = links_at_a_time(policy, given_.start)
	assert all(each.mid <= limit * given_.mentors for each in found.by_month["running"])


def test_the_same_seed_gives_the_same_and_another_does_not(afc: SchemePolicy) -> None:
	first, again, other = (forecast(afc, assumed(seed=seed)) for seed in (7, 7, 8))
	assert first.by_month == again.by_month and first.totals == again.totals
	assert first.by_month != other.by_month


def test_two_policies_are_compared_on_the_same_people(afc: SchemePolicy) -> None:
	longer = with_term(afc, 9)
	end = date(2027, 12, 1)
	people = [draw_referrals(assumed(), policy, (), end, 0) for policy in (afc, longer)]
	assert people[0] == people[1]
	short, long = (forecast(policy, assumed(mentors=50)) for policy in (afc, longer))
	assert long.totals["needed"].mid > short.totals["needed"].mid
	assert long.totals["payments"].mid >= short.totals["payments"].mid


def test_nobody_waits_where_there_are_as_many_mentors_as_needed(afc: SchemePolicy) -> None:
	needed = forecast(afc, assumed(mentors=0)).totals["needed"]
	found = forecast(afc, assumed(mentors=int(needed.high)))
	assert all(each.high in (None, 28) for each in found.by_month["wait"])
	assert forecast(afc, assumed(mentors=0)).totals["started"] == Range(0, 0, 0)


def test_a_running_scheme_goes_on_from_where_it_is(afc: SchemePolicy) -> None:
	caseload = Caseload(
		mentors=(MentorSupply(last_supervision_on=date(2026, 11, 10)),),
		links=(RunningLink(0, TermFacts("Adversity", date(2026, 10, 15)), afc),),
		waiting=(WaitingMentee(date(2026, 11, 1), "Adversity"),),
	)
	quiet = assumed(
		mentors=0,
		referrals_per_month=Decimal(0),
		ending_early_percent=0,
		extended_percent=0,
		suspended_percent=0,
	)
	found = forecast(afc, quiet, caseload)
	months = {key: [each.mid for each in rows] for key, rows in found.by_month.items()}
	assert months["payments"][:5] == [0, 150, 0, 150, 0]  # on 15 January, and 1 March
	assert months["running"][:4] == [2, 1, 1, 0]
	assert months["wait"][0] == 30
	# regular: 22 December and 2 February; closing: 15 January and 1 March
	assert months["supervision"][:5] == [1, 1, 1, 1, 0]


def test_a_link_keeps_the_policy_that_it_was_agreed_under(afc: SchemePolicy) -> None:
	caseload = Caseload((MentorSupply(),), (RunningLink(0, TermFacts("Adversity", date(2026, 11, 1)), afc),))
	quiet = assumed(referrals_per_month=Decimal(0), extended_percent=0, ending_early_percent=0)
	ended = [each.mid for each in forecast(with_term(afc, 9), quiet, caseload).by_month["ended"]]
	assert ended[2] == 1


def test_a_mentor_has_as_many_links_as_the_policy_lets(changed: Callable[..., SchemePolicy]) -> None:
	for rule in ("Warn", "Refuse"):
		assert links_at_a_time(changed(mentees_at_a_time=3, mentees_rule=rule), START) == 3
	assert links_at_a_time(changed(mentees_at_a_time=0), START) == NO_LIMIT
	unlimited = forecast(changed(mentees_at_a_time=0), assumed(mentors=1))
	assert unlimited.totals["needed"] == Range(None, None, None)
	assert unlimited.totals["wait"].high <= 28


def test_links_go_to_whoever_has_fewest() -> None:
	mentors, last = Mentors([2, 2, 0]), START + timedelta(days=100)
	chosen = []
	for days in (10, 20, 30, 40):
		mentor, day = mentors.choose(START, last) or (None, None)
		mentors.take(mentor, START + timedelta(days=days))
		chosen.append((mentor, day))
	assert chosen == [(0, START), (1, START), (0, START), (1, START)]
	assert mentors.choose(START, START + timedelta(days=10)) is None
	assert mentors.choose(START, last) == (0, START + timedelta(days=10))
	assert Mentors([]).choose(START, last) is None


def test_months_are_calendar_months() -> None:
	whole, part = Months(date(2026, 12, 1), 2), Months(date(2026, 11, 30), 2)
	assert whole.starts == (date(2026, 12, 1), date(2027, 1, 1)) and whole.end == date(2027, 2, 1)
	assert part.starts == (date(2026, 11, 30), *whole.starts) and part.end == whole.end
	assert part.is_part(0) and not part.is_part(1)
	assert [
		part.index(day) for day in (date(2026, 11, 29), date(2026, 11, 30), date(2027, 1, 31), part.end)
	] == [
		None,
		0,
		2,
		None,
	]
	assert [part.last_day(month) for month in range(3)] == [0, 31, 62]


def test_ranges_are_figures_that_came_about() -> None:
	assert range_of([5, None, 1, 3, 2, 4]) == Range(1, 3, 5)
	assert range_of(range(1, 201)) == Range(20, 100, 180)
	assert range_of([None]) == Range(None, None, None)


def test_time_until_a_chance_event_has_the_mean_that_was_asked_for() -> None:
	days = [waiting_time(120, length) for length in range(STEPS)]
	assert 110 <= sum(days) / STEPS <= 125
	assert waiting_time(1, 0) == 1


@pytest.mark.parametrize("name", LIMITS)
@pytest.mark.parametrize("value", [-1, 10**12, "7", True, None, Decimal("NaN"), Decimal("Infinity")])
def test_an_absurd_number_is_refused_by_its_name(name: str, value: object) -> None:
	with pytest.raises(PolicyError) as error:
		assumed(**{name: value})
	assert error.value.field == name
	assert str(error.value)


@pytest.mark.parametrize(
	("values", "field"),
	[
		({"start": date(1, 1, 1)}, "start"),
		({"start": "tomorrow"}, "start"),
		({"ending_early_percent": 60, "extended_percent": 50}, "extended_percent"),
		({"mix": (("Adversity", 0),)}, "mix"),
		({"mix": (("Adversity", -1),)}, "mix[0]"),
		({"mix": (("Adversity", 1), ("Adversity", 2))}, "mix[1]"),
		({"runs": 5000, "months": 120, "referrals_per_month": Decimal(1000)}, "runs"),
	],
)
def test_what_contradicts_itself_is_refused(values: dict[str, Any], field: str) -> None:
	with pytest.raises(PolicyError) as error:
		assumed(**values)
	assert error.value.field == field


def test_what_contradicts_the_policy_is_refused(changed: Callable[..., SchemePolicy]) -> None:
	with pytest.raises(PolicyError, match="mix"):
		forecast(changed(), assumed(mix=(("Nothing such", 1),)))
	short = [{**each, "extension_longest_months": 2} for each in changed().to_dict()["support_types"]]
	with pytest.raises(PolicyError, match="extension_months: Extensions of 3 months contradict"):
		forecast(changed(support_types=short), assumed(extension_months=3))
	with pytest.raises(PolicyError, match=r"links\[0\].mentor"):
		Caseload((), (RunningLink(0, TermFacts("Adversity", START), changed()),))


def test_a_policy_is_changed_by_its_fields(afc: SchemePolicy) -> None:
	changed = with_changes(
		afc, ["support_types[0].months=9", "pay_while_suspended=yes", "payment_per_month=60"]
	)
	assert changed.support_types[0].months == 9
	assert changed.pay_while_suspended and changed.payment_per_month == 60
	assert with_term(afc, 9, "Adversity").support_types[1].months == 9
	assert with_term(afc, 9, "Adversity").support_types[0].months == 6


@pytest.mark.parametrize(
	("change", "field"),
	[
		("months", "set"),
		("nothing=1", "nothing"),
		("support_types=1", "support_types"),
		("support_types[0]=1", "support_types[0]"),
		("support_types[9].months=1", "support_types[9].months"),
		("support_types[0].nothing=1", "support_types[0].nothing"),
		("support_types[0].months=nine", "support_types[0].months"),
		("support_types[0].months=-9", "support_types[0].months"),
		("support_types[0].months=0", "support_types[0].months"),
		("pay_while_suspended=perhaps", "pay_while_suspended"),
		("payment_per_month=£60", "payment_per_month"),
		("__class__=x", "__class__"),
		("a..b=x", "a..b"),
	],
)
def test_a_change_that_makes_no_sense_is_named(afc: SchemePolicy, change: str, field: str) -> None:
	with pytest.raises(PolicyError) as error:
		with_changes(afc, [change])
	assert error.value.field == field


def test_an_open_ended_policy_has_no_term_to_change(refugee: SchemePolicy) -> None:
	with pytest.raises(PolicyError, match="support_types"):
		with_term(refugee, 9)
