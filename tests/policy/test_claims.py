"""What is found about a claim, and what it is paid (R32, R43, R44, R46)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from mentoring_scheme.policy import presets
from mentoring_scheme.policy.claims import (
	ClaimFacts,
	ExpenseLine,
	Reckoning,
	TimeLine,
	assess_claim,
	last_day,
	reckon,
)
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.verdicts import Finding, Severity

TODAY = date(2026, 11, 22)
OCTOBER = date(2026, 10, 1)
DAY = date(2026, 10, 7)
AFC = presets.load("afc-fostering")
TRI_BOROUGH = presets.load("tri-borough-fostering")
REFUGEE = presets.load("refugee-peer")
KENT = presets.load("kent-adoption")
Change = Callable[..., SchemePolicy]


def drive(miles: object = 20, **more: Any) -> ExpenseLine:
	return ExpenseLine(**{"key": "a", "day": DAY, "kind": "Mileage", "miles": Decimal(str(miles)), **more})


def spend(amount: object = "8.50", kind: str = "Refreshments", **more: Any) -> ExpenseLine:
	values = {"key": "a", "day": DAY, "kind": kind, "spent": Decimal(str(amount)), "has_receipt": True}
	return ExpenseLine(**{**values, **more})


def time(minutes: int = 60, kind: str = "Contact", **more: Any) -> TimeLine:
	return TimeLine(**{"key": "t", "day": DAY, "kind": kind, "minutes": minutes, **more})


def claim(*lines: ExpenseLine | TimeLine, **more: Any) -> ClaimFacts:
	"""A claim of October with these lines; they are keyed by their place unless they say otherwise."""
	named = [
		replace(each, key=f"{number}") if each.key in "at" else each for number, each in enumerate(lines)
	]
	return ClaimFacts(
		**{
			"month": OCTOBER,
			"times": tuple(each for each in named if isinstance(each, TimeLine)),
			"expenses": tuple(each for each in named if isinstance(each, ExpenseLine)),
			**more,
		}
	)


def found(facts: ClaimFacts, policy: SchemePolicy = AFC, today: date = TODAY) -> dict[str, Finding]:
	"""The findings that are no passes, by their codes."""
	findings = assess_claim(facts, policy, today).findings
	return {each.code: each for each in findings if each.severity is not Severity.PASS}


def codes(*lines: ExpenseLine | TimeLine, policy: SchemePolicy = AFC, **more: Any) -> list[str]:
	return sorted(found(claim(*lines, **more), policy))


def amounts(reckoning: Reckoning) -> dict[str, str]:
	return {key: str(line.amount) for key, line in sorted(reckoning.lines.items())}


# A claim that is in order


def test_a_claim_in_order_is_paid_as_it_stands() -> None:
	facts = claim(
		time(60, source="CR-1"),
		time(90, "Supervision", source="SV-1"),
		time(120, "Task", task="Visit"),
		drive("12.5", passengers=1),
		spend("8.50"),
		spend("12.40", "Public transport", journey="Kingston – Richmond"),
	)
	reckoning = reckon(facts, AFC)
	assert not found(facts)
	assert amounts(reckoning) == {"3": "7.50", "4": "8.50", "5": "12.40"}
	assert reckoning.expenses == reckoning.total == Decimal("28.40")
	assert (reckoning.miles, reckoning.minutes, reckoning.tasks) == (Decimal("12.5"), 270, Decimal(0))
	assert set(reckoning.times) == {"0", "1", "2"}


def test_a_timesheet_alone_is_a_claim() -> None:
	assert codes(time()) == []
	assert reckon(claim(time()), AFC).total == Decimal("0.00")


def test_every_line_says_how_it_was_worked_out() -> None:
	facts = claim(drive(50, passengers=1), spend("8.5"), earlier_miles={2026: Decimal(9980)})
	texts = [line.explanation.text for line in reckon(facts, AFC).lines.values()]
	assert sorted(texts) == [
		"20 × 0.55 + 30 × 0.25 above 10,000 miles in the tax year 2026–27 + 50 × 0.05 for passengers.",
		"8.50, as spent.",
	]


@pytest.mark.parametrize(
	("earlier", "passengers", "text"),
	[
		(0, 0, "50 × 0.55."),
		(0, 2, "50 × 0.55 + 100 × 0.05 for passengers."),
		(9980, 0, "20 × 0.55 + 30 × 0.25 above 10,000 miles in the tax year 2026–27."),
		(11000, 0, "50 × 0.25, above 10,000 miles in the tax year 2026–27."),
		(11000, 1, "50 × 0.25, above 10,000 miles in the tax year 2026–27, + 50 × 0.05 for passengers."),
	],
)
def test_miles_are_explained(earlier: int, passengers: int, text: str) -> None:
	facts = claim(drive("50.0", passengers=passengers), earlier_miles={2026: Decimal(earlier)})
	(line,) = reckon(facts, AFC).lines.values()
	assert (line.explanation.text, line.explanation.severity) == (text, Severity.PASS)


def test_passengers_go_unmentioned_where_they_are_not_paid(changed: Change) -> None:
	rates = [dict(each, passenger_rate="0.00") for each in AFC.to_dict()["mileage_rates"]]
	(line,) = reckon(claim(drive(50, passengers=3)), changed(mileage_rates=rates)).lines.values()
	assert line.explanation.text == "50 × 0.55."


@pytest.mark.parametrize(
	("passengers", "text"), [(0, "50 × 0.25."), (1, "50 × 0.25 + 50 × 0.05 for passengers.")]
)
def test_where_one_rate_holds_from_the_first_mile_no_limit_is_named(
	changed: Change, passengers: int, text: str
) -> None:
	rates = [dict(each, full_rate_miles=0) for each in AFC.to_dict()["mileage_rates"]]
	facts = claim(drive(50, passengers=passengers))
	(line,) = reckon(facts, changed(mileage_rates=rates)).lines.values()
	assert line.explanation.text == text


def test_the_panel_says_how_far_the_person_has_come_in_the_tax_year() -> None:
	lines = (drive(10, day=date(2026, 4, 5)), drive(20, day=date(2026, 4, 6)), drive(5, day=date(2026, 4, 7)))
	facts = claim(*lines, month=date(2026, 4, 1), earlier_miles={2025: Decimal("99.5")})
	passes = [each.text for each in assess_claim(facts, AFC, TODAY).passes if each.code == "claim-miles"]
	assert passes == [
		"10 miles in the tax year 2025–26, after 99.5 in earlier claims.",
		"25 miles in the tax year 2026–27, after 0 in earlier claims.",
	]


# What stands against a claim as a whole


def test_a_scheme_without_claims_takes_none() -> None:
	facts = claim(spend())
	assert list(found(facts, KENT)) == ["claims-not-made"]
	(line,) = reckon(facts, KENT).lines.values()
	assert (line.amount, line.explanation.code) == (Decimal(0), "claims-not-made")


def test_an_empty_claim_is_refused() -> None:
	refusal = found(claim())["claim-empty"]
	assert refusal.severity is Severity.REFUSE and not refusal.overridable
	assert "delete" not in refusal.remedy, "a mentor may not"


def test_a_month_in_the_future_is_refused_once() -> None:
	facts = claim(spend(day=date(2026, 12, 3)), month=date(2026, 12, 1))
	assert list(found(facts)) == ["claim-month"]
	assert "1 December 2026" in found(facts)["claim-month"].text


def test_a_month_can_be_claimed_from_its_first_day() -> None:
	facts = claim(time(day=date(2026, 11, 1)), month=date(2026, 11, 1))
	assert not found(facts, today=date(2026, 11, 1))
	assert list(found(facts, today=date(2026, 10, 31))) == ["claim-month"]


def test_this_month_can_be_claimed_before_it_ends() -> None:
	assert codes(spend(day=TODAY), month=date(2026, 11, 30)) == []


@pytest.mark.parametrize("line", [spend(day=date(2026, 11, 23)), time(day=date(2026, 11, 23))])
def test_a_line_in_the_future_is_refused(line: Any) -> None:
	assert codes(line, month=date(2026, 11, 1)) == ["claim-future"]
	assert codes(replace(line, day=TODAY), month=date(2026, 11, 1)) == []


# What stands against one line


@pytest.mark.parametrize(
	("line", "code"),
	[
		(spend(day=date(2026, 9, 30)), "claim-out-of-month"),
		(spend(day=date(2026, 11, 1)), "claim-out-of-month"),
		(spend(day=date(2025, 10, 7)), "claim-out-of-month"),
		(spend(day=date(2027, 10, 7)), "claim-out-of-month"),
		(spend(kind="Diamonds"), "claim-kind"),
		(spend(kind=""), "claim-kind"),
		(spend("0"), "claim-amount"),
		(spend("-8.50"), "claim-amount"),
		(spend("8.505"), "claim-amount"),
		(spend("1000.01", "Public transport"), "claim-amount"),
		(spend("1e400"), "claim-amount"),
		(spend("NaN"), "claim-amount"),
		(spend("-Infinity"), "claim-amount"),
		(spend("0.004"), "claim-amount"),
		(drive(0), "claim-miles"),
		(drive(-3), "claim-miles"),
		(drive("12.25"), "claim-miles"),
		(drive("1000.1"), "claim-miles"),
		(drive("Infinity"), "claim-miles"),
		(drive(passengers=-1), "claim-passengers"),
		(drive(passengers=9), "claim-passengers"),
		(spend(source="CR-9", source_is_own=False), "claim-source"),
		(spend("5.01", "Public transport", has_receipt=False), "claim-receipt"),
		(spend("0.01", "Childcare while mentoring", has_receipt=False), "claim-receipt"),
	],
)
def test_a_line_that_cannot_be_paid(line: ExpenseLine, code: str) -> None:
	facts = claim(line)
	refusal = found(facts)[code]
	assert refusal.severity is Severity.REFUSE and not refusal.overridable
	assert line.day.strftime("%B %Y") in refusal.text
	(paid,) = reckon(facts, AFC).lines.values()
	assert (paid.amount, paid.explanation) == (Decimal(0), refusal)


@pytest.mark.parametrize(
	("line", "amount"),
	[
		(spend("0.01"), "0.01"),
		(spend("1000", "Public transport"), "1000.00"),
		(spend(day=date(2026, 10, 31)), "8.50"),
		(spend("5.00", "Public transport", has_receipt=False), "5.00"),
		(drive("0.1"), "0.06"),
		(drive("1000.0"), "550.00"),
		(drive(10, passengers=8), "9.50"),
		(drive(10, has_receipt=False), "5.50"),
		(spend(source="CR-1", source_day=DAY), "8.50"),
		(spend(source="", source_is_own=False), "8.50"),
		(spend(miles=Decimal(-7), passengers=99), "8.50"),
		(drive(10, spent=Decimal("NaN")), "5.50"),
	],
)
def test_a_line_that_just_can(line: ExpenseLine, amount: str) -> None:
	facts = claim(line)
	assert not found(facts)
	assert amounts(reckon(facts, AFC)) == {"0": amount}


@pytest.mark.parametrize(
	("spent", "shown"),
	[
		("-8.5", "-8.50"),
		("1032.5", "1032.50"),
		("8.505", "8.505"),
		("1e13", "10,000,000,000,000"),
		("NaN", "NaN"),
	],
)
def test_an_amount_that_cannot_be_paid_is_shown_as_it_was_meant(spent: str, shown: str) -> None:
	assert shown in found(claim(spend(spent)))["claim-amount"].text


def test_everything_that_stands_against_a_line_is_said_at_once() -> None:
	line = spend("-1", "Public transport", has_receipt=False, day=date(2026, 9, 1))
	policy = TRI_BOROUGH
	line = replace(line, spent=Decimal("700.555"))
	assert codes(line, policy=policy) == [
		"claim-amount",
		"claim-out-of-month",
		"claim-receipt",
		"claim-source",
	]


def test_a_line_without_a_rate_for_its_day_is_refused(changed: Change) -> None:
	policy = changed(mileage_rates=[AFC.to_dict()["mileage_rates"][1]])
	march = claim(drive(day=date(2026, 3, 3)), month=date(2026, 3, 1), sent_in_on=date(2026, 4, 1))
	assert list(found(march, policy)) == ["claim-rate"]
	assert reckon(march, policy).total == 0
	assert codes(drive(), policy=policy) == []


def test_a_travel_scheme_pays_for_travel_only(changed: Change) -> None:
	assert codes(spend(), policy=REFUGEE) == ["claim-kind"]
	policy = changed(claims="Travel")
	refusal = found(claim(spend()), policy)["claim-kind"]
	assert "travel only" in refusal.text
	assert refusal.remedy_text == "Choose one of these: Mileage, Public transport, Parking and tolls."
	assert codes(drive(), spend("3.20", "Parking and tolls"), policy=policy) == []


def test_a_scheme_that_has_no_kinds_yet_says_whom_to_ask(changed: Change) -> None:
	refusal = found(claim(spend()), changed(expense_kinds=[]))["claim-kind"]
	assert "co-ordinator" in refusal.remedy_text


def test_a_receipt_is_asked_for_as_the_kind_says(changed: Change) -> None:
	kinds = [dict(each, receipt="Never", receipt_above="0.00") for each in AFC.to_dict()["expense_kinds"]]
	never = changed(expense_kinds=kinds)
	assert codes(spend("10.00", has_receipt=False), policy=never) == []
	always = changed(expense_kinds=[dict(each, receipt="Always") for each in kinds])
	assert codes(spend("0.01", has_receipt=False), policy=always) == ["claim-receipt"]
	assert codes(drive(has_receipt=False), policy=always) == ["claim-receipt"]
	refusal = found(claim(spend("5.01", has_receipt=False)))["claim-receipt"]
	assert "5.00" in refusal.text


# What it rests on (R32)


def test_where_the_policy_asks_an_expense_rests_on_a_record() -> None:
	assert codes(drive()) == []
	refusal = found(claim(drive()), TRI_BOROUGH)["claim-source"]
	assert (refusal.rule, refusal.severity, refusal.overridable) == ("R32", Severity.REFUSE, False)
	facts = claim(drive(source="CR-1", source_day=DAY))
	assert not found(facts, TRI_BOROUGH)
	passes = [each.code for each in assess_claim(facts, TRI_BOROUGH, TODAY).passes]
	assert "claim-source" in passes


def test_there_is_no_good_news_while_one_line_rests_on_nothing() -> None:
	facts = claim(drive(source="CR-1"), spend())
	assert "claim-source" not in [each.code for each in assess_claim(facts, TRI_BOROUGH, TODAY).passes]


def test_another_day_than_the_record_s_is_a_warning() -> None:
	facts = claim(spend(source="CR-1", source_day=date(2026, 10, 8)))
	warning = found(facts)["claim-source-day"]
	assert warning.severity is Severity.WARN and "8 October 2026" in warning.text
	assert reckon(facts, AFC).total == Decimal("8.50")
	for other in (spend(source_day=date(2026, 10, 9)), spend(source_day=date(2026, 10, 8), kind="Mileage")):
		line = replace(other, source="CR-1", miles=Decimal(5))
		assert found(claim(line))["claim-source-day"].key != warning.key


def test_a_record_of_somebody_else_is_refused_whatever_its_day() -> None:
	line = spend(source="CR-1", source_day=date(2026, 10, 8), source_is_own=False)
	assert codes(line) == ["claim-source"]


# Limits


def test_what_is_above_a_limit_is_paid_up_to_it_until_a_manager_agrees() -> None:
	facts = claim(spend("12.30"))
	refusal = found(facts)["claim-limit-each"]
	assert refusal.severity is Severity.REFUSE and refusal.overridable
	assert "12.30" in refusal.text and "10.00" in refusal.text
	(line,) = reckon(facts, AFC).lines.values()
	assert (line.amount, line.explanation) == (Decimal("10.00"), refusal)
	agreed = replace(facts, decided={refusal.key})
	(line,) = reckon(agreed, AFC).lines.values()
	assert (line.amount, line.explanation.code) == (Decimal("12.30"), "claim-spent")
	assert not assess_claim(agreed, AFC, TODAY).outstanding({refusal.key})


def test_the_limit_itself_is_within_the_limit() -> None:
	assert codes(spend("10.00")) == []


def test_a_decision_holds_for_the_figure_that_it_was_taken_about() -> None:
	agreed = {found(claim(spend("12.30")))["claim-limit-each"].key}
	for line in (spend("12.40"), spend("12.30", day=date(2026, 10, 8)), spend("12.30", journey="Hampton")):
		facts = claim(line, decided=agreed)
		assert reckon(facts, AFC).total == Decimal("10.00")
		assert assess_claim(facts, AFC, TODAY).refused(agreed)


def test_a_decision_about_one_line_is_none_about_another_like_it() -> None:
	agreed = {found(claim(spend("12.30")))["claim-limit-each"].key}
	facts = claim(spend("12.30"), spend("12.30"), decided=agreed)
	assert reckon(facts, AFC).total == Decimal("22.30")
	assert len(assess_claim(facts, AFC, TODAY).refused(agreed)) == 1


def test_a_month_s_limit_is_used_up_day_by_day() -> None:
	lines = [spend("9.00", key=f"{day:02}", day=date(2026, 10, day)) for day in (28, 1, 8, 15, 22)]
	facts = claim(*lines)
	assert amounts(reckon(facts, AFC)) == {
		"01": "9.00",
		"08": "9.00",
		"15": "9.00",
		"22": "9.00",
		"28": "4.00",
	}
	refusal = found(facts)["claim-limit-month"]
	assert refusal.overridable and "45.00" in refusal.text and "40.00" in refusal.text
	lines_paid = reckon(facts, AFC).lines
	assert lines_paid["28"].explanation == refusal
	assert lines_paid["22"].explanation.code == "claim-spent"
	assert reckon(replace(facts, decided={refusal.key}), AFC).total == Decimal("45.00")
	more = claim(*lines, spend("1.00"), decided={refusal.key})
	assert reckon(more, AFC).total == Decimal("40.00"), "the manager agreed to 45.00"


def test_both_limits_are_decided_in_one_go() -> None:
	"""One reason answers both: agreeing that each is paid in full does not bring up the month anew."""
	facts = claim(*(spend("15.00", day=date(2026, 10, day)) for day in (1, 8, 15)))
	refused = assess_claim(facts, AFC, TODAY).refusals
	assert sorted(each.code for each in refused) == ["claim-limit-each"] * 3 + ["claim-limit-month"]
	assert reckon(facts, AFC).total == Decimal("30.00")
	keys = {each.key for each in refused}
	agreed = replace(facts, decided=keys)
	assert not assess_claim(agreed, AFC, TODAY).outstanding(keys)
	assert reckon(agreed, AFC).total == Decimal("45.00")
	month_only = {each.key for each in refused if each.code == "claim-limit-month"}
	assert reckon(replace(facts, decided=month_only), AFC).total == Decimal("30.00")


def test_a_month_s_limit_is_of_its_kind_and_of_sound_lines() -> None:
	lines = [spend("9.00", day=date(2026, 10, day)) for day in (1, 8, 15, 22)]
	assert codes(*lines, spend("9.00", "Public transport")) == []
	assert codes(*lines, spend("9.00", has_receipt=False)) == ["claim-receipt"]


def test_miles_have_limits_in_money_and_still_count(changed: Change) -> None:
	kinds = AFC.to_dict()["expense_kinds"]
	kinds[0] = dict(kinds[0], limit_each="20.00", limit_month="30.00")
	policy = changed(expense_kinds=kinds)
	facts = claim(drive(40), drive(40, day=date(2026, 10, 8)))
	assert codes(*facts.expenses, policy=policy) == ["claim-limit-each", "claim-limit-month"]
	reckoning = reckon(facts, policy)
	assert (reckoning.total, reckoning.miles) == (Decimal("30.00"), Decimal(80))


# Late


def test_the_last_day_is_counted_from_the_end_of_the_month(changed: Change) -> None:
	policy = changed(claim_within_days=30)
	assert last_day(date(2028, 2, 10), policy) == date(2028, 3, 30)
	assert last_day(OCTOBER, changed(claim_within_days=0)) is None


@pytest.mark.parametrize(("rule", "overridable"), [("Warn", False), ("Refuse", True)])
def test_late_is_a_warning_or_a_manager_s_decision(changed: Change, rule: str, overridable: bool) -> None:
	policy = changed(claim_within_days=30, late_claim_rule=rule)
	in_time = claim(spend(), sent_in_on=date(2026, 11, 30))
	late = replace(in_time, sent_in_on=date(2026, 12, 1))
	assert not found(in_time, policy, date(2027, 3, 1))
	finding = found(late, policy, date(2027, 3, 1))["claim-late"]
	assert (finding.severity is Severity.REFUSE, finding.overridable) == (overridable, overridable)
	assert "30 November 2026" in finding.text and "1 December 2026" in finding.text
	assert reckon(late, policy).total == Decimal("8.50")


def test_a_claim_not_sent_in_yet_is_late_from_the_day_after(changed: Change) -> None:
	policy = changed(claim_within_days=30)
	assert not found(claim(spend()), policy, date(2026, 11, 30))
	first = found(claim(spend()), policy, date(2026, 12, 1))["claim-late"]
	assert first.key == found(claim(spend()), policy, date(2026, 12, 9))["claim-late"].key
	assert not found(claim(spend()), changed(claim_within_days=0), date(2030, 1, 1))


# Twice


def test_the_same_day_kind_and_journey_twice_is_a_warning() -> None:
	there = drive(journey="Kingston – Richmond")
	facts = claim(there, replace(there, miles=Decimal(3), journey=" kingston –  Richmond "))
	warning = found(facts)["claim-repeated"]
	assert warning.severity is Severity.WARN and "2 times" in warning.text
	assert (
		"Kingston – Richmond" in warning.text
		and "()" not in found(claim(drive(), drive()))["claim-repeated"].text
	)
	assert reckon(facts, AFC).miles == 23
	third = found(claim(there, there, there))["claim-repeated"]
	dearer = found(claim(there, replace(there, miles=Decimal(300))))["claim-repeated"]
	assert len({warning.key, third.key, dearer.key}) == 3


@pytest.mark.parametrize(
	"other",
	[
		drive(journey="Richmond – Kingston"),
		drive(journey="Kingston – Richmond", day=date(2026, 10, 8)),
		spend("5.00", "Public transport", journey="Kingston – Richmond"),
	],
)
def test_another_day_kind_or_journey_is_another_expense(other: ExpenseLine) -> None:
	assert codes(drive(journey="Kingston – Richmond"), other) == []


def test_what_stands_in_other_claims_is_named() -> None:
	there = drive(journey="Kingston – Richmond")
	others = (
		replace(there, key="x", claim="MC-0007"),
		replace(there, key="y", claim="MC-0003"),
		replace(there, key="z", claim="MC-0007"),
		drive(key="w", claim="MC-0001"),
	)
	facts = claim(there, others=others)
	warning = found(facts)["claim-claimed-before"]
	assert list(found(facts)) == ["claim-claimed-before"]
	assert "MC-0003, MC-0007" in warning.text and "MC-0001" not in warning.text
	assert "Kingston – Richmond" in warning.text
	assert reckon(facts, AFC).miles == 20, "what stands in other claims is not paid in this one"
	assert found(claim(there, others=others[:2]))["claim-claimed-before"].key == warning.key
	assert found(claim(there, others=others[:1]))["claim-claimed-before"].key != warning.key


# Time (R43, R46)


@pytest.mark.parametrize(
	("line", "code"),
	[
		(time(day=date(2026, 9, 30)), "claim-time-out-of-month"),
		(time(kind="Holiday"), "claim-time-kind"),
		(time(kind=""), "claim-time-kind"),
		(time(kind="Task", task="Juggling"), "claim-task"),
		(time(kind="Task"), "claim-task"),
		(time(0), "claim-time-length"),
		(time(-60), "claim-time-length"),
		(time(1441), "claim-time-length"),
		(time(source="CR-1", source_is_own=False), "claim-time-source"),
	],
)
def test_time_that_cannot_be_claimed(line: TimeLine, code: str, changed: Change) -> None:
	refusal = found(claim(line))[code]
	assert refusal.severity is Severity.REFUSE and not refusal.overridable
	reckoning = reckon(claim(line, time(30)), changed(task_hourly_rate="10.00"))
	assert (reckoning.tasks, reckoning.minutes) == (Decimal(0), 30)


def test_a_length_that_is_not_known_yet_is_no_impossible_one() -> None:
	assert "not written down yet" in found(claim(time(0, kind="Supervision")))["claim-time-length"].text
	assert "not possible" in found(claim(time(-60)))["claim-time-length"].text


@pytest.mark.parametrize("line", [time(1), time(1440), time(kind="Task", task="Visit"), time(kind="Event")])
def test_time_that_can(line: TimeLine) -> None:
	assert codes(line) == []


def test_tasks_are_paid_by_the_hour_where_the_scheme_says(changed: Change) -> None:
	facts = claim(time(50, "Task", task="Visit"), time(60), time(1, "Task", task="Training"))
	reckoning = reckon(facts, changed(task_hourly_rate="12.30"))
	assert reckoning.times == {"0": Decimal("10.25"), "1": Decimal("0.00"), "2": Decimal("0.21")}
	assert reckoning.tasks == reckoning.total == Decimal("10.46")


def test_a_record_stands_in_a_claim_once() -> None:
	facts = claim(time(source="CR-1"), time(30, source="CR-1"), time(source="CR-2"), time(), time())
	refusals = assess_claim(facts, AFC, TODAY).refusals
	assert [each.code for each in refusals] == ["claim-time-twice"]


def test_a_day_has_twenty_four_hours() -> None:
	assert codes(time(700), time(740)) == []
	assert codes(time(700), time(741)) == ["claim-time-day"]
	assert codes(time(700), time(741, day=date(2026, 10, 8))) == []
	assert codes(time(1441)) == ["claim-time-length"], "one line that is too long is said once"
	less = codes(time(-100), time(700), time(741))
	assert less == ["claim-time-day", "claim-time-length"], "time below nothing makes no room for more"
