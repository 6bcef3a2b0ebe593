"""What becomes of the payments of a link when its life turns out differently, case by case (R42)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mentoring_scheme.policy import presets
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.settlement import (
	Kind,
	Life,
	Line,
	Standing,
	Step,
	assess_giving_up,
	lived,
	settle,
)
from mentoring_scheme.policy.terms import Extension, Suspension, TermFacts, plan

NEW, ADVERSITY = "Newly approved carer", "Adversity"
START = date(2026, 2, 20)
TODAY = date(2026, 11, 22)
AFC = presets.load("afc-fostering")
FULL = TermFacts(NEW, START, START)
MANAGER, FINANCE = frozenset({"Mentoring Manager"}), frozenset({"Mentoring Finance"})
Change = Callable[..., SchemePolicy]


def life(facts: TermFacts, policy: SchemePolicy = AFC, today: date = TODAY) -> Life:
	return lived(plan(facts, policy, today), policy, facts.support_type)


def line(
	sequence: int, amount: str, standing: Standing = Standing.ON_ITS_WAY, number: int = 0, **values: object
) -> Line:
	kind = Kind.CORRECTION if number else Kind.INSTALMENT
	name = f"PAY-{sequence}" + (f"-c{number}" if number else "")
	plain = Line(name, kind, sequence, number, standing, Decimal(amount), date(2026, 5, 20))
	return replace(plain, **values)


def as_said(facts: TermFacts, sequence: int, standing: Standing, policy: SchemePolicy = AFC) -> Line:
	"""A line that says what the policy says of this life."""
	owed = next(each for each in life(facts, policy).instalments if each.sequence == sequence)
	return line(
		sequence,
		str(owed.amount),
		standing,
		due_on=owed.due_on,
		period_start=owed.period_start,
		period_end=owed.period_end,
		months=owed.months,
	)


def steps(facts: TermFacts, *lines: Line, policy: SchemePolicy = AFC, today: date = TODAY) -> list[Step]:
	return settle(life(facts, policy, today), lines, today)


def told(step: Step) -> tuple[str, int, int, str | None, str | None]:
	"""A step in short: kind, numbers, the line that it is about, and the amount afterwards."""
	amount = str(step.wanted.amount) if step.wanted else None
	return step.kind.value, step.sequence, step.number, step.line.name if step.line else None, amount


def test_what_falls_due_is_made_and_then_left_alone() -> None:
	made = steps(FULL, today=date(2026, 5, 20))
	assert [told(each) for each in made] == [("Instalment", 1, 0, None, "150.00")]
	assert made[0].wanted and made[0].wanted.due_on == date(2026, 5, 20)
	assert steps(FULL, as_said(FULL, 1, Standing.OPEN), today=date(2026, 5, 20)) == []
	assert steps(FULL, today=date(2026, 5, 19)) == []


def test_an_open_instalment_changes_with_the_life() -> None:
	ended = replace(FULL, ended_on=date(2026, 7, 1))
	open_one = as_said(FULL, 2, Standing.OPEN)
	(step,) = steps(ended, as_said(FULL, 1, Standing.ON_ITS_WAY), open_one)
	assert told(step) == ("Instalment", 2, 0, "PAY-2", "50.00")
	assert step.wanted and (step.wanted.due_on, step.wanted.months) == (date(2026, 7, 1), 1)


def test_an_instalment_that_moves_into_the_future_is_taken_back_and_comes_back() -> None:
	moved = replace(FULL, suspensions=(Suspension(date(2026, 4, 1), date(2026, 5, 1), "x"),))
	day = date(2026, 5, 25)
	(step,) = steps(moved, as_said(FULL, 1, Standing.OPEN), today=day)
	assert told(step) == ("Instalment", 1, 0, "PAY-1", None)
	assert step.why and step.why.code == "instalment-later"
	assert "19 June 2026" in step.why.text
	(again,) = steps(moved, as_said(FULL, 1, Standing.WITHDRAWN), today=date(2026, 6, 19))
	assert told(again) == ("Instalment", 1, 0, "PAY-1", "150.00"), "the same document"


def test_an_instalment_that_the_policy_no_longer_has_is_taken_back_for_good() -> None:
	short = replace(FULL, ended_on=date(2026, 3, 1))
	(step,) = steps(short, as_said(FULL, 1, Standing.OPEN))
	assert step.wanted is None and step.why and step.why.code == "instalment-gone"
	assert steps(short, as_said(FULL, 1, Standing.WITHDRAWN)) == []


def test_an_approval_of_the_same_sum_stands_even_if_the_dates_move() -> None:
	moved = replace(FULL, start=date(2026, 2, 10))
	approved = as_said(FULL, 1, Standing.APPROVED)
	assert steps(moved, approved, today=date(2026, 5, 25)) == []


def test_an_approval_of_another_sum_is_taken_up_again() -> None:
	ended = replace(FULL, ended_on=date(2026, 4, 25))
	(step,) = steps(ended, as_said(FULL, 1, Standing.APPROVED))
	assert told(step) == ("Instalment", 1, 0, "PAY-1", "100.00")


@pytest.mark.parametrize(
	("ended_on", "amount"), [(date(2026, 4, 25), "-50.00"), (date(2026, 3, 1), "-150.00")]
)
def test_what_was_paid_too_much_becomes_a_correction(ended_on: date, amount: str) -> None:
	ended = replace(FULL, ended_on=ended_on)
	(step,) = steps(ended, as_said(FULL, 1, Standing.ON_ITS_WAY))
	assert told(step) == ("Correction", 1, 1, None, amount)
	assert step.corrects == "PAY-1" and step.wanted and step.wanted.due_on == TODAY
	assert step.why and f"{amount[1:]} are to be taken back." in step.why.text
	assert "150.00 are paid or on their way" in step.why.text


def test_what_was_paid_too_little_becomes_a_correction_once_it_is_due() -> None:
	earlier = replace(FULL, ended_on=date(2026, 4, 25))
	paid = as_said(earlier, 1, Standing.ON_ITS_WAY)
	assert steps(FULL, paid, today=date(2026, 5, 19)) == []
	(step,) = steps(FULL, paid, today=date(2026, 5, 20))
	assert told(step) == ("Correction", 1, 1, None, "50.00")
	assert step.why and "50.00 are still to be paid." in step.why.text


def test_one_open_correction_is_revised_and_taken_back_when_nothing_is_left_to_correct() -> None:
	paid = as_said(FULL, 1, Standing.ON_ITS_WAY)
	open_one = line(1, "-50.00", Standing.OPEN, number=1)
	(revised,) = steps(replace(FULL, ended_on=date(2026, 3, 25)), paid, open_one)
	assert told(revised) == ("Correction", 1, 1, "PAY-1-c1", "-100.00")
	assert revised.wanted and revised.wanted.due_on == open_one.due_on
	gone = steps(FULL, paid, as_said(FULL, 2, Standing.ON_ITS_WAY), open_one)
	assert [told(each) for each in gone] == [("Correction", 1, 1, "PAY-1-c1", None)]


def test_a_correction_that_was_made_counts_and_the_next_has_a_number_of_its_own() -> None:
	paid, made = as_said(FULL, 1, Standing.ON_ITS_WAY), line(1, "-50.00", number=1)
	ended = replace(FULL, ended_on=date(2026, 4, 25))
	assert steps(ended, paid, made) == []
	(back,) = steps(FULL, paid, made, as_said(FULL, 2, Standing.ON_ITS_WAY))
	assert told(back) == ("Correction", 1, 2, None, "50.00")


def test_nothing_is_taken_back_while_a_suspension_is_open() -> None:
	paid = as_said(FULL, 1, Standing.ON_ITS_WAY)
	told_late = replace(FULL, suspensions=(Suspension(date(2026, 4, 1), None, "x"),))
	assert steps(told_late, paid) == []
	ended = replace(told_late, ended_on=date(2026, 8, 1))
	assert [told(each) for each in steps(ended, paid)] == [("Correction", 1, 1, None, "-100.00")]


def test_what_is_taken_back_already_waits_as_it_is_while_a_suspension_is_open() -> None:
	paid = as_said(FULL, 1, Standing.ON_ITS_WAY)
	told_late = replace(FULL, suspensions=(Suspension(date(2026, 4, 1), None, "x"),))
	period = {"period_start": paid.period_start, "period_end": paid.period_end}
	assert steps(told_late, paid, line(1, "-50.00", Standing.OPEN, number=1, **period)) == []
	more_to_pay = line(1, "50.00", Standing.OPEN, number=1)
	assert [told(each) for each in steps(told_late, paid, more_to_pay)] == [
		("Correction", 1, 1, "PAY-1-c1", None)
	]


def test_what_is_asked_back_makes_up_for_what_has_no_room_once_and_not_at_every_look() -> None:
	owed = [
		replace(each, amount=amount)
		for each, amount in zip(life(FULL).instalments, (Decimal("50.00"), Decimal("10.00")), strict=True)
	]
	suspended = Life(tuple(owed), cap=Decimal("100.00"), interrupted=True)
	paid = line(4, "50.00")
	made = settle(suspended, [paid, line(4, "-50.00", Standing.OPEN, number=1)], TODAY)
	assert [told(each) for each in made] == [
		("Correction", 4, 1, "PAY-4-c1", "-40.00"),
		("Instalment", 1, 0, None, "50.00"),
	]
	first = line(
		1,
		"50.00",
		Standing.OPEN,
		due_on=owed[0].due_on,
		period_start=owed[0].period_start,
		period_end=owed[0].period_end,
		months=3,
	)
	assert settle(suspended, [first, paid, line(4, "-40.00", Standing.OPEN, number=1)], TODAY) == []


def test_suspended_time_that_is_paid_does_not_hold_corrections_up(changed: Change) -> None:
	policy = changed(suspension_stops_clock=False, pay_while_suspended=True)
	stop = replace(FULL, start=date(2026, 4, 1), suspensions=(Suspension(date(2026, 6, 1), None, "x"),))
	paid = as_said(FULL, 1, Standing.ON_ITS_WAY)
	more = replace(paid, amount=Decimal("200.00"))
	assert [told(each) for each in steps(stop, more, policy=policy, today=date(2026, 7, 2))] == [
		("Correction", 1, 1, None, "-50.00")
	]


def test_a_line_that_came_back_from_the_bank_takes_its_corrections_into_account() -> None:
	came_back, made = as_said(FULL, 1, Standing.APPROVED), line(1, "-50.00", number=1)
	ended = replace(FULL, ended_on=date(2026, 4, 25))
	assert steps(ended, came_back, made) == [], "150 less 50 are the 100 that the policy says"


def test_two_open_corrections_become_one() -> None:
	ended = replace(FULL, ended_on=date(2026, 4, 25))
	paid = as_said(FULL, 1, Standing.ON_ITS_WAY)
	one, other = line(1, "30.00", Standing.APPROVED, number=1), line(1, "-20.00", Standing.OPEN, number=2)
	assert [told(each) for each in steps(ended, paid, one, other)] == [
		("Correction", 1, 2, "PAY-1-c2", None),
		("Correction", 1, 1, "PAY-1-c1", "-50.00"),
	]


def test_what_somebody_withdrew_stays_so() -> None:
	decided = as_said(FULL, 1, Standing.DECIDED)
	second = as_said(FULL, 2, Standing.OPEN)
	assert steps(FULL, decided, second) == []
	assert steps(replace(FULL, ended_on=date(2026, 4, 25)), decided) == []


def test_a_correction_that_somebody_gave_up_is_not_asked_for_again() -> None:
	paid = as_said(FULL, 1, Standing.ON_ITS_WAY)
	given_up = line(1, "-50.00", Standing.DECIDED, number=1)
	assert steps(replace(FULL, ended_on=date(2026, 4, 25)), paid, given_up) == []
	assert steps(FULL, paid, given_up, as_said(FULL, 2, Standing.OPEN)) == [], "nor is it paid a second time"
	(more,) = steps(replace(FULL, ended_on=date(2026, 3, 25)), paid, given_up)
	assert told(more) == ("Correction", 1, 2, None, "-50.00"), "only what is beyond it"


def test_a_correction_that_somebody_decided_not_to_pay_is_not_made_again() -> None:
	shorter = replace(FULL, ended_on=date(2026, 3, 25))
	paid = as_said(shorter, 1, Standing.ON_ITS_WAY)
	second = as_said(FULL, 2, Standing.OPEN)
	given_up = line(1, "50.00", Standing.DECIDED, number=1)
	(rest,) = steps(FULL, paid, given_up, second)
	assert told(rest) == ("Correction", 1, 2, None, "50.00"), "100 are missing, and 50 of them were given up"
	all_of_it = line(1, "100.00", Standing.DECIDED, number=1)
	assert steps(FULL, paid, all_of_it, second) == []


def test_what_was_taken_back_comes_back_even_if_it_says_the_same_as_before() -> None:
	day = date(2026, 5, 20)
	(again,) = steps(FULL, as_said(FULL, 1, Standing.WITHDRAWN), today=day)
	assert told(again) == ("Instalment", 1, 0, "PAY-1", "150.00")
	assert steps(FULL, as_said(FULL, 1, Standing.OPEN), today=day) == []


def test_where_the_cap_leaves_no_room_too_much_and_too_little_make_up_for_one_another(
	changed: Change,
) -> None:
	"""A suspension told late takes a month out of the first instalment, and adds one at the end: both are 50."""
	types = [dict(changed().to_dict()["support_types"][1], payment_cap="300.00", months=9)]
	policy = changed(support_types=types, suspension_stops_clock=False)
	full = TermFacts(ADVERSITY, START)
	paid = [as_said(full, number, Standing.ON_ITS_WAY, policy) for number in (1, 2)]
	suspended = replace(full, suspensions=(Suspension(date(2026, 4, 1), date(2026, 5, 1), "x"),))
	assert [str(each.amount) for each in life(suspended, policy).instalments] == ["100.00", "150.00", "50.00"]
	assert steps(suspended, *paid, policy=policy) == []
	before_the_third = steps(suspended, *paid, policy=policy, today=date(2026, 11, 1))
	assert [told(each) for each in before_the_third] == [("Correction", 1, 1, None, "-50.00")]
	taken_back = line(1, "-50.00", number=1)
	(third,) = steps(suspended, *paid, taken_back, policy=policy)
	assert told(third) == ("Instalment", 3, 0, None, "50.00"), "once it is taken back there is room"


def test_what_reduces_comes_first() -> None:
	ended = replace(FULL, ended_on=date(2026, 7, 25))
	made = steps(ended, replace(as_said(FULL, 2, Standing.ON_ITS_WAY), amount=Decimal("150.00")))
	assert [told(each) for each in made] == [
		("Correction", 2, 1, None, "-50.00"),
		("Instalment", 1, 0, None, "150.00"),
	]


def test_an_extension_adds_nothing_beyond_the_cap() -> None:
	paid = [as_said(FULL, number, Standing.ON_ITS_WAY) for number in (1, 2)]
	extended = replace(FULL, extensions=(Extension(3, "x", date(2026, 7, 1)),))
	assert steps(extended, *paid) == []


def test_a_life_that_pays_nothing_takes_back_what_is_open_and_corrects_what_is_paid() -> None:
	made = settle(Life(), [as_said(FULL, 1, Standing.ON_ITS_WAY), as_said(FULL, 2, Standing.OPEN)], TODAY)
	assert [told(each) for each in made] == [
		("Correction", 1, 1, None, "-150.00"),
		("Instalment", 2, 0, "PAY-2", None),
	]


def test_only_whom_the_policy_names_leaves_what_was_paid_too_much() -> None:
	(refusal,) = assess_giving_up(Decimal("-50.00"), FINANCE, AFC).refusals
	assert "50.00" in refusal.text and "Mentoring Manager" in refusal.text and not refusal.overridable
	assert assess_giving_up(Decimal("-50.00"), MANAGER, AFC).allowed
	assert assess_giving_up(Decimal("50.00"), FINANCE, AFC).allowed, "not paying something takes no manager"
