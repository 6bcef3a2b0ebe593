# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""The payments of links as the policy knows them, and how a step that it asks for is taken (R42)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, escape_html, fmt_money, getdate

from mentoring_scheme.mentoring_scheme.past_workflow import write_past_workflow
from mentoring_scheme.mentoring_scheme.plain_values import date_or_none, pennies
from mentoring_scheme.mentoring_scheme.verdict import message_of
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.settlement import Kind, Line, Standing, Step, Wanted

PAYMENT = "Mentoring Payment"
LINE_FIELDS = (
	"name",
	"link",
	"kind",
	"sequence",
	"amount",
	"due_on",
	"period_start",
	"period_end",
	"months",
	"status",
	"docstatus",
	"batch",
	"ledger_invoice",
	"withdrawn_by",
	"instalment_key",
)


class ChangedMeanwhileError(frappe.ValidationError):
	"""Somebody has moved a payment on since it was looked at."""


@dataclass(frozen=True)
class Terms:
	"""What the steps of one link refer to."""

	link: str
	policy_version: str
	policy: SchemePolicy


def key_of(link: str, kind: Kind, sequence: int, number: int = 0) -> str:
	"""What a line is known by: its number within the link never changes, while its dates may."""
	return f"{link}/{sequence}" if kind is Kind.INSTALMENT else f"{link}/{sequence}/c{number}"


def lines_of(links: Sequence[str]) -> dict[str, list[Line]]:
	"""The lines of many links by link: one query, however many there are.

	A payment that another stands in for has lost its key, and exceptional payments never had one.
	"""
	lines: dict[str, list[Line]] = defaultdict(list)
	if links:
		for row in frappe.get_all(
			PAYMENT,
			filters={"link": ["in", links], "instalment_key": ["is", "set"]},
			fields=list(LINE_FIELDS),
			order_by="link, instalment_key",
		):
			lines[row.link].append(line_of(row))
	return lines


def line_of(payment: Any) -> Line:
	"""A payment, as its document or a row with LINE_FIELDS, as the policy knows it."""
	return Line(
		name=payment.name or "",
		kind=Kind(payment.kind),
		sequence=cint(payment.sequence),
		number=number_in(payment.instalment_key),
		standing=_standing(payment),
		amount=pennies(payment.amount),
		due_on=getdate(payment.due_on),
		period_start=date_or_none(payment.period_start),
		period_end=date_or_none(payment.period_end),
		months=cint(payment.months),
	)


def number_in(key: str | None) -> int:
	"""Which correction of its instalment a key belongs to; 0 for the instalment itself."""
	last = (key or "").rpartition("/")[2]
	return cint(last[1:]) if last.startswith("c") else 0


def take(steps: Sequence[Step], terms: Terms) -> int:
	"""Take these steps of one link, whose row is held; return how many.

	All payments concerned are held and looked at before the first one changes. Raises ChangedMeanwhileError where one
	is no longer as the steps suppose, and nothing is changed then.
	"""
	held = [_held(step.line) if step.line else None for step in steps]
	for step, payment in zip(steps, held, strict=True):
		_take(step, payment, terms)
	return len(steps)


def put(payment: Document, wanted: Wanted, rule: str) -> None:
	"""Write what the policy says into a payment."""
	payment.update(
		{
			"amount": float(wanted.amount),
			"due_on": wanted.due_on,
			"period_start": wanted.period_start,
			"period_end": wanted.period_end,
			"months": wanted.months,
			"rule": rule,
		}
	)


def rule_of(kind: Kind, months: int, terms: Terms, currency: str | None) -> str:
	"""How an amount came about, in words."""
	if kind is Kind.CORRECTION:
		return _("The policy {0}, for the life of the link as it is known (R42)").format(terms.policy_version)
	time = _("1 month") if months == 1 else _("{0} months").format(months)
	return _("{0} at {1} a month under {2}, in arrears, up to the cap (R42)").format(
		time, fmt_money(terms.policy.payment_per_month, 2, currency), terms.policy_version
	)


