"""A scheme pays through the ledger only where there is one, and where it can be posted to."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document

from mentoring_scheme.finance import ledger
from mentoring_scheme.finance.fields import COMPANY, COST_CENTRE, EXPENSE_ACCOUNT, PROJECT, SUPPLIER_GROUP
from mentoring_scheme.mentoring_scheme.stored import any_changed
from mentoring_scheme.mentoring_scheme.verdict import listed

PLACE = (COMPANY, SUPPLIER_GROUP, EXPENSE_ACCOUNT, COST_CENTRE, PROJECT)


def check(scheme: Document, method: str | None = None) -> None:
	"""Refuse a way into the ledger that leads nowhere, when it is chosen and not whenever the scheme is saved."""
	if scheme.paid_through != ledger.LEDGER:
		return
	if not ledger.is_here():
		_stop(
			[
				_(
					"ERPNext is not installed on this site. Choose “Payment batch”, or have ERPNext installed first."
				)
			]
		)
	if any_changed(scheme, "paid_through", "currency", "expense_kinds", *PLACE):
		problems = ledger.problems_of(ledger.place_of(scheme))
		if problems:
			_stop(problems)


def _stop(problems: list[str]) -> None:
	frappe.throw(listed(problems), title=_("This scheme cannot pay through the ledger"))
