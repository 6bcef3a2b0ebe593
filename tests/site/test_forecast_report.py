"""The report Mentoring Forecast on a real caseload, and its payments beside those of the daily job."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import frappe
import makers
import pytest
from frappe.desk.query_report import run
from frappe.utils import getdate, today
from makers import stand

from mentoring_scheme.access.roles import CO_ORDINATOR, FINANCE, MANAGER, SSW
from mentoring_scheme.forecast.courses import course_of
from mentoring_scheme.forecast.day_by_day import known_on
from mentoring_scheme.jobs import instalments
from mentoring_scheme.mentoring_scheme.doctype.mentoring_link.facts import TERM_FIELDS
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_scheme
from mentoring_scheme.mentoring_scheme.report.mentoring_forecast.caseload import (
	answer,
	read_caseload,
	usual_referrals,
)
from mentoring_scheme.mentoring_scheme.report.mentoring_forecast.mentoring_forecast import execute
from mentoring_scheme.policy.terms import Extension, Suspension, TermFacts

REPORT = "Mentoring Forecast"
ADVERSITY, NEW = "Adversity", "Newly approved carer"
AsUser = Callable[[str], AbstractContextManager[None]]


def days_ahead(days: int) -> date:
	return getdate(today()) + timedelta(days=days)


# --- the same payments as the daily job makes

LIVES: dict[str, tuple[TermFacts, date]] = {
	"to its planned end": (
		TermFacts(NEW, date(2026, 2, 20), approved_on=date(2026, 1, 10)),
		date(2026, 7, 10),
	),
	"commencement agreed differently": (
		TermFacts(
			NEW,
			date(2026, 2, 20),
			approved_on=date(2026, 1, 10),
			commencement_agreed=True,
			commencement_reason="A late match.",
		),
		date(2026, 8, 20),
	),
	"at the end of a month": (TermFacts(ADVERSITY, date(2026, 1, 31)), date(2026, 4, 30)),
	"extended": (
		TermFacts(ADVERSITY, date(2026, 1, 31), extensions=(Extension(2, "More time.", date(2026, 4, 10)),)),
		date(2026, 6, 30),
	),
	"ended early": (
		TermFacts(NEW, date(2026, 1, 10), approved_on=date(2026, 1, 10), ended_on=date(2026, 5, 20)),
		date(2026, 5, 20),
	),
	"suspended": (
		TermFacts(
			NEW,
			date(2026, 1, 10),
			approved_on=date(2026, 1, 10),
			suspensions=(Suspension(date(2026, 2, 20), date(2026, 3, 22), "Illness."),),
		),
		date(2026, 8, 9),
	),
}


@pytest.mark.parametrize("life", LIVES)
def test_its_payments_are_those_of_the_job_on_the_same_life(life: str) -> None:
	facts, end = LIVES[life]
	link = makers.make_link(status="Active")
	day = facts.start
	while day <= end:
		write(link, known_on(day, facts, end), ended=day == end)
		rows = frappe.get_all("Mentoring Link", {"name": link.name}, list(TERM_FIELDS))
		instalments.make_due(rows, day)
		day += timedelta(days=1 if day >= end - timedelta(days=5) else 5)
	made = frappe.get_all("Mentoring Payment", {"link": link.name}, ["due_on", "amount"], order_by="due_on")
	policy = policy_of_scheme(link.scheme)
	assert course_of(facts, end, policy).payments == tuple(
		(row.due_on, Decimal(str(row.amount))) for row in made
	)
	assert made


def write(link: Any, facts: TermFacts, ended: bool) -> None:
	"""The link as the desk would have it on a day, with its extensions and suspensions so far."""
	stand(
		link,
		support_type=facts.support_type,
		start_date=facts.start,
		mentee_approved_on=facts.approved_on,
		commencement_differs=int(facts.commencement_agreed),
		commencement_reason=facts.commencement_reason,
		ended_on=facts.ended_on,
		status="Closed" if ended else "Active",
	)
	for doctype in ("Mentoring Extension", "Mentoring Suspension"):
		frappe.db.delete(doctype, {"parent": link.name})
	for each in facts.extensions:
		row(link, "extensions", months=each.months, reason=each.reason, approved_on=each.approved_on)
	for each in facts.suspensions:
		row(link, "suspensions", from_date=each.start, to_date=each.resumed_on, reason=each.reason)


def row(link: Any, table: str, **values: Any) -> None:
	doctype = link.meta.get_field(table).options
	child = frappe.new_doc(doctype, parent_doc=link, parentfield=table)
	child.update({"parent": link.name, "parenttype": link.doctype, "parentfield": table, **values})
	child.db_insert()


# --- the caseload


@pytest.fixture
def scheme() -> str:
	"""A scheme with two running links, one that is being introduced, a free mentor and somebody who waits."""
	name = makers.make_scheme().name
	for days in (20, 60):
		link = makers.make_link(scheme=name, status="Active", support_type=ADVERSITY)
		stand(link, start_date=makers.days_ago(days))
	makers.make_link(scheme=name, status="Introduction", support_type=ADVERSITY)
	makers.make_mentor(scheme=name)
	makers.make_mentor(scheme=name, stage="On a Break")
	makers.make_mentee(scheme=name)
	return name


def test_the_caseload_is_read(scheme: str) -> None:
	caseload = read_caseload(scheme, days_ahead(1))
	assert len(caseload.mentors) == 4 and all(each.available for each in caseload.mentors)
	assert sorted(each.facts.start for each in caseload.links) == [
		makers.days_ago(60),
		makers.days_ago(20),
		days_ahead(28),
	]
	assert [each.support_type for each in caseload.waiting] == [NEW]


def test_what_was_agreed_and_done_is_read(scheme: str) -> None:
	link = frappe.get_last_doc("Mentoring Link", {"scheme": scheme, "status": "Active"})
	agreement = makers.make_agreement(link=link.name)
	stand(agreement, docstatus=1, contact_every=2, contact_unit="Weeks", contact_weekday="Tuesday")
	row(link, "reviews", due_on=makers.days_ago(5), held_on=makers.days_ago(4))
	makers.make_supervision(mentor=link.mentor)
	caseload = read_caseload(scheme, days_ahead(1))
	found = next(each for each in caseload.links if each.agreed_every)
	assert (found.agreed_every, found.agreed_weekday, found.reviews_held) == (2, 1, (makers.days_ago(4),))
	assert caseload.mentors[found.mentor].last_supervision_on == makers.days_ago(5)


def test_a_mentor_on_a_break_keeps_the_links_and_takes_no_more(scheme: str) -> None:
	link = frappe.get_last_doc("Mentoring Link", {"scheme": scheme, "status": "Active"})
	stand(frappe.get_doc("Mentor", link.mentor), stage="On a Break")
	caseload = read_caseload(scheme, days_ahead(1))
	assert sorted(each.available for each in caseload.mentors) == [False, True, True, True]


def test_referrals_are_those_of_the_last_year(scheme: str) -> None:
	makers.make_mentee(scheme=scheme, referred_on=makers.days_ago(300), offered_on=None, offer_answer="")
	usual, mix = usual_referrals(scheme, policy_of_scheme(scheme), getdate(today()))
	assert usual == Decimal("0.5")  # five in just under ten months
	assert mix == ((NEW, 5),)


def test_running_links_are_paid_what_is_still_due(scheme: str) -> None:
	"""Without anybody new, the payments are those of the open links: here each to the day."""
	frappe.db.delete("Mentee", {"scheme": scheme, "status": "Waiting"})
	found = answer(scheme, getdate(today()), months=12, referrals_per_month=Decimal(0)).forecasts[0]
	assert found.totals["payments"].high == Decimal(450)
	assert found.totals["started"].high == 1


# --- the report


def test_it_tells_the_months_and_what_they_need(scheme: str) -> None:
	columns, rows, message, chart, summary = execute({"scheme": scheme, "months": 6})
	names = {column["fieldname"] for column in columns}
	assert len(rows) in (6, 7)
	assert all(set(each) - {"currency"} <= names for each in rows)
	assert len(chart["data"]["labels"]) == len(rows) == len(chart["data"]["datasets"][0]["values"])
	assert "In the last year" in message
	assert {card["label"] for card in summary} >= {"Payments in all", "Mentors needed"}
	assert rows[-1]["payments_low"] <= rows[-1]["payments"] <= rows[-1]["payments_high"]


def test_two_terms_stand_side_by_side(scheme: str) -> None:
	asked = {"scheme": scheme, "months": 18, "referrals_per_month": 4, "term_months": 9, "more_mentors": 20}
	columns, rows, _message, chart, summary = execute(asked)
	assert len(chart["data"]["datasets"]) == 2
	assert rows[-1]["running_compared"] > rows[-1]["running"]
	assert any(card["label"] == "Compared: Payments in all" for card in summary)
	assert {"payments_compared", "needed_compared"} <= {column["fieldname"] for column in columns}


def test_another_mentor_shortens_the_wait(scheme: str) -> None:
	asked = {"scheme": scheme, "months": 12, "referrals_per_month": 6}
	few, many = (execute({**asked, "more_mentors": more})[4] for more in (0, 10))
	waits = [next(card["value"] for card in cards if "Days" in card["label"]) for cards in (few, many)]
	assert waits[0] > waits[1]


def test_no_scheme_no_policy_nobody(scheme: str) -> None:
	assert execute({})[1:3] == ([], "Choose a scheme.")
	empty = makers.make_scheme().name
	assert execute({"scheme": empty, "months": 6})[1] == []
	assert "referrals you expect" in execute({"scheme": empty, "months": 6})[2]
	assert execute({"scheme": empty, "months": 6, "referrals_per_month": 2})[1]
	stand(frappe.get_doc("Mentoring Scheme", empty), policy_version=None)
	assert "has no policy yet" in execute({"scheme": empty, "months": 6})[2]


def test_a_policy_that_pays_nothing_is_shown_by_its_links() -> None:
	kent = makers.make_scheme("kent-adoption").name
	*_others, chart, summary = execute({"scheme": kent, "months": 6, "referrals_per_month": 2})
	assert chart["title"] == "Running links by month"
	assert next(card["value"] for card in summary if card["label"] == "Payments in all") == 0


@pytest.mark.parametrize(
	("asked", "named"),
	[
		({"months": 0}, "Months ahead"),
		({"months": 500}, "Months ahead"),
		({"months": -3}, "Months ahead"),
		({"referrals_per_month": -1}, "Referrals a month"),
		({"referrals_per_month": "many"}, "Referrals a month"),
		({"referrals_per_month": 1e9}, "Referrals a month"),
		({"referrals_per_month": 900, "months": 120}, "Referrals a month"),
		({"more_mentors": -5}, "Additional mentors"),
		({"term_months": -9}, "Compare: term"),
		({"term_months": 9000}, "Compare: term"),
		({"term_months": 9, "support_type": "<b>none</b>"}, "Compare: support type"),
	],
)
def test_what_makes_no_sense_is_named(scheme: str, asked: dict[str, Any], named: str) -> None:
	with pytest.raises(frappe.ValidationError, match=named):
		execute({"scheme": scheme, "months": 6, **asked})


def test_what_people_typed_is_shown_as_text() -> None:
	policy = makers.make_scheme(do_not_save=True)
	policy.support_types[0].update({"support_type": "Kith & kin", "months": 9})
	name = policy.insert().name
	message = execute({"scheme": name, "months": 3, "referrals_per_month": 1})[2]
	assert "Kith &amp; kin" in message and "Kith & kin" not in message


# --- who may see it


def test_it_is_for_managers_and_co_ordinators_of_the_scheme(as_user: AsUser) -> None:
	mine = makers.make_user(CO_ORDINATOR)
	other = makers.make_user(CO_ORDINATOR, SSW)
	name = makers.make_scheme(members={mine: "Co-ordinator"}).name
	makers.make_scheme(members={other: "Co-ordinator"})
	makers.make_link(scheme=name, status="Active")
	asked = {"scheme": name, "months": 6, "referrals_per_month": 2}
	manager = makers.make_user(MANAGER)
	with as_user(manager):
		whole = run(REPORT, filters=asked, ignore_prepared_report=True)["result"]
	with as_user(mine):
		assert run(REPORT, filters=asked, ignore_prepared_report=True)["result"] == whole
	with as_user(other), pytest.raises(frappe.PermissionError):
		execute(asked)
	for role in (SSW, FINANCE):
		with as_user(makers.make_user(role)), pytest.raises(frappe.PermissionError):
			run(REPORT, filters=asked, ignore_prepared_report=True)
		with as_user(makers.make_user(role)), pytest.raises(frappe.PermissionError):
			execute(asked)
