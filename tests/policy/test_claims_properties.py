"""What holds of every claim, whatever was written in it (R32, R43, R44, R46)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from mentoring_scheme.policy import presets
from mentoring_scheme.policy.claims import ClaimFacts, ExpenseLine, TimeLine, assess_claim, reckon
from mentoring_scheme.policy.mileage import tax_year
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.verdicts import Finding, Severity

TODAY = date(2026, 5, 20)
MONTH = date(2026, 4, 1)
AFC = presets.load("afc-fostering")
ALL = [presets.load(name) for name in presets.names()]
KINDS = [each.kind for each in AFC.expense_kinds]

policies = st.builds(
	lambda each, month, rate, first, rests, travel: SchemePolicy.from_dict(
		{
			**AFC.to_dict(),
			"claims": "Travel" if travel else "Monthly",
			"claims_rest_on_records": rests,
			"task_hourly_rate": "0.00" if travel else f"{rate}.00",
			"mileage_rates": [dict(row, full_rate_miles=first) for row in AFC.to_dict()["mileage_rates"]],
			"expense_kinds": [
				dict(row, limit_each=f"{min(each, month) if month else each}.00", limit_month=f"{month}.00")
				for row in AFC.to_dict()["expense_kinds"]
			],
		}
	),
	each=st.integers(0, 60),
	month=st.integers(0, 120),
	rate=st.integers(0, 20),
	first=st.sampled_from([0, 30, 10_000]),
	rests=st.booleans(),
	travel=st.booleans(),
)
days = st.dates(date(2026, 3, 30), date(2026, 6, 2)) | st.dates(MONTH, date(2026, 4, 12))
numbers = st.decimals(-50, 1500, places=2) | st.decimals(1, 90, places=1) | st.decimals()
expenses = st.builds(
	ExpenseLine,
	key=st.just(""),
	day=days,
	kind=st.sampled_from([*KINDS, *KINDS[:4] * 3, "Diamonds", ""]),
	spent=numbers,
	miles=numbers,
	passengers=st.integers(-1, 10) | st.integers(0, 2),
	journey=st.sampled_from(["", "Kingston – Richmond", "kingston –  richmond", "Hampton"]),
	source=st.sampled_from(["", "CR-1", "CR-2"]),
	source_day=st.none() | days,
	source_is_own=st.sampled_from([True, True, True, False]),
	has_receipt=st.sampled_from([True, True, False]),
	claim=st.sampled_from(["", "MC-1", "MC-2"]),
)
times = st.builds(
	TimeLine,
	key=st.just(""),
	day=days,
	kind=st.sampled_from(["Contact", "Supervision", "Event", "Task", "Task", "Holiday"]),
	minutes=st.integers(-10, 1500) | st.integers(1, 300),
	task=st.sampled_from(["", "Visit", "Training", "Juggling"]),
	source=st.sampled_from(["", "CR-1", "CR-2"]),
)


def keyed(lines: Iterable[Any]) -> tuple[Any, ...]:
	return tuple(replace(each, key=str(number)) for number, each in enumerate(lines))


claims = st.builds(
	lambda expenses, times, others, before: ClaimFacts(
		month=MONTH,
		times=keyed(times),
		expenses=keyed(expenses),
		others=keyed(others),
		earlier_miles={2025: Decimal(before), 2026: Decimal(before) / 10},
	),
	expenses=st.lists(expenses, max_size=10),
	times=st.lists(times, max_size=6),
	others=st.lists(expenses, max_size=4),
	before=st.sampled_from([0, 20, 9_990, 20_000]),
)


def decidable(facts: ClaimFacts, policy: SchemePolicy) -> list[str]:
	return [each.key for each in assess_claim(facts, policy, TODAY).refusals if each.overridable]


def final(facts: ClaimFacts, policy: SchemePolicy) -> list[Finding]:
	return [each for each in assess_claim(facts, policy, TODAY).refusals if not each.overridable]


@given(claims, policies)
def test_nothing_is_paid_above_a_limit_that_no_manager_lifted(
	facts: ClaimFacts, policy: SchemePolicy
) -> None:
	reckoning = reckon(facts, policy)
	for kind in policy.expense_kinds:
		paid = [reckoning.lines[each.key].amount for each in facts.expenses if each.kind == kind.kind]
		assert not kind.limit_month or sum(paid) <= kind.limit_month
		assert not kind.limit_each or all(each <= kind.limit_each for each in paid)


@given(claims, policies)
def test_the_sums_are_those_of_the_lines(facts: ClaimFacts, policy: SchemePolicy) -> None:
	reckoning = reckon(facts, policy)
	assert set(reckoning.lines) == {each.key for each in facts.expenses}
	assert set(reckoning.times) == {each.key for each in facts.times}
	assert reckoning.expenses == sum(each.amount for each in reckoning.lines.values())
	assert reckoning.tasks == sum(reckoning.times.values())
	assert reckoning.total == reckoning.expenses + reckoning.tasks
	amounts = [*reckoning.times.values(), *(each.amount for each in reckoning.lines.values())]
	assert all(each >= 0 and each == each.quantize(Decimal("0.01")) for each in amounts)
	assert reckoning.minutes >= 0 and reckoning.miles >= 0


@given(claims, policies)
def test_a_line_is_paid_what_it_comes_to_or_a_refusal_says_why_not(
	facts: ClaimFacts, policy: SchemePolicy
) -> None:
	reckoning = reckon(facts, policy)
	refusals = assess_claim(facts, policy, TODAY).refusals
	for line in facts.expenses:
		paid = reckoning.lines[line.key]
		if paid.explanation.severity is Severity.REFUSE:
			assert paid.explanation in refusals
			assert paid.explanation.overridable or paid.amount == 0
		elif line.kind == "Mileage":
			assert paid.amount > 0 and line.miles > 0
		else:
			assert paid.amount == line.spent


@given(claims, policies, st.randoms())
def test_the_order_of_lines_and_their_keys_do_not_matter(
	facts: ClaimFacts, policy: SchemePolicy, chance: Random
) -> None:
	shuffled = replace(
		facts,
		expenses=keyed(chance.sample(facts.expenses, len(facts.expenses))),
		times=keyed(chance.sample(facts.times, len(facts.times))),
		others=tuple(chance.sample(facts.others, len(facts.others))),
	)
	before, after = reckon(facts, policy), reckon(shuffled, policy)
	for name in ("expenses", "tasks", "miles", "minutes", "total"):
		assert getattr(after, name) == getattr(before, name)
	paid = [sorted(each.amount for each in found.lines.values()) for found in (before, after)]
	assert paid[0] == paid[1]
	keys = [
		sorted((each.severity, each.key) for each in assess_claim(found, policy, TODAY).findings)
		for found in (facts, shuffled)
	]
	assert keys[0] == keys[1]


@given(claims, policies)
def test_once_everything_is_decided_every_sound_line_is_paid_in_full(
	facts: ClaimFacts, policy: SchemePolicy
) -> None:
	keys = decidable(facts, policy)
	decided = replace(facts, decided=keys)
	assert decidable(decided, policy) == keys, "a decision brings up no other"
	assert not [each for each in assess_claim(decided, policy, TODAY).refused(keys) if each.overridable]
	reckoning, before = reckon(decided, policy), reckon(facts, policy)
	assert all(reckoning.lines[key].amount >= line.amount for key, line in before.lines.items())
	for line in reckoning.lines.values():
		assert line.explanation.severity is Severity.PASS or line.amount == 0


@given(claims, policies)
def test_the_keys_of_decisions_fit_their_field(facts: ClaimFacts, policy: SchemePolicy) -> None:
	found = assess_claim(facts, policy, TODAY)
	assert all(len(each.key) <= 140 for each in found.findings)
	decided = [each.key for each in [*found.warnings, *found.refusals] if each.occasion]
	assert len(decided) == len(set(decided)), "each decision is about one thing"


@given(claims, st.sampled_from(ALL))
def test_other_claims_change_no_amount(facts: ClaimFacts, policy: SchemePolicy) -> None:
	alone = reckon(replace(facts, others=()), policy)
	assert {key: each.amount for key, each in alone.lines.items()} == {
		key: each.amount for key, each in reckon(facts, policy).lines.items()
	}


@given(claims, policies)
def test_a_line_that_is_taken_out_takes_nothing_from_the_others_but_their_limit(
	facts: ClaimFacts, policy: SchemePolicy
) -> None:
	if not facts.expenses:
		return
	without = reckon(replace(facts, expenses=facts.expenses[1:]), policy)
	whole = reckon(facts, policy)
	gone = facts.expenses[0]
	for line in facts.expenses[1:]:
		before, after = whole.lines[line.key].amount, without.lines[line.key].amount
		assert after >= before if line.kind == gone.kind else after == before


@given(claims, policies)
def test_miles_count_for_the_tax_year_of_their_day(facts: ClaimFacts, policy: SchemePolicy) -> None:
	sound = [
		each
		for each in facts.expenses
		if each.kind == "Mileage" and reckon(facts, policy).lines[each.key].amount > 0
	]
	said = {
		str(each.figures["year"])[:4]: Decimal(str(each.figures["miles"]))
		for each in assess_claim(facts, policy, TODAY).passes
		if each.code == "claim-miles"
	}
	assert sum(said.values()) == reckon(facts, policy).miles
	assert {str(tax_year(each.day)) for each in sound} <= set(said)


@given(claims, policies)
def test_whoever_corrects_what_is_found_can_send_it_in(facts: ClaimFacts, policy: SchemePolicy) -> None:
	"""A claim of the lines that nothing final stands against has nothing final against it."""
	kept = replace(
		facts,
		expenses=tuple(
			each for each in facts.expenses if not final(replace(facts, times=(), expenses=(each,)), policy)
		),
		times=tuple(
			each for each in facts.times if not final(replace(facts, times=(each,), expenses=()), policy)
		),
	)
	together = {"claim-empty", "claim-time-twice", "claim-time-day"}
	assert {each.code for each in final(kept, policy)} <= together
