"""How long records are kept (section 10): never shorter than the policy says, never under a hold, by every scheme."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring_scheme.policy import presets
from mentoring_scheme.policy.choices import CountedFrom, Disposal, ForNation, Nation, RecordKind
from mentoring_scheme.policy.errors import PolicyError
from mentoring_scheme.policy.months import add_months
from mentoring_scheme.policy.retention import (
	Record,
	ReleaseFacts,
	RetentionPolicy,
	answer_due,
	assess_approval,
	assess_check,
	due,
	end_of_tax_year,
)
from mentoring_scheme.policy.retention_rules import COUNTED_FROM, RetentionRule, check_rules

ENDED = CountedFrom.APPROVAL_ENDED
APPROVAL_ENDED = date(2016, 2, 29)
TEN_YEARS = RetentionRule(RecordKind.PARTICIPANT, ForNation.ALL, ENDED, 10, 0, Disposal.ANONYMISE, "The law")
IN_SCOTLAND = replace(TEN_YEARS, nation=ForNation.SCOTLAND, years=25)
CARER = Record(RecordKind.PARTICIPANT, ("Mentoring Participant", "P-1"), ("A",), {ENDED: APPROVAL_ENDED})


def policy(*rules: RetentionRule, nation: Nation = Nation.ENGLAND) -> RetentionPolicy:
	return RetentionPolicy(nation, rules)


def reached(record: Record, *rules: RetentionRule, on: date, nation: Nation = Nation.ENGLAND) -> list[date]:
	found = due([record], dict.fromkeys(record.schemes, policy(*rules, nation=nation)), on)
	return [each.reached_on for each in found]


def test_ten_years_after_approval_ended_on_a_leap_day():
	assert reached(CARER, TEN_YEARS, on=date(2026, 2, 27)) == []
	assert reached(CARER, TEN_YEARS, on=date(2026, 2, 28)) == [date(2026, 2, 28)]


def test_a_nations_own_row_comes_first():
	rules, day = (TEN_YEARS, IN_SCOTLAND), date(2030, 1, 1)
	for nation in Nation:
		found = reached(CARER, *rules, on=day, nation=nation)
		assert bool(found) == (nation is not Nation.SCOTLAND), nation
	assert reached(CARER, *rules, on=date(2041, 3, 1), nation=Nation.SCOTLAND) == [date(2041, 2, 28)]


def test_what_is_on_hold_or_goes_on_or_has_no_row_is_kept():
	day = date(2099, 1, 1)
	assert reached(replace(CARER, on_hold=True), TEN_YEARS, on=day) == []
	assert reached(replace(CARER, days={}), TEN_YEARS, on=day) == []
	assert reached(replace(CARER, kind=RecordKind.LINK), TEN_YEARS, on=day) == []
	assert reached(CARER, on=day) == []


def test_of_two_schemes_the_longer_keeps_and_one_without_a_rule_keeps_for_good():
	both = replace(CARER, schemes=("A", "B"))
	longer = policy(replace(TEN_YEARS, years=12))
	assert due([both], {"A": policy(TEN_YEARS), "B": longer}, date(2027, 1, 1)) == []
	(found,) = due([both], {"A": policy(TEN_YEARS), "B": longer}, date(2028, 2, 28) + timedelta(days=1))
	assert (found.scheme, found.reached_on) == ("B", date(2028, 2, 29))
	assert due([both], {"A": policy(TEN_YEARS), "B": policy()}, date(2099, 1, 1)) == []


def test_of_two_that_end_on_one_day_the_milder_is_done():
	both = replace(CARER, schemes=("A", "B"))
	deleting = policy(replace(TEN_YEARS, then=Disposal.DELETE))
	(found,) = due([both], {"A": policy(TEN_YEARS), "B": deleting}, date(2099, 1, 1))
	assert found.rule.then is Disposal.ANONYMISE


DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))
LENGTHS = st.integers(1, 1200)


@given(ended=DAYS, length=LENGTHS, today=DAYS, longer=st.integers(0, 600))
def test_never_before_its_date_and_never_sooner_for_a_longer_time(
	ended: date, length: int, today: date, longer: int
):
	record = replace(CARER, days={ENDED: ended})

	def on(months: int) -> list[date]:
		return reached(record, replace(TEN_YEARS, years=months // 12, months=months % 12), on=today)

	found = on(length)
	assert bool(found) == (today >= add_months(ended, length))
	assert not (on(length + longer) and not found)
	assert all(day > ended for day in found)


@given(ended=DAYS, length=LENGTHS, today=DAYS, later=st.integers(0, 20_000))
def test_what_has_reached_its_date_stays_so_unless_it_is_held(
	ended: date, length: int, today: date, later: int
):
	record = replace(CARER, days={ENDED: ended})
	rule = replace(TEN_YEARS, years=length // 12, months=length % 12)
	if reached(record, rule, on=today):
		assert reached(record, rule, on=today + timedelta(days=later))
	assert reached(replace(record, on_hold=True), rule, on=today + timedelta(days=later)) == []


@given(st.lists(st.tuples(DAYS, st.booleans()), max_size=8), DAYS)
def test_each_record_is_listed_once_the_earliest_first(facts: list[tuple[date, bool]], today: date):
	records = [
		replace(CARER, document=("Mentoring Participant", f"P-{number}"), days={ENDED: ended}, on_hold=held)
		for number, (ended, held) in enumerate(facts)
	]
	found = due(records, {"A": policy(TEN_YEARS)}, today)
	assert [each.reached_on for each in found] == sorted(each.reached_on for each in found)
	assert len({each.record.document for each in found}) == len(found)
	assert not any(each.record.on_hold for each in found)


@pytest.mark.parametrize("name", presets.names())
def test_every_ready_made_policy_has_a_time_for_every_kind_and_ten_years_for_foster_carers(name: str):
	scheme = presets.load(name)
	known = {
		kind: RetentionPolicy(scheme.nation, scheme.retention_rules).rule_for(kind) for kind in RecordKind
	}
	assert all(known.values())
	if "fostering" in name:
		for nation in Nation:
			carers = RetentionPolicy(nation, scheme.retention_rules).rule_for(RecordKind.PARTICIPANT)
			assert carers and carers.length >= 120 and carers.counted_from is ENDED
		applicants = known[RecordKind.APPLICATION]
		assert applicants and applicants.length >= 36


@pytest.mark.parametrize(
	("rules", "field"),
	[
		((TEN_YEARS, TEN_YEARS), "retention_rules[1].kind"),
		((replace(TEN_YEARS, counted_from=CountedFrom.PAID),), "retention_rules[0].counted_from"),
		((replace(TEN_YEARS, years=0),), "retention_rules[0].years"),
	],
)
def test_a_row_that_makes_no_sense_is_refused(rules: tuple[RetentionRule, ...], field: str):
	with pytest.raises(PolicyError) as error:
		check_rules(rules)
	assert error.value.field == field
	check_rules((TEN_YEARS, IN_SCOTLAND))
	assert set(COUNTED_FROM) == set(RecordKind)


@pytest.mark.parametrize(
	("day", "end"),
	[
		(date(2026, 4, 5), date(2026, 4, 5)),
		(date(2026, 4, 6), date(2027, 4, 5)),
		(date(2026, 12, 31), date(2027, 4, 5)),
	],
)
def test_the_tax_year_of_a_payment_ends_on_5_april(day: date, end: date):
	assert end_of_tax_year(day) == end


def test_a_request_is_answered_within_a_month_and_an_extended_one_within_three():
	assert answer_due(date(2026, 1, 31)) == date(2026, 2, 28)
	assert answer_due(date(2026, 1, 31), extended=True) == date(2026, 4, 30)


def test_who_prepared_a_list_does_not_approve_it():
	assert assess_approval("", "ann").allowed and assess_approval("ben", "ann").allowed
	assert not assess_approval("ann", "ann").allowed


READY = ReleaseFacts(True, True, True, True, bundle_is_current=True, undecided=0)


@pytest.mark.parametrize(
	("change", "code"),
	[
		({"identity_confirmed": False}, "identity"),
		({"third_parties_read": False}, "third-parties"),
		({"confidences_decided": False}, "confidences"),
		({"others_removed": False}, "others"),
		({"bundle_is_current": False}, "stale"),
		({"undecided": 2}, "undecided"),
	],
)
def test_a_bundle_is_checked_point_by_point(change: dict[str, bool | int], code: str):
	assert assess_check(READY).allowed
	assert [each.code for each in assess_check(replace(READY, **change)).refusals] == [code]
