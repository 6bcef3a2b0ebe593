# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""Instalments that were paid before the scheme came here: on record as paid, so that they are not paid again (R42)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document

from mentoring_scheme.mentoring_scheme.doctype.mentoring_payment.lines import (
	PAYMENT,
	Terms,
	key_of,
	line_of,
	make,
)
from mentoring_scheme.mentoring_scheme.past_workflow import write_past_workflow, write_past_workflow_of_new
from mentoring_scheme.mentoring_scheme.verdict import RuleRefusal
from mentoring_scheme.policy.settlement import Kind, Standing, Step, Wanted


@dataclass(frozen=True)
class Paid:
	"""When and under which reference it was paid, and from where that is known."""

	on: date
	reference: str
	source: str


def record(terms: Terms, sequence: int, wanted: Wanted, paid: Paid) -> Document:
	"""The instalment with this number as paid. One that awaits approval here becomes it.

	Raises RuleRefusal where somebody has decided about it here, or it is on its way.
	"""
	values = {
		"docstatus": 1,
		"status": "Paid",
		"amount": float(wanted.amount),
		"sent_on": paid.on,
		"paid_on": paid.on,
		"payment_reference": paid.reference or None,
		"reason": paid.source,
	}
	payment = _open_one(key_of(terms.link, Kind.INSTALMENT, sequence))
	# Past the workflow and past what a submission sends to the ledger: the money has been with the household for long.
	if payment:
		write_past_workflow(payment, **values)
	else:
		payment = make(Step(Kind.INSTALMENT, sequence, 0, None, wanted), terms)
		write_past_workflow_of_new(payment, **values)
	return payment


def _open_one(key: str) -> Document | None:
	name = frappe.db.get_value(PAYMENT, {"instalment_key": key})
	if not name:
		return None
	payment = frappe.get_doc(PAYMENT, name, for_update=True)
	if line_of(payment).standing not in (Standing.OPEN, Standing.WITHDRAWN):
		frappe.throw(
			_("{0} is “{1}” here already, so it cannot be recorded as paid elsewhere (R42).").format(
				name, _(payment.status)
			),
			RuleRefusal,
		)
	return payment