def _standing(payment: Any) -> Standing:
	if payment.docstatus == 2:
		return Standing.DECIDED
	if payment.docstatus == 1:
		free = payment.status == "Approved" and not payment.batch and not payment.ledger_invoice
		return Standing.APPROVED if free else Standing.ON_ITS_WAY
	if payment.status == "Withdrawn":
		return Standing.DECIDED if payment.withdrawn_by else Standing.WITHDRAWN
	return Standing.OPEN


def _held(line: Line) -> Document:
	payment = frappe.get_doc(PAYMENT, line.name, for_update=True)
	if line_of(payment) != line:
		raise ChangedMeanwhileError(
			_(
				"Somebody has just moved the payment {0} on, which this change concerns, too. Nothing was changed; please try again."
			).format(line.name)
		)
	return payment


def _take(step: Step, payment: Document | None, terms: Terms) -> None:
	if payment is None:
		make(step, terms)
	elif step.wanted is None:
		_take_back(step, payment)
	elif payment.docstatus == 1:
		_revise(_stand_in(payment, _approved_differently(payment, step.wanted)), step, terms)
	else:
		if payment.status == "Withdrawn":
			_bring_back(payment)
		_revise(payment, step, terms)


def make(step: Step, terms: Terms) -> Document:
	"""The payment that a step asks for where there is none."""
	payment = frappe.new_doc(PAYMENT)
	payment.update(
		{
			"link": terms.link,
			"kind": step.kind.value,
			"sequence": step.sequence,
			"instalment_key": key_of(terms.link, step.kind, step.sequence, step.number),
		}
	)
	_say(payment, step, terms)
	return _keep(payment)


def _revise(payment: Document, step: Step, terms: Terms) -> None:
	_say(payment, step, terms)
	_keep(payment)


def _say(payment: Document, step: Step, terms: Terms) -> None:
	put(payment, step.wanted, rule_of(step.kind, step.wanted.months, terms, payment.currency))
	payment.corrects = step.corrects or None
	if step.why and payment.status != "Held":  # why it is held is for finance to say
		payment.reason = message_of(step.why, payment.currency)


def _take_back(step: Step, payment: Document) -> None:
	why = message_of(step.why, payment.currency)
	if payment.docstatus == 1:
		payment = _stand_in(payment, why)
	# Past the workflow, which knows only what people do. It is held, and nothing but the policy decides here.
	write_past_workflow(payment, status="Withdrawn", reason=why, withdrawn_by=None)
	_note(payment, _("Withdrawn, because nothing of it is due: {0}").format(why))


def _bring_back(payment: Document) -> None:
	# Past the workflow, as when it was taken back: nobody has decided anything about it.
	write_past_workflow(payment, status="Due", reason=None)
	_note(payment, _("Due again."))


def _stand_in(payment: Document, why: str) -> Document:
	"""Cancel an approval, which was of another sum, and put a payment that awaits one in its place."""
	key = payment.instalment_key
	# Past the workflow, which asks who cancels: nobody does, the approval has lost its object. The payment is held, and
	# neither a batch nor the ledger has it.
	write_past_workflow(payment, docstatus=2, status="Cancelled", reason=why, instalment_key=None)
	_note(payment, _("The approval was cancelled: {0}").format(why))
	other = frappe.copy_doc(payment, ignore_no_copy=False)
	other.update(
		{"amended_from": payment.name, "docstatus": 0, "status": "Due", "reason": why, "instalment_key": key}
	)
	return _keep(other)


def _approved_differently(payment: Document, wanted: Wanted) -> str:
	return _(
		"It was approved as {0}; for the life of the link as it is known now, the policy says {1}."
	).format(
		fmt_money(payment.amount, 2, payment.currency), fmt_money(float(wanted.amount), 2, payment.currency)
	)


def _keep(payment: Document) -> Document:
	payment.flags.by_policy = True
	# safe: amount and payee are worked out from the policy and the link, nothing comes from a user
	return payment.save(ignore_permissions=True)


def _note(payment: Document, text: str) -> None:
	payment.add_comment("Info", escape_html(text))
