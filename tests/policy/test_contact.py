"""Expected contact, ways, and records (R27, R28, R33)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring_scheme.policy import presets
from mentoring_scheme.policy.choices import Unit, Way, WayUse
from mentoring_scheme.policy.clock import Suspension
from mentoring_scheme.policy.contact import (
	ContactFacts,
	RecordFacts,
	assess_contact,
	assess_record,
	assess_records_kept,
	assess_staff_calls,
	next_expected,
	next_planned,
)
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.verdicts import Severity
from mentoring_scheme.policy.ways import assess_way

TODAY = date(2026, 11, 22)
START = date(2026, 9, 1)
FACTS = ContactFacts(START)
KENT = presets.load("kent-adoption")
RECORD = RecordFacts(
	contact_on=date(2026, 11, 20),
	way=Way.IN_PERSON,
	link_start=START,
	minutes=60,
	summary="School mornings.",
	next_contact_on=date(2026, 12, 18),
)


def test_monthly_contact(afc: SchemePolicy) -> None:
	assert next_expected(replace(FACTS, last_contact_on=date(2026, 10, 31)), afc) == date(2026, 11, 30)
	(passed,) = assess_contact(replace(FACTS, last_contact_on=date(2026, 10, 22)), afc, TODAY).findings
	assert passed.severity is Severity.PASS, "not overdue on the day itself"
	(overdue,) = assess_contact(replace(FACTS, last_contact_on=date(2026, 10, 21)), afc, TODAY).warnings
	assert overdue.text == "Contact was expected on 21 November 2026 and is overdue by 1 day."


def test_a_pair_may_agree_its_own_interval(afc: SchemePolicy, refugee: SchemePolicy) -> None:
	own = replace(FACTS, agreed_every=2, agreed_unit=Unit.WEEKS)
	assert next_expected(own, afc) == date(2026, 9, 15) == next_expected(own, refugee)


def test_the_pair_looks_forward_to_what_it_named_itself(kent: SchemePolicy) -> None:
	tuesdays = replace(FACTS, last_contact_on=date(2026, 11, 10), agreed_weekday=1)
	assert next_planned(tuesdays, kent) == date(2026, 11, 17)
	cancelled = replace(tuesdays, last_noted_on=date(2026, 11, 17))
	assert next_planned(cancelled, kent) == date(2026, 11, 24), "what became of it is written down"
	assert next_expected(cancelled, kent) == date(2026, 11, 17), "but contact is still overdue"
	moved = replace(cancelled, named_next_on=date(2026, 11, 19))
	assert next_planned(moved, kent) == date(2026, 11, 19)
	assert next_planned(replace(moved, last_contact_on=date(2026, 11, 19)), kent) == date(2026, 11, 24)
	assert next_planned(FACTS, kent) == next_expected(FACTS, kent)
	for stopped in (replace(moved, suspended=True), replace(moved, ended_on=TODAY)):
		assert next_planned(stopped, kent) is None


def test_no_contact_is_expected(afc: SchemePolicy, refugee: SchemePolicy) -> None:
	for facts, policy in (
		(FACTS, refugee),
		(replace(FACTS, suspended=True), afc),
		(replace(FACTS, ended_on=TODAY), afc),
	):
		assert next_expected(facts, policy) is None
		assert assess_contact(facts, policy, TODAY).outstanding() == []


def test_after_a_suspension_the_interval_starts_again(afc: SchemePolicy) -> None:
	facts = replace(FACTS, last_contact_on=date(2026, 9, 10), resumed_on=date(2026, 11, 1))
	assert next_expected(facts, afc) == date(2026, 12, 1)


def test_a_moved_call_moves_no_later_one(kent: SchemePolicy) -> None:
	for moved_by in (-3, 0, 3):
		last = date(2026, 11, 10) + timedelta(days=moved_by)
		assert next_expected(replace(FACTS, last_contact_on=last, agreed_weekday=1), kent) == date(
			2026, 11, 17
		)


@given(st.dates(START, date(2030, 1, 1)), st.one_of(st.none(), st.integers(0, 6)))
def test_the_next_slot_is_within_three_days_of_a_week_later(last: date, weekday: int | None) -> None:
	expected = next_expected(replace(FACTS, last_contact_on=last, agreed_weekday=weekday), KENT)
	assert expected is not None and 4 <= (expected - last).days <= 10
	assert expected.weekday() == (last.weekday() if weekday is None else weekday)


def test_monthly_records(afc: SchemePolicy) -> None:
	kept = replace(FACTS, last_record_on=date(2026, 11, 1))
	assert assess_records_kept(kept, afc, TODAY).outstanding() == []
	(late,) = assess_records_kept(replace(FACTS, last_record_on=date(2026, 10, 20)), afc, TODAY).warnings
	assert late.text == "A record was expected by 20 November 2026, 2 days ago."
	for over in (replace(FACTS, suspended=True), replace(FACTS, ended_on=TODAY)):
		assert assess_records_kept(over, afc, TODAY).outstanding() == []


def test_a_record_of_each_contact_or_none(tri_borough: SchemePolicy, kent: SchemePolicy) -> None:
	missing = replace(FACTS, contacts_without_record=1)
	(warning,) = assess_records_kept(missing, tri_borough, TODAY).warnings
	assert warning.text == "1 contact has no record." and warning.key == "records/1"
	assert assess_records_kept(FACTS, tri_borough, TODAY).outstanding() == []
	assert assess_records_kept(missing, kent, TODAY).outstanding() == []


def test_staff_call_after_each_contact(refugee: SchemePolicy, afc: SchemePolicy) -> None:
	waiting = replace(FACTS, contacts_without_staff_call=2)
	(warning,) = assess_staff_calls(waiting, refugee).warnings
	assert (warning.rule, warning.figures["contacts"]) == ("R33", 2)
	assert len(assess_staff_calls(FACTS, refugee).passes) == 1
	assert assess_staff_calls(waiting, afc).findings == ()


@pytest.mark.parametrize(
	("way", "used_for", "severity"),
	[
		(Way.PHONE_CALL, WayUse.PLANNED, Severity.PASS),
		(Way.VIDEO_CALL, WayUse.REARRANGING, Severity.PASS),
		(Way.TEXT_MESSAGE, WayUse.REARRANGING, Severity.PASS),
		(Way.TEXT_MESSAGE, WayUse.PLANNED, Severity.WARN),
		(Way.TEXT_MESSAGE, WayUse.BETWEEN, Severity.WARN),
		(Way.IN_PERSON, WayUse.PLANNED, Severity.WARN),
	],
)
def test_ways_of_kent(way: Way, used_for: WayUse, severity: Severity, kent: SchemePolicy) -> None:
	found = assess_way(way, used_for, kent)
	assert (found.severity, found.rule) == (severity, "R27")


def test_text_is_for_rearranging_only(kent: SchemePolicy) -> None:
	found = assess_way(Way.TEXT_MESSAGE, WayUse.PLANNED, kent)
	assert found.text == "Text message is meant for “Rearranging only”, and was used for “Planned contact”."
	assert found.remedy_text == "Use one of these for planned contact: Phone call, Video call."


def test_a_complete_record(afc: SchemePolicy) -> None:
	assert assess_record(RECORD, afc, TODAY).outstanding() == []


@pytest.mark.parametrize(
	("record", "code"),
	[
		(replace(RECORD, contact_on=None, next_contact_on=None, link_ended_on=TODAY), "record-date"),
		(replace(RECORD, contact_on=TODAY + timedelta(days=1)), "record-date"),
		(replace(RECORD, contact_on=START - timedelta(days=1)), "record-outside-link"),
		(replace(RECORD, link_ended_on=date(2026, 11, 19)), "record-outside-link"),
		(replace(RECORD, link_start=None), "record-outside-link"),
		(replace(RECORD, way=None), "record-way"),
		(replace(RECORD, minutes=-1), "record-length"),
		(replace(RECORD, minutes=1441), "record-length"),
		(replace(RECORD, summary=" "), "record-summary"),
		(replace(RECORD, took_place=False, by_whom="Mentee"), "record-why-not"),
		(replace(RECORD, took_place=False, why_not="Nobody was in."), "record-by-whom"),
		(replace(RECORD, next_contact_on=date(2026, 11, 19)), "record-next-contact"),
	],
)
def test_incomplete_records_are_refused(record: RecordFacts, code: str, afc: SchemePolicy) -> None:
	assert [each.code for each in assess_record(record, afc, TODAY).refusals] == [code]


def test_records_that_only_warn(afc: SchemePolicy) -> None:
	(warning,) = assess_record(replace(RECORD, next_contact_on=None), afc, TODAY).warnings
	assert warning.code == "record-next-contact"
	stop = Suspension(date(2026, 11, 15), None, "x")
	(warning,) = assess_record(replace(RECORD, suspensions=(stop,)), afc, TODAY).warnings
	assert warning.key == "record-while-suspended/2026-11-15"


def test_a_contact_that_did_not_take_place(afc: SchemePolicy) -> None:
	record = replace(
		RECORD,
		took_place=False,
		by_whom="Mentee",
		why_not="The mentee was ill.",
		summary="",
		way=Way.VIDEO_CALL,
	)
	assert assess_record(record, afc, TODAY).outstanding() == []


def test_a_log_needs_no_summary(kent: SchemePolicy, changed: Callable[..., SchemePolicy]) -> None:
	record = replace(RECORD, way=Way.PHONE_CALL, summary="", next_contact_on=None)
	assert assess_record(record, kent, TODAY).outstanding() == []
	assert not assess_record(record, changed(), TODAY).allowed


def test_the_edges_of_days(afc: SchemePolicy) -> None:
	again = replace(RECORD, next_contact_on=RECORD.contact_on)
	assert assess_record(again, afc, TODAY).outstanding() == [], "a second contact on the same day"
	resumed = Suspension(date(2026, 11, 1), date(2026, 11, 20), "x")
	assert assess_record(replace(RECORD, suspensions=(resumed,)), afc, TODAY).outstanding() == []
	for edge in (
		replace(RECORD, link_ended_on=RECORD.contact_on),
		replace(RECORD, link_start=RECORD.contact_on),
	):
		assert assess_record(edge, afc, TODAY).allowed
	assert assess_record(replace(RECORD, contact_on=TODAY), afc, TODAY).allowed
