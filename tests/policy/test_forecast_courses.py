"""A link forecast from event to event is the link that the desk would see day by day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentoring_scheme.forecast.courses import Pace, course_of, new_facts, running_facts
from mentoring_scheme.forecast.day_by_day import live_through
from mentoring_scheme.forecast.demand import STEPS, Fate
from mentoring_scheme.forecast.values import Assumptions, RunningLink
from mentoring_scheme.policy import presets
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.terms import Extension, Suspension, TermFacts

ASSUMED = Assumptions(mentors=1, referrals_per_month=Decimal(1), months=24, start=date(2026, 1, 1))

fates = st.builds(
	Fate,
	ends_early_at=st.none() | st.integers(0, STEPS - 1),
	extended=st.booleans(),
	suspended_at=st.none() | st.integers(0, STEPS - 1),
	length=st.integers(0, STEPS - 1),
).filter(lambda fate: fate.ends_early_at is None or not (fate.extended or fate.suspended_at is not None))

policies = st.builds(
	lambda name, **fields: SchemePolicy.from_dict({**presets.load(name).to_dict(), **fields}),
	st.sampled_from(presets.names()),
	suspension_stops_clock=st.booleans(),
	pay_while_suspended=st.booleans(),
	payment_part_period=st.sampled_from(["Whole months", "Nothing"]),
)


@settings(max_examples=150)
@given(data=st.data(), policy=policies, fate=fates)
def test_event_by_event_is_day_by_day(data: st.DataObject, policy: SchemePolicy, fate: Fate) -> None:
	support = data.draw(st.integers(0, len(policy.support_types) - 1))
	start = data.draw(st.dates(date(2026, 1, 1), date(2027, 12, 31)))
	approved_on = start - timedelta(days=data.draw(st.integers(0, 250)))
	assumed = replace(ASSUMED, suspension_days=data.draw(st.integers(1, 120)), open_ended_days=200)
	facts, end = new_facts(support, start, approved_on, fate, policy, assumed)
	assert course_of(facts, end, policy) == live_through(facts, end, policy)


@given(start=st.dates(date(2026, 1, 1), date(2027, 12, 31)), fate=fates, wait=st.integers(0, 300))
def test_no_link_is_paid_beyond_its_cap(start: date, fate: Fate, wait: int) -> None:
	policy = presets.load("afc-fostering")
	for support, kind in enumerate(policy.support_types):
		facts, end = new_facts(support, start, start - timedelta(days=wait), fate, policy, ASSUMED)
		assert sum(amount for _day, amount in course_of(facts, end, policy).payments) <= kind.payment_cap


@given(
	approved_on=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
	fate=fates,
	waits=st.tuples(st.integers(0, 300), st.integers(0, 300)),
)
def test_a_link_that_starts_later_does_not_end_sooner(
	approved_on: date, fate: Fate, waits: tuple[int, int]
) -> None:
	"""On this rests that another mentor never makes anybody wait longer."""
	policy = presets.load("afc-fostering")
	for support in range(len(policy.support_types)):
		ends = [
			new_facts(support, approved_on + timedelta(days=wait), approved_on, fate, policy, ASSUMED)[1]
			for wait in sorted(waits)
		]
		assert ends[0] <= ends[1]


@pytest.mark.parametrize(
	("facts", "payments"),
	[
		# the worked examples of the policy (R42)
		(
			TermFacts("Newly approved carer", date(2026, 2, 20), approved_on=date(2026, 1, 10)),
			[(date(2026, 5, 20), 150), (date(2026, 7, 10), 50)],
		),
		(TermFacts("Adversity", date(2026, 1, 31)), [(date(2026, 4, 30), 150)]),
		(
			TermFacts(
				"Adversity", date(2026, 1, 31), extensions=(Extension(2, "More time", date(2026, 4, 1)),)
			),
			[(date(2026, 4, 30), 150)],
		),
		(
			TermFacts(
				"Newly approved carer",
				date(2026, 1, 10),
				approved_on=date(2026, 1, 10),
				suspensions=(Suspension(date(2026, 2, 20), date(2026, 3, 22), "Illness"),),
			),
			[(date(2026, 5, 10), 150), (date(2026, 8, 9), 150)],
		),
	],
)
def test_payments_of_the_worked_examples(
	afc: SchemePolicy, facts: TermFacts, payments: list[tuple[date, int]]
) -> None:
	found = course_of(facts, date(2027, 1, 1), afc).payments
	assert found == tuple((day, Decimal(amount)) for day, amount in payments)


def test_contacts_and_reviews_stand_still_during_a_suspension(afc: SchemePolicy) -> None:
	suspended = (Suspension(date(2026, 2, 20), date(2026, 3, 22), "Illness"),)
	facts = TermFacts("Adversity", date(2026, 1, 10), suspensions=suspended)
	course = course_of(facts, date(2026, 5, 10), afc)
	assert course.contacts == (date(2026, 2, 10), date(2026, 4, 22))
	assert course.reviews == (date(2026, 2, 10), date(2026, 4, 9))
	assert course.end_task_on == date(2026, 5, 10)


def test_a_pair_keeps_to_the_slot_that_it_agreed(kent: SchemePolicy) -> None:
	facts = TermFacts(kent.support_types[0].support_type, date(2026, 1, 1), ended_on=date(2026, 2, 1))
	pace = Pace(agreed_every=2, agreed_weekday=1)
	contacts = course_of(facts, date(2026, 2, 1), kent, pace=pace).contacts
	assert contacts == (date(2026, 1, 13), date(2026, 1, 27))


def test_a_link_late_to_start_counts_from_its_start(afc: SchemePolicy) -> None:
	facts, end = new_facts(0, date(2026, 12, 1), date(2026, 6, 1), Fate(), afc, ASSUMED)
	assert facts.commencement_agreed and end == date(2027, 6, 1)


def running(facts: TermFacts, policy: SchemePolicy, **values: Any) -> RunningLink:
	return RunningLink(0, facts, policy, **values)


def test_what_lies_before_the_forecast_is_left_out(afc: SchemePolicy) -> None:
	link = running(TermFacts("Adversity", date(2025, 11, 1)), afc)
	facts, end = running_facts(link, Fate(), ASSUMED)
	course = course_of(facts, end, afc, since=ASSUMED.start)
	assert end == date(2026, 2, 1)
	assert course.payments == ((date(2026, 2, 1), Decimal("150.00")),)
	assert course.contacts == (date(2026, 1, 1),)
	assert course.reviews == (date(2026, 1, 1),)  # the review of December was not held, and is made up for


@pytest.mark.parametrize(
	("facts", "closing", "end"),
	[
		(TermFacts("Adversity", date(2025, 8, 1)), False, date(2026, 1, 1)),  # overdue
		(TermFacts("Adversity", date(2025, 12, 1)), True, date(2026, 3, 1)),
		# suspended: it resumes after the usual thirty days
		(
			TermFacts("Adversity", date(2025, 12, 1), suspensions=(Suspension(date(2025, 12, 20)),)),
			False,
			date(2026, 3, 31),
		),
	],
)
def test_running_links_end(afc: SchemePolicy, facts: TermFacts, closing: bool, end: date) -> None:
	assert running_facts(running(facts, afc, closing=closing), Fate(), ASSUMED)[1] == end


def test_an_open_link_that_is_closing_ends_soon(refugee: SchemePolicy) -> None:
	facts = TermFacts(refugee.support_types[0].support_type, date(2025, 3, 1))
	assert running_facts(running(facts, refugee, closing=True), Fate(), ASSUMED)[1] == date(2026, 1, 15)


def test_luck_that_lies_in_the_past_did_not_happen(afc: SchemePolicy) -> None:
	link = running(TermFacts("Adversity", date(2025, 11, 1)), afc)
	facts, end = running_facts(link, Fate(ends_early_at=1), ASSUMED)
	assert facts.ended_on is None and end == date(2026, 2, 1)
	facts, end = running_facts(link, Fate(ends_early_at=11), ASSUMED)
	assert facts.ended_on == end == date(2026, 1, 24)


def test_an_extension_is_made_only_where_the_policy_lets_it(changed: Callable[..., SchemePolicy]) -> None:
	policy = changed(extension_reason_required=True)
	short = [{**each, "extension_longest_months": 1} for each in policy.to_dict()["support_types"]]
	limited = changed(support_types=short)
	long = replace(ASSUMED, extension_months=3)
	start = date(2026, 3, 1)
	assert new_facts(1, start, start, Fate(extended=True), policy, long)[1] == date(2026, 9, 1)
	assert new_facts(1, start, start, Fate(extended=True), limited, long)[1] == date(2026, 6, 1)
