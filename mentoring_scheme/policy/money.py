"""What falls due to a mentor's household, and when (R42). Always worked out from the facts, never from what was paid."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from .choices import PartPeriod, Role
from .clock import Clock, Suspension
from .months import LONGEST_MONTHS, ONE_DAY, Period, add_months, cumulative, whole_months_between
from .reading import PENNY
from .scheme import SchemePolicy
from .terms import Term
from .text import _
from .verdicts import Assessment, Finding, passed, refuse

LARGEST_EXCEPTIONAL = Decimal("10000.00")  # anything larger is a slip of the keyboard


@dataclass(frozen=True)
class Instalment:
	"""One payment: the period that it is for (both days included), its whole months, and the day it falls due.

	`sequence` is the number of the period within the link; nothing that happens later changes it.
	"""

	sequence: int
	period_start: date
	period_end: date
	months: int
	amount: Decimal
	due_on: date


@dataclass(frozen=True)
class ExceptionalPayment:
	"""A payment outside the policy that somebody wants to agree. `already` is the sum due or paid so far."""

	amount: Decimal
	reason: str
	approver_roles: frozenset[str]
	already: Decimal = Decimal("0.00")


@dataclass(frozen=True)
class _Stretch:
	"""A payment period, complete or the last part of one."""

	sequence: int
	start: date
	months: int
	due_on: date


@dataclass(frozen=True)
class _Run:
	"""What is paid for: from the start until `end` (on the clock), of which the last part falls due on `end_due`."""

	start: date
	clock: Clock
	end: date | None
	end_due: date | None


def schedule(term: Term, policy: SchemePolicy, support_type: str) -> list[Instalment]:
	"""All instalments of a link, past and to come, in order, up to the cap of its support type (R42).

	They are paid in arrears, every `payment_every_months`. Where the clock stops during a suspension, everything after
	it moves; where it does not, suspended time is left out of the months unless the policy pays for it. Nothing falls
	due during an open suspension, unless the policy pays for it. Raises PolicyError for an unknown support type.
	"""
	left = policy.support_type(support_type).payment_cap
	instalments: list[Instalment] = []
	if not policy.payment_per_month or not left:
		return instalments
	for stretch in _stretches(term, policy):
		amount = min(policy.payment_per_month * stretch.months, left)
		if amount > 0:
			instalments.append(_instalment(stretch, amount))
		left -= amount
		if left <= 0:
			break
	return instalments


def assess_request(payment: ExceptionalPayment) -> Assessment:
	"""Whether a payment outside the policy can be asked for: an amount that can be paid, and a reason (R42)."""
	return Assessment((_exceptional_amount(payment), _exceptional_reason(payment)))


def assess_exceptional(payment: ExceptionalPayment, policy: SchemePolicy) -> Assessment:
	"""Whether a payment outside the policy is agreed by somebody who may, with a reason (R42)."""
	return assess_request(payment) + Assessment((_exceptional_approver(payment, policy),))


def due(instalments: Collection[Instalment], today: date) -> list[Instalment]:
	"""The instalments that have fallen due by today."""
	return [each for each in instalments if each.due_on <= today]


def _instalment(stretch: _Stretch, amount: Decimal) -> Instalment:
	return Instalment(
		sequence=stretch.sequence,
		period_start=stretch.start,
		period_end=stretch.due_on - ONE_DAY,
		months=stretch.months,
		amount=amount.quantize(PENNY),
		due_on=stretch.due_on,
	)


def _stretches(term: Term, policy: SchemePolicy) -> Iterator[_Stretch]:
	stretches = _periods(_run(term, policy), policy)
	if policy.suspension_stops_clock or policy.pay_while_suspended:
		return stretches
	return _without_suspended_time(stretches, term.suspensions, policy)


def _run(term: Term, policy: SchemePolicy) -> _Run:
	clock = Clock() if policy.pay_while_suspended else term.clock
	planned = term.planned_end if policy.pay_while_suspended else term.own_end
	end, end_due = planned, term.planned_end
	if term.ended_on is not None:
		ended = clock.own(term.ended_on)
		if planned is None or ended < planned:
			end, end_due = ended, term.ended_on
	return _Run(term.start, clock, end, end_due)


def _periods(run: _Run, policy: SchemePolicy) -> Iterator[_Stretch]:
	every, start = policy.payment_every_months, run.start
	for sequence in range(1, LONGEST_MONTHS // every + 2):
		period_end = add_months(run.start, sequence * every)
		if run.end is not None and run.end < period_end:
			yield from _last_part(run, sequence, start, policy)
			return
		due_on = run.clock.calendar(period_end)
		if due_on is None:
			return
		yield _Stretch(sequence, start, every, due_on)
		start = due_on


def _last_part(run: _Run, sequence: int, start: date, policy: SchemePolicy) -> Iterator[_Stretch]:
	if policy.payment_part_period is PartPeriod.NOTHING or run.end is None or run.end_due is None:
		return
	if run.end <= run.start:
		return
	months = whole_months_between(run.start, run.end) - (sequence - 1) * policy.payment_every_months
	if months > 0:
		yield _Stretch(sequence, start, months, run.end_due)


def _without_suspended_time(
	stretches: Iterator[_Stretch], suspensions: tuple[Suspension, ...], policy: SchemePolicy
) -> Iterator[_Stretch]:
	"""Where the dates stand still but suspended time is not paid: only the whole months of support count."""
	opened = next((each.start for each in suspensions if each.is_open), None)
	for stretch in stretches:
		if opened is not None and stretch.due_on > opened:
			return
		whole = _supported_months(stretch, suspensions)
		if whole < stretch.months and policy.payment_part_period is PartPeriod.NOTHING:
			continue
		yield _Stretch(stretch.sequence, stretch.start, min(whole, stretch.months), stretch.due_on)


def _supported_months(stretch: _Stretch, suspensions: tuple[Suspension, ...]) -> int:
	last = stretch.due_on - ONE_DAY
	supported: list[Period] = []
	start = stretch.start
	for each in suspensions:
		until = min(each.start - ONE_DAY, last)
		if until >= start:
			supported.append(Period(start, until))
		start = max(start, each.resumed_on or stretch.due_on)
	if start <= last:
		supported.append(Period(start, last))
	return cumulative(supported, last).months


def _exceptional_amount(payment: ExceptionalPayment) -> Finding:
	amount = payment.amount
	if not amount.is_finite() or amount <= 0:
		message = _("{amount} cannot be paid: it is not above nothing.")
		remedy = _("Write an amount above nothing.")
	elif amount > LARGEST_EXCEPTIONAL:
		message = _("{amount} is more than the {most} that a single payment can be.")
		remedy = _("Check the amount for a slip of the keyboard.")
	elif amount != amount.quantize(PENNY):
		message = _("{amount} is not a whole number of pennies.")
		remedy = _("Write no more than two decimals.")
	else:
		message = _("{amount} beyond the {already} of the policy.")
		return passed("R42", "exceptional-amount", message, amount=amount, already=payment.already)
	# As it was typed: whoever shows an amount of money rounds it to pennies.
	figures: dict[str, Any] = {"amount": f"{amount:,}", "most": LARGEST_EXCEPTIONAL}
	return refuse("R42", "exceptional-amount", message, remedy, **figures)


def _exceptional_reason(payment: ExceptionalPayment) -> Finding:
	if payment.reason.strip():
		return passed("R42", "exceptional-reason", _("A reason is given."))
	return refuse(
		"R42",
		"exceptional-reason",
		_("The exceptional payment of {amount} has no reason."),
		_("Write why it is paid."),
		amount=payment.amount,
	)


def _exceptional_approver(payment: ExceptionalPayment, policy: SchemePolicy) -> Finding:
	role: Role = policy.payment_exception_role
	if role.held_by(payment.approver_roles):
		return passed("R42", "exceptional-approver", _("Agreed by a {role} or above."), role=role.value)
	return refuse(
		"R42",
		"exceptional-approver",
		_("A payment outside the policy is agreed by a {role} or above; this one is {amount}."),
		_("Ask a {role} to approve it."),
		role=role.value,
		amount=payment.amount,
	)
