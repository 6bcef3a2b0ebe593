"""A year of a scheme that pays through the ledger: approved payments and claims, in bulk.

They are written past their own rules, as though everybody had approved them: what is tested with them is the way
between ours and the ledger, and each rule on the way to an approval has its own tests.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import Any

import frappe
from books import BANK, COMPANY, COST_CENTRE, make_ledger_scheme
from frappe.model.document import Document
from frappe.utils import add_months, get_first_day, today
from makers import make_household, make_link

from mentoring_scheme.finance import posting
from mentoring_scheme.jobs.batches import batches

KINDS = ("Mileage", "Public transport", "Refreshments")
numbers = itertools.count(1)


@dataclass
class Year:
	"""A scheme with one pair, and as many households as are paid."""

	scheme: Document = field(default_factory=make_ledger_scheme)
	households: int = 5

	def __post_init__(self) -> None:
		self.link = make_link(scheme=self.scheme.name, status="Active")
		self.payees = itertools.cycle([make_household().name for _number in range(self.households)])

	def payment(self, amount: float, **values: Any) -> Document:
		"""An approved payment; a correction where it takes money back."""
		return self._written(
			{
				"doctype": "Mentoring Payment",
				"status": "Approved",
				"docstatus": 1,
				"kind": "Exceptional" if amount > 0 else "Correction",
				"link": self.link.name,
				"mentor": self.link.mentor,
				"amount": amount,
				"due_on": today(),
				**self._approved(),
				**values,
			}
		)

	def claim(self, *amounts: float, tasks: float = 0, **values: Any) -> Document:
		"""An approved claim with a line for each amount, and time for tasks."""
		number = next(numbers)
		month = get_first_day(add_months(today(), -1 - number % 12))
		lines = [
			{"date": month, "kind": kind, "amount": amount, "currency": "GBP"}
			for kind, amount in zip(itertools.cycle(KINDS), amounts)
		]
		return self._written(
			{
				"doctype": "Mentor Claim",
				"status": "Approved",
				"mentor": self.link.mentor,
				"month": month,
				"claim_key": f"year {number}",
				"expense_lines": lines,
				"time_lines": [{"date": month, "kind": "Task", "minutes": 60, "amount": tasks}]
				if tasks
				else [],
				"expenses_total": sum(amounts),
				"tasks_total": tasks,
				"total": sum(amounts) + tasks,
				**self._approved(),
				**values,
			}
		)

	def _approved(self) -> dict[str, Any]:
		return {
			"scheme": self.scheme.name,
			"household": next(self.payees),
			"currency": "GBP",
			"approved_by": "Administrator",
			"approved_on": today(),
		}

	def _written(self, values: dict[str, Any]) -> Document:
		doc = frappe.get_doc(values)
		doc.set_new_name()
		for row in (doc, *doc.get_all_children()):
			row.parent = doc.name if row is not doc else None
			row.db_insert()
		return doc


def post(*documents: Document) -> None:
	"""What the job does for each, without keeping it."""
	for doc in documents:
		posting.post(doc.doctype, doc.name)
		doc.reload()
		assert doc.ledger_invoice, doc.ledger_error


def pay_together(invoices: list[Document]) -> None:
	"""Journal entries that pay many invoices each, debit notes among them, from the bank.

	ERPNext leaves the submitting of an entry of more than a hundred rows to a job.
	"""
	for some in batches(invoices, 50):
		rows = [row_for(invoice, invoice.outstanding_amount) for invoice in some]
		total = sum(invoice.outstanding_amount for invoice in some)
		journal(*rows, {"account": BANK, side(-total): abs(total)})


def journal(*rows: dict[str, Any], reference: str = "CHQ 9", **values: Any) -> Document:
	"""A submitted journal entry."""
	entry = frappe.get_doc(
		{
			"doctype": "Journal Entry",
			"company": COMPANY,
			"posting_date": today(),
			"cheque_no": reference,
			"cheque_date": today(),
			"accounts": [{"cost_center": COST_CENTRE, **row} for row in rows],
			**values,
		}
	)
	entry.insert()
	entry.submit()
	return entry


def row_for(invoice: Document, amount: float) -> dict[str, Any]:
	"""The row of a journal entry that settles so much of an invoice; of a debit note where it is negative."""
	return {
		"account": invoice.credit_to,
		"party_type": "Supplier",
		"party": invoice.supplier,
		side(amount): abs(amount),
		"reference_type": "Purchase Invoice",
		"reference_name": invoice.name,
	}


def side(amount: float) -> str:
	"""What is paid out is a debit of the household's account."""
	return "debit_in_account_currency" if amount > 0 else "credit_in_account_currency"
