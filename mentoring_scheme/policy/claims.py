"""A mentor's claim of one month: what is found about it, and what it is paid (R32, R43, R44, R46)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from decimal import Decimal
from typing import Any

from . import claim_times
from .choices import Claims, Strictness
from .claim_pay import Working, no_claims, reckon
from .claim_repeats import likeness, occasion, repeats
from .claim_values import (
	ClaimFacts,
	ExpenseLine,
	LinePaid,
	Reckoning,
	TimeKind,
	TimeLine,
	in_month,
	written,
)
from .mileage import tax_year, year_named
from .months import add_days
from .scheme import SchemePolicy
from .text import _
from .verdicts import Assessment, Finding, passed, refuse, warn

__all__ = [
	"ClaimFacts",
	"ExpenseLine",
	"LinePaid",
	"Reckoning",
	"TimeKind",
	"TimeLine",
	"assess_claim",
	"last_day",
	"reckon",
]


def assess_claim(facts: ClaimFacts, policy: SchemePolicy, today: date) -> Assessment:
	"""Everything that is found about a claim, passes included (R32, R43, R44, R46).

	What is over a limit, and what is late where the scheme refuses it, a manager may let through; other refusals are
	final. Until the claim is sent in, it counts as sent in today.
	"""
	if policy.claims is Claims.NONE:
		return Assessment((no_claims(),))
	working = Working(facts, policy)
	return Assessment(
		(
			*_month(facts, today),
			*_anything(facts),
			*_future_lines(facts, today),
			*_faults(working),
			*_limits(working),
			*_late(facts, policy, today),
			*repeats(facts),
			*_other_days(facts),
			*_rests(working),
			*_miles(working),
		)
	)


def last_day(month: date, policy: SchemePolicy) -> date | None:
	"""The last day to send in the claim of a month; None where the scheme sets none (R43)."""
	if not policy.claim_within_days:
		return None
	end = month.replace(day=monthrange(month.year, month.month)[1])
	return add_days(end, policy.claim_within_days)


def _month(facts: ClaimFacts, today: date) -> list[Finding]:
	first = facts.month.replace(day=1)
	if first <= today:
		return []
	message = _("The month of this claim begins on {month}, which is after today ({today}).")
	remedy = _("Choose a month that has begun.")
	return [refuse("R43", "claim-month", message, remedy, month=first, today=today)]


def _anything(facts: ClaimFacts) -> list[Finding]:
	if facts.times or facts.expenses:
		return []
	message = _("The claim is empty: it has neither time nor expenses.")
	return [
		refuse(
			"R43",
			"claim-empty",
			message,
			_("Add what there was in this month, or leave it: staff of the scheme can cancel it."),
		)
	]


def _future_lines(facts: ClaimFacts, today: date) -> list[Finding]:
	"""Lines of a month that has begun which lie ahead; of any other month something else stands against them."""
	lines: list[TimeLine | ExpenseLine] = [*facts.times, *facts.expenses]
	return [
		refuse(
			"R43",
			"claim-future",
			_("“{kind}” is dated {day}, which is after today ({today})."),
			_("Correct the date, or claim it once the day has come."),
			kind=line.kind or "–",
			day=line.day,
			today=today,
		)
		for line in lines
		if line.day > today and in_month(line.day, facts.month) and facts.month.replace(day=1) <= today
	]


def _faults(working: Working) -> list[Finding]:
	facts, policy = working.facts, working.policy
	findings = [each for line in facts.times for each in claim_times.faults(line, facts, policy)]
	findings += claim_times.faults_together(facts)
	return findings + [each for line in facts.expenses for each in working.faults[line.key]]


def _limits(working: Working) -> list[Finding]:
	return [*working.over_each.values(), *working.over_month.values()]


def _late(facts: ClaimFacts, policy: SchemePolicy, today: date) -> list[Finding]:
	last = last_day(facts.month, policy)
	if last is None:
		return []
	sent_in = facts.sent_in_on or today
	if sent_in <= last:
		message = _("It can be sent in until {last}.")
		if facts.sent_in_on is not None:
			message = _("It was sent in by {last}.")
		return [passed("R43", "claim-late", message, last=last)]
	message = _("The last day for this month was {last}; sent in today, {sent_in}, it is late.")
	if facts.sent_in_on is not None:
		message = _("The last day for this month was {last}; it was sent in on {sent_in}.")
	figures: dict[str, Any] = {"occasion": last.isoformat(), "last": last, "sent_in": sent_in}
	if policy.late_claim_rule is Strictness.WARN:
		return [warn("R43", "claim-late", message, _("Say why it comes late."), **figures)]
	remedy = _("Ask a manager to let it through.")
	return [refuse("R43", "claim-late", message, remedy, overridable=True, **figures)]


def _other_days(facts: ClaimFacts) -> list[Finding]:
	found: dict[str, Finding] = {}
	for line in facts.expenses:
		if line.source and line.source_is_own and line.source_day not in (None, line.day):
			finding = _other_day(line)
			found[finding.key] = finding
	return list(found.values())


def _other_day(line: ExpenseLine) -> Finding:
	source_day = line.source_day or line.day
	return warn(
		"R32",
		"claim-source-day",
		_("“{kind}” is dated {day}, and what it rests on was on {source_day}."),
		_("Correct the date, or go on with a reason: a ticket bought the day before, say."),
		occasion=occasion(*likeness(line), source_day),
		kind=line.kind,
		day=line.day,
		source_day=source_day,
	)


def _rests(working: Working) -> list[Finding]:
	"""The good news, where the scheme asks that expenses rest on records (R32)."""
	lines = working.facts.expenses
	if not lines or not working.policy.claims_rest_on_records:
		return []
	if not all(line.source and line.source_is_own for line in lines):
		return []
	return [passed("R32", "claim-source", _("Every expense rests on a record of the mentor's own."))]


def _miles(working: Working) -> list[Finding]:
	"""How far the person has come in each tax year that is driven in (R44)."""
	driven: dict[int, Decimal] = {}
	for line in working.sound:
		if line.key in working.miles:
			year = tax_year(line.day)
			driven[year] = driven.get(year, Decimal(0)) + line.miles
	message = _("{miles} miles in the tax year {year}, after {before} in earlier claims.")
	return [
		passed(
			"R44",
			"claim-miles",
			message,
			miles=written(miles),
			year=year_named(year),
			before=written(working.facts.earlier_miles.get(year, Decimal(0))),
		)
		for year, miles in sorted(driven.items())
	]
