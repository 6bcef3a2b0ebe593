"""Who is reminded of what, and when: each matter once at each step, whatever days the job runs on (R3, R21–R43)."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring_scheme.policy import matters_of_papers, presets, supervision
from mentoring_scheme.policy.bank_holidays import bank_holidays
from mentoring_scheme.policy.caseload import Light, standing
from mentoring_scheme.policy.checks import CheckFact
from mentoring_scheme.policy.choices import (
	Claims,
	FirstWhen,
	RecordExpected,
	ReminderDays,
	ReminderKind,
	SummaryDay,
	Whom,
)
from mentoring_scheme.policy.contact import ContactFacts
from mentoring_scheme.policy.eligibility import MentorFacts
from mentoring_scheme.policy.errors import PolicyError
from mentoring_scheme.policy.matter_values import Matter
from mentoring_scheme.policy.matters_of_links import LinkFactsToday, of_ending, of_link, of_supervision
from mentoring_scheme.policy.matters_of_papers import Recorded
from mentoring_scheme.policy.reminders import (
	ACTS,
	Step,
	due,
	first_on,
	is_quiet,
	latest_due_on,
	summary_week,
)
from mentoring_scheme.policy.scheme import ReminderRule, RequiredCheck, SchemePolicy
from mentoring_scheme.policy.terms import Extension, Suspension, TermFacts
from mentoring_scheme.policy.training import Attended, Training
from mentoring_scheme.policy.verdicts import warn

TODAY = date(2026, 11, 24)  # a Tuesday
START = date(2026, 9, 1)
FINDING = warn("R27", "contact-overdue", "Overdue.")


def ago(days: int) -> date:
	return TODAY - timedelta(days=days)


def link(policy: SchemePolicy, contact: ContactFacts | None = None, **term: object) -> LinkFactsToday:
	support = policy.support_types[0].support_type
	return LinkFactsToday(
		"LNK-1",
		contact or ContactFacts(START, last_contact_on=TODAY, last_record_on=TODAY),
		TermFacts(**{"support_type": support, "start": START, "approved_on": START, **term}),
	)


def of_kind(matters: list[Matter], kind: ReminderKind) -> list[Matter]:
	return [each for each in matters if each.kind is kind]


def days(policy: SchemePolicy, matter: Matter) -> list[tuple[date, Step]]:
	"""The days on which a daily job would tell of the matter, and the steps."""
	told: dict[str, int] = {}
	found = []
	for number in range(-400, 400):
		for reminder in due([matter], policy, day := matter.due_on + timedelta(days=number), told):
			told[matter.key] = reminder.step
			found.append((day, reminder.step))
	return found


# --- the worked example, and each kind of matter


def test_a_weekly_call_nine_days_ago_is_overdue_since_two_days_and_told_of_once(kent: SchemePolicy) -> None:
	tuesdays = ContactFacts(START, last_contact_on=date(2026, 11, 17), agreed_weekday=TODAY.weekday())
	day = date(2026, 11, 26)  # nine days after the last call
	(matter,) = of_kind(of_link(link(kent, tuesdays), kent, day), ReminderKind.CONTACT)
	assert (matter.due_on, matter.finding.figures["days"]) == (date(2026, 11, 24), 2)
	(reminder,) = due([matter], kent, day)
	assert (reminder.step, reminder.whom) == (Step.FIRST, Whom.MENTOR)
	assert due([matter], kent, day + timedelta(days=1), {matter.key: Step.FIRST}) == [], "not one a day"
	assert days(kent, matter) == [
		(date(2026, 11, 25), Step.FIRST),
		(date(2026, 12, 2), Step.SECOND),
		(date(2026, 12, 9), Step.ESCALATED),
	]
	(last,) = due([matter], kent, date(2026, 12, 9), {matter.key: Step.SECOND})
	assert last.whom is Whom.CO_ORDINATOR


def test_a_contact_that_took_place_is_another_matter(kent: SchemePolicy) -> None:
	before, after = (
		of_kind(
			of_link(link(kent, ContactFacts(START, last_contact_on=day)), kent, TODAY), ReminderKind.CONTACT
		)
		for day in (ago(30), ago(9))
	)
	assert before[0].key != after[0].key


def test_records_are_missed_monthly_or_after_each_contact(afc: SchemePolicy) -> None:
	contact = ContactFacts(START, last_contact_on=ago(40), last_record_on=ago(40))
	(monthly,) = of_kind(of_link(link(afc, contact), afc, TODAY), ReminderKind.RECORD)
	assert monthly.due_on == date(2026, 11, 15)
	each = replace(afc, record_expected=RecordExpected.EACH_CONTACT)
	unfinished = replace(contact, contacts_without_record=2, first_without_record_on=ago(12))
	(first,) = of_kind(of_link(link(each, unfinished), each, TODAY), ReminderKind.RECORD)
	assert first.due_on == ago(12)
	log = replace(afc, record_expected=RecordExpected.LOG_ONLY)
	assert of_kind(of_link(link(log, unfinished), log, TODAY), ReminderKind.RECORD) == []


def test_staff_are_reminded_to_call_where_the_policy_asks_for_it(refugee: SchemePolicy) -> None:
	uncalled = ContactFacts(START, contacts_without_staff_call=1, first_without_staff_call_on=ago(4))
	(matter,) = of_kind(of_link(link(refugee, uncalled), refugee, TODAY), ReminderKind.STAFF_CALL)
	(reminder,) = due([matter], refugee, TODAY)
	assert (matter.due_on, reminder.whom) == (ago(4), Whom.CO_ORDINATOR)
	quiet = replace(refugee, staff_call_after_contact=False)
	assert of_kind(of_link(link(quiet, uncalled), quiet, TODAY), ReminderKind.STAFF_CALL) == []


def test_an_end_is_told_of_before_it_comes_and_then_by_its_task_alone(afc: SchemePolicy) -> None:
	(matter,) = of_kind(of_link(link(afc), afc, TODAY), ReminderKind.PLANNED_END)
	assert matter.due_on == date(2027, 3, 1)
	assert days(afc, matter) == [
		(date(2027, 1, 30), Step.FIRST),
		(date(2027, 2, 22), Step.SECOND),
	]
	(come,) = of_kind(of_link(link(afc), afc, matter.due_on), ReminderKind.PLANNED_END)
	assert come.told_by_task and due([come], afc, matter.due_on) == []
	assert standing([come], afc, matter.due_on).light is Light.RED


def test_an_extension_that_runs_out_is_called_so(afc: SchemePolicy) -> None:
	extended = link(afc, extensions=(Extension(1, "More.", START),))
	matters = of_link(extended, afc, TODAY)
	assert of_kind(matters, ReminderKind.PLANNED_END) == []
	(matter,) = of_kind(matters, ReminderKind.EXTENSION)
	assert (matter.due_on, matter.finding.text) == (
		date(2027, 4, 1),
		"The extension of this link runs out on 1 April 2027.",
	)


@pytest.mark.parametrize(
	"ended", [{"ended_on": TODAY}, {"suspensions": (Suspension(ago(5), None, "Illness."),)}]
)
def test_nothing_waits_in_a_link_that_ended_or_rests(afc: SchemePolicy, ended: dict[str, object]) -> None:
	contact = ContactFacts(
		START, ended_on=ended.get("ended_on"), suspended="suspensions" in ended, last_contact_on=ago(70)
	)
	assert of_link(link(afc, contact, **ended), afc, TODAY) == []


def test_supervision_is_due_from_the_week_in_which_the_scheme_warns(afc: SchemePolicy) -> None:
	def matters(
		last_on: date | None, planned: tuple[date, ...] = (), policy: SchemePolicy = afc
	) -> list[Matter]:
		stands = supervision.standing(last_on, START, planned, policy, TODAY)
		return list(of_supervision("MTR-1", stands, policy, TODAY))

	(matter,) = matters(ago(29))
	assert (matter.due_on, matter.finding.code) == (ago(1), "supervision-due")
	assert [reminder.whom for reminder in due([matter], afc, TODAY)] == [Whom.SSW]
	(overdue,) = matters(ago(43))
	assert overdue.finding.figures["days"] == 1
	(in_time,) = matters(ago(20))
	assert due([in_time], afc, TODAY) == []
	assert matters(ago(29), (TODAY,)) == []
	assert matters(None)[0].finding.figures["due_on"] == START + timedelta(weeks=6)
	assert matters(ago(29), policy=replace(afc, supervision_every_weeks=0)) == []


def test_training_and_checks_are_told_of_before_they_lapse(afc: SchemePolicy) -> None:
	policy = replace(afc, required_checks=(RequiredCheck("DBS", 36),))
	facts = MentorFacts(
		mentor_since=date(2024, 1, 10),
		attended=(Attended("Safer caring", date(2026, 1, 10)),),
		trainings=(Training(date(2026, 12, 1), None, "First aid"),),
		checks=(CheckFact("DBS", date(2024, 1, 8)),),
	)
	matters = matters_of_papers.of_mentor("MTR-1", facts, policy, TODAY)
	assert {(each.kind, each.part, each.due_on) for each in matters} >= {
		(ReminderKind.TRAINING, "First aid", date(2026, 12, 1)),
		(ReminderKind.TRAINING, "Training of the year", date(2027, 1, 10)),
		(ReminderKind.CHECK, "DBS", date(2027, 1, 8)),
	}
	renewed = replace(facts, checks=(*facts.checks, CheckFact("DBS", TODAY)))
	(check,) = of_kind(matters_of_papers.of_mentor("MTR-1", renewed, policy, TODAY), ReminderKind.CHECK)
	assert due([check], policy, TODAY) == []
	refused = replace(facts, checks=(CheckFact("DBS", TODAY, accepted=False),))
	assert of_kind(matters_of_papers.of_mentor("MTR-1", refused, policy, TODAY), ReminderKind.CHECK) == []


def test_each_party_that_has_not_signed_is_a_matter_of_its_own(afc: SchemePolicy) -> None:
	matters = list(matters_of_papers.of_agreement("AGR-1", ago(8), {"Mentor"}, afc))
	assert [each.part for each in matters] == ["Mentee"]


def test_a_claim_is_told_of_while_it_can_still_be_sent_in(afc: SchemePolicy) -> None:
	month = date(2026, 8, 1)
	(matter,) = matters_of_papers.of_claim("CLM-1", "MTR-1", month, afc, date(2026, 11, 29))
	assert matter.due_on == date(2026, 11, 29)
	assert list(matters_of_papers.of_claim("CLM-1", "MTR-1", month, afc, date(2026, 11, 30))) == []


def test_a_month_is_told_of_before_a_claim_is_begun_where_something_can_be_claimed(
	afc: SchemePolicy,
) -> None:
	def unclaimed(today: date, policy: SchemePolicy = afc, **recorded: int) -> list[Matter]:
		return list(matters_of_papers.of_unclaimed("MTR-1", month, Recorded(**recorded), policy, today))

	month = date(2026, 8, 1)
	(matter,) = unclaimed(date(2026, 11, 8), records=2)
	assert (matter.document, matter.name, matter.due_on) == ("Mentor", "MTR-1", date(2026, 11, 29))
	(after,) = matters_of_papers.of_claim("CLM-1", "MTR-1", month, afc, date(2026, 11, 8))
	assert matter.key == after.key, "whoever begins a claim then is not told of the same step again"
	assert [step for _day, step in days(afc, matter)] == [Step.FIRST, Step.SECOND]
	assert unclaimed(date(2026, 11, 8)) == [], "there is nothing to claim"
	assert unclaimed(date(2026, 8, 31), records=2) == [], "the month is not over"
	assert unclaimed(date(2026, 11, 30), records=2) == [], "it is too late"
	travel = replace(afc, claims=Claims.TRAVEL)
	assert unclaimed(date(2026, 11, 8), travel, records=2) == []
	(matter,) = unclaimed(date(2026, 11, 8), travel, records=2, journeys=1)
	assert matter.finding.figures["number"] == 1
	assert unclaimed(date(2026, 11, 8), replace(afc, claims=Claims.NONE), records=2, journeys=1) == []


def test_an_ending_may_take_four_weeks_and_goes_to_the_manager_in_the_end(afc: SchemePolicy) -> None:
	matter = of_ending("LNK-1", ago(28), TODAY)
	assert days(afc, matter) == [
		(TODAY, Step.FIRST),
		(TODAY + timedelta(days=14), Step.SECOND),
		(TODAY + timedelta(days=28), Step.ESCALATED),
	]
	lights = [standing([of_ending("LNK-1", ago(number), TODAY)], afc, TODAY).light for number in (27, 28, 42)]
	assert lights == [Light.GREEN, Light.AMBER, Light.RED]
	assert matter.finding.figures["days"] == 28


def test_the_law_gives_thirty_days_to_acknowledge_a_complaint(afc: SchemePolicy) -> None:
	matter = matters_of_papers.of_complaint("CNC-1", date(2028, 1, 30))
	assert matter.due_on == date(2028, 2, 29)
	assert days(afc, matter)[-1] == (date(2028, 2, 24), Step.ESCALATED), "before it is late"


def test_a_consultation_is_overdue_the_day_after_its_last(afc: SchemePolicy) -> None:
	matter = matters_of_papers.of_consultation("CON-1", ago(1), TODAY)
	assert matter.finding.code == "consultation-unanswered" and due([matter], afc, TODAY)
	assert due([matters_of_papers.of_consultation("CON-1", TODAY, TODAY)], afc, TODAY) == []


# --- what a scheme may say


def test_every_kind_has_a_rule_in_every_ready_made_policy_and_somebody_who_acts() -> None:
	assert set(ACTS) == set(ReminderKind)
	for name in presets.names():
		assert [rule.kind for rule in presets.load(name).reminder_rules] == list(ReminderKind)


def test_a_kind_that_is_switched_off_or_missing_reminds_nobody(afc: SchemePolicy) -> None:
	matter = matters_of_papers.of_record("REC-1", ago(30))
	off = replace(afc, reminder_rules=tuple(replace(rule, enabled=False) for rule in afc.reminder_rules))
	for policy in (off, replace(afc, reminder_rules=())):
		assert due([matter], policy, TODAY) == []
		assert standing([matter], policy, TODAY).light is Light.AMBER, "it is seen all the same"


def test_an_escalation_before_the_second_reminder_is_refused(afc: SchemePolicy) -> None:
	data = afc.to_dict()
	data["reminder_rules"][0].update(second_after_days=7, escalate_after_days=7)
	with pytest.raises(PolicyError) as error:
		SchemePolicy.from_dict(data)
	assert error.value.field == "reminder_rules[0].escalate_after_days"


def test_bank_holidays_are_those_that_were_published() -> None:
	"""As gov.uk lists them for England and Wales."""
	assert sorted(bank_holidays(2026)) == [
		date(2026, *day) for day in ((1, 1), (4, 3), (4, 6), (5, 4), (5, 25), (8, 31), (12, 25), (12, 28))
	]
	assert {date(2022, 1, 3), date(2022, 12, 26), date(2022, 12, 27)} <= bank_holidays(2022)
	assert {date(2021, 12, 27), date(2021, 12, 28)} <= bank_holidays(2021)
	assert {date(2024, 3, 29), date(2024, 4, 1), date(2024, 5, 27)} <= bank_holidays(2024)


def test_quiet_days(afc: SchemePolicy) -> None:
	saturday, boxing_day, monday = date(2026, 11, 28), date(2026, 12, 28), date(2026, 11, 30)
	quiet = {
		days: [is_quiet(replace(afc, reminder_days=days), day) for day in (saturday, boxing_day, monday)]
		for days in ReminderDays
	}
	assert quiet == {
		ReminderDays.EVERY_DAY: [False, False, False],
		ReminderDays.WEEKDAYS: [True, False, False],
		ReminderDays.WORKING_DAYS: [True, True, False],
	}


def test_a_summary_that_was_missed_is_sent_later_in_its_week(afc: SchemePolicy) -> None:
	wednesdays = replace(afc, weekly_summary_on=SummaryDay.WEDNESDAY)
	week = [summary_week(wednesdays, date(2026, 12, 28) + timedelta(days=day)) for day in range(8)]
	assert week == ["", "", *["2026-W53"] * 5, ""]
	assert summary_week(replace(afc, weekly_summary_on=SummaryDay.NEVER), TODAY) == ""


# --- whatever days the job runs on

RULES = st.builds(
	lambda first, when, second, more: ReminderRule(
		ReminderKind.CONTACT, True, first, when, second, second + more if more else 0, Whom.CO_ORDINATOR
	),
	st.integers(0, 60),
	st.sampled_from(FirstWhen),
	st.integers(0, 40),
	st.integers(0, 40),
)
DUE_ON = st.dates(date(2023, 12, 1), date(2028, 6, 1))  # leap years, clock changes
RUNS = st.lists(st.integers(-90, 200), max_size=60).map(sorted)  # some days missed, some run twice or more


@given(RULES, DUE_ON, RUNS, st.integers(-90, 200))
def test_each_matter_once_at_each_step_and_none_that_ended(
	rule: ReminderRule, due_on: date, runs: list[int], ends: int
) -> None:
	"""At every run the furthest step that has come is told, unless it was; after the matter ended, nothing."""
	policy = replace(presets.load("kent-adoption"), reminder_rules=(rule,))
	matter = Matter(ReminderKind.CONTACT, "Mentoring Link", "LNK-1", due_on, FINDING)
	told: dict[str, int] = {}
	sent = []
	for number in runs:
		day = due_on + timedelta(days=number)
		open_today = [matter] if number < ends else []
		(*found,) = due(open_today, policy, day, told)
		assert len(found) <= 1, "one message a matter, however long nobody ran the job"
		for reminder in found:
			told[matter.key] = reminder.step
			sent.append((number, reminder.step))
	steps = [step for _number, step in sent]
	assert steps == sorted(set(steps)), "each once, never back"
	assert all(number < ends for number, _step in sent)
	while_open = [number for number in runs if number < ends]
	expected = furthest(rule, max(while_open)) if while_open else None
	assert (steps[-1] if steps else None) == expected, "nobody is left out who should have been told"


def furthest(rule: ReminderRule, number: int) -> Step | None:
	"""The furthest step, said in another way: the days of the steps one after another."""
	first = -rule.first_days if rule.first_when is FirstWhen.BEFORE else rule.first_days
	steps = {Step.FIRST: first}
	if rule.second_after_days:
		steps[Step.SECOND] = first + rule.second_after_days
	if rule.escalate_after_days:
		steps[Step.ESCALATED] = first + rule.escalate_after_days
	return max((step for step, day in steps.items() if day <= number), default=None)


@given(RULES, DUE_ON, st.integers(-90, 200))
def test_no_matter_is_passed_over_before_it_is_looked_at(
	rule: ReminderRule, due_on: date, number: int
) -> None:
	matter = Matter(ReminderKind.CONTACT, "Mentoring Link", "LNK-1", due_on, FINDING)
	today = due_on + timedelta(days=number)
	assert (due_on <= latest_due_on(rule, today)) == (first_on(matter, rule) <= today)


def test_what_needs_most_comes_first(afc: SchemePolicy) -> None:
	def lit(days_over: int) -> Matter:
		return Matter(ReminderKind.CONTACT, "Mentoring Link", "LNK", ago(days_over), FINDING)

	standings = [standing(each, afc, TODAY) for each in ([], [lit(2)], [lit(5)], [lit(9), lit(2)], [lit(9)])]
	assert [each.light for each in standings] == [0, 1, 1, 2, 2]
	in_order = sorted(standings, key=lambda each: each.need(TODAY))
	assert in_order == [standings[each] for each in (3, 4, 2, 1, 0)]
	assert [each.due_on for each in standings[3].why] == [ago(9), ago(2)]


def test_keys_tell_matters_apart() -> None:
	matters = [
		Matter(kind, "Mentor", name, day, FINDING, part)
		for kind, name, day, part in itertools.product(
			(ReminderKind.TRAINING, ReminderKind.CHECK), ("A", "B"), (TODAY, ago(1)), ("", "x")
		)
	]
	assert max(Counter(each.key for each in matters).values()) == 1
