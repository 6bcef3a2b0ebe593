"""What is still to be paid for a link: as it stands, extended by a month, ended today (R39, R42)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from test_money import facts, policies

from mentoring_scheme.policy import presets
from mentoring_scheme.policy.errors import PolicyError
from mentoring_scheme.policy.outlook import Coming, ended, extended, outlook, to_come
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.settlement import Kind, Line, Standing, lived
from mentoring_scheme.policy.terms import Extension, Suspension, TermFacts, plan

AFC = presets.load("afc-fostering")
NEW, ADVERSITY = "Newly approved carer", "Adversity"
START = date(
	2026, 2, 20
)  # approved six weeks before: planned end 10 July; 150.00 on 20 May, 50.00 on 10 July
LINK = TermFacts(NEW, START, date(2026, 1, 10))
FIRST, LAST = date(2026, 5, 20), date(2026, 7, 10)


def pounds(coming: tuple[Coming, ...] | None) -> list[tuple[date, int]]:
	return [(each.due_on, int(each.amount)) for each in coming or ()]


def line(sequence: int, amount: int, standing: Standing = Standing.ON_ITS_WAY, number: int = 0) -> Line:
	"""What was made of an instalment: the payment itself, or a correction of it."""
	kind = Kind.CORRECTION if number else Kind.INSTALMENT
	return Line(f"{sequence}/{number}", kind, sequence, number, standing, Decimal(amount), FIRST)


def test_nothing_made_yet() -> None:
	found = outlook(LINK, [], AFC, date(2026, 3, 1))
	assert pounds(found.coming) == [(FIRST, 150), (LAST, 50)]


def test_what_was_made_is_not_still_to_come() -> None:
	found = outlook(LINK, [line(1, 150)], AFC, date(2026, 6, 1))
	assert pounds(found.coming) == [(LAST, 50)]


def test_what_should_have_been_made_comes_today() -> None:
	assert pounds(outlook(LINK, [], AFC, date(2026, 6, 1)).coming) == [(date(2026, 6, 1), 150), (LAST, 50)]


def test_a_difference_comes_as_a_correction_more_or_less() -> None:
	day = date(2026, 6, 1)
	assert pounds(outlook(LINK, [line(1, 100)], AFC, day).coming) == [(day, 50), (LAST, 50)]
	assert pounds(outlook(LINK, [line(1, 200)], AFC, day).coming) == [(day, -50), (LAST, 50)]
	assert pounds(outlook(LINK, [line(1, 200), line(1, -50, number=1)], AFC, day).coming) == [(LAST, 50)]


def test_what_somebody_decided_does_not_come_again() -> None:
	taken_back, fell_away = line(1, 150, Standing.DECIDED), line(1, 150, Standing.WITHDRAWN)
	day = date(2026, 6, 1)
	assert pounds(outlook(LINK, [taken_back], AFC, day).coming) == [(LAST, 50)]
	assert pounds(outlook(LINK, [fell_away], AFC, day).coming) == [(day, 150), (LAST, 50)]


def test_what_awaits_approval_is_changed_and_adds_the_difference_alone() -> None:
	day = date(2026, 6, 1)
	assert pounds(outlook(LINK, [line(1, 100, Standing.OPEN)], AFC, day).coming) == [(day, 50), (LAST, 50)]


def test_nothing_is_asked_back_during_a_suspension() -> None:
	stopped = TermFacts(NEW, START, date(2026, 1, 10), suspensions=(Suspension(date(2026, 4, 1), None, "x"),))
	assert outlook(stopped, [line(1, 150)], AFC, date(2026, 6, 1)).coming == ()


def test_a_month_more_moves_and_adds_what_the_last_part_pays() -> None:
	found = outlook(LINK, [line(1, 150)], AFC, date(2026, 6, 1))
	assert pounds(found.if_extended) == [(date(2026, 8, 10), 100)]


def test_a_month_more_adds_nothing_beyond_the_cap() -> None:
	adversity = TermFacts(ADVERSITY, date(2026, 3, 1))
	found = outlook(adversity, [], AFC, date(2026, 4, 1))
	assert pounds(found.coming) == pounds(found.if_extended) == [(date(2026, 6, 1), 150)]


def test_a_link_that_may_not_be_extended_has_no_such_outlook(
	changed: Callable[..., SchemePolicy],
) -> None:
	limited = changed(
		support_types=[dict(each, extension_longest_months=1) for each in AFC.to_dict()["support_types"]]
	)
	once = TermFacts(NEW, START, date(2026, 1, 10), extensions=(Extension(1, "x", date(2026, 3, 1)),))
	assert extended(LINK, limited, date(2026, 3, 2)) is not None
	assert extended(once, limited, date(2026, 3, 2)) is None
	assert outlook(once, [], limited, date(2026, 3, 2)).if_extended is None


def test_ended_today_pays_the_whole_months_until_today_and_no_more() -> None:
	found = outlook(LINK, [line(1, 150)], AFC, date(2026, 6, 25))
	assert pounds(found.if_ended) == [(date(2026, 6, 25), 50)]
	assert pounds(outlook(LINK, [line(1, 150)], AFC, date(2026, 6, 1)).if_ended) == []


def test_a_link_that_has_ended_or_not_begun_cannot_end_today() -> None:
	assert ended(TermFacts(NEW, START, START, ended_on=date(2026, 3, 1)), date(2026, 4, 1)) is None
	assert ended(LINK, START - timedelta(days=1)) is None
	assert ended(LINK, START) is not None


def test_facts_that_contradict_each_other_are_said() -> None:
	with pytest.raises(PolicyError):
		outlook(TermFacts(NEW, START, START, ended_on=START - timedelta(days=1)), [], AFC, date(2026, 6, 1))


@given(facts(), policies, st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_what_was_made_and_what_comes_are_what_the_policy_says(
	link: TermFacts, policy: SchemePolicy, today: date
) -> None:
	"""Whatever fell due by today was made: nothing of it comes again, and the two make the whole schedule."""
	support = policy.support_types[0]
	life = lived(
		plan(replace(link, support_type=support.support_type), policy, today), policy, support.support_type
	)
	made = [
		Line(str(number), Kind.INSTALMENT, each.sequence, 0, Standing.ON_ITS_WAY, each.amount, each.due_on)
		for number, each in enumerate(life.instalments)
		if each.due_on <= today
	]
	ahead: dict[date, Decimal] = {}
	for each in life.instalments:
		if each.due_on > today:
			ahead[each.due_on] = ahead.get(each.due_on, Decimal(0)) + each.amount
	coming = list(to_come(life, made, today))
	assert {each.due_on: each.amount for each in coming} == ahead
	everything = sum(each.amount for each in (*made, *coming))
	assert everything == sum(each.amount for each in life.instalments) <= support.payment_cap


@given(facts(), policies, st.integers(0, 900))
def test_ending_today_never_costs_more_than_going_on(
	link: TermFacts, policy: SchemePolicy, days: int
) -> None:
	support, today = policy.support_types[0].support_type, link.start + timedelta(days=days)
	link = replace(link, support_type=support)
	assume(link.ended_on is None and not any(each.is_open for each in link.suspensions))
	assume(all(each.start <= today for each in link.suspensions))
	found = outlook(link, [], policy, today)
	assert found.if_ended is not None
	assert sum(each.amount for each in found.if_ended) <= sum(each.amount for each in found.coming)
