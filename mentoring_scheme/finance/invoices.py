"""What we pay, as a purchase invoice: its rows, its key, and how it is withdrawn again."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import fmt_money, formatdate, getdate, today

from mentoring_scheme.finance.ledger import Place
from mentoring_scheme.mentoring_scheme.plain_values import pennies

INVOICE = "Purchase Invoice"
PAYMENT = "Mentoring Payment"
CLAIM = "Mentor Claim"
# What is posted, and the field that says what it comes to.
AMOUNT = {PAYMENT: "amount", CLAIM: "total"}
OURS = ("mentoring_document_type", "mentoring_document", "mentoring_key")
NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class Line:
	"""One row of an invoice. No word of why: whoever reads the ledger sees what for, and who is paid."""

	name: str
	description: str
	amount: Decimal
	account: str


def key_of(doctype: str, name: str) -> str:
	"""What an invoice that counts is known by: no second one can have it."""
	return f"{doctype}/{name}"


def amount_of(doc: Document) -> Decimal:
	"""What a payment or a claim comes to."""
	return pennies(doc.get(AMOUNT[doc.doctype]))


def lines_of(doc: Document, place: Place) -> list[Line]:
	"""The rows of the invoice: one for a payment; for a claim one for each kind of expense, and one for tasks."""
	return [_payment_line(doc, place)] if doc.doctype == PAYMENT else _claim_lines(doc, place)


def make(doc: Document, place: Place, supplier: str, *, submit: bool) -> Document:
	"""The invoice for what has been approved, as a draft or submitted.

	A sum that the policy takes back becomes a debit note. Raises frappe.ValidationError where the ledger would make it
	another sum.
	"""
	invoice = frappe.new_doc(INVOICE)
	invoice.flags.mentoring_posting = True
	invoice.update(_head_of(doc, place, supplier))
	for line in lines_of(doc, place):
		invoice.append("items", _row_of(line, place, is_return=invoice.is_return))
	invoice.insert()
	_check_sum(invoice, doc)
	if submit:
		invoice.submit()
	return invoice


def standing(doctype: str, name: str) -> str | None:
	"""The invoice that has our key. Read without a lock, which would hold up everybody who posts: the key is the gate."""
	return frappe.db.get_value(INVOICE, {"mentoring_key": key_of(doctype, name)}, "name")


def counting_invoice(doctype: str, name: str) -> Any:
	"""The invoice that stands for ours today, locked; None where there is none or it was cancelled."""
	return frappe.db.get_value(
		INVOICE,
		{"mentoring_document_type": doctype, "mentoring_document": name, "docstatus": ["<", 2]},
		["name", "docstatus", "grand_total", "outstanding_amount", "currency"],
		as_dict=True,
		for_update=True,
	)


def withdraw(doctype: str, name: str) -> str | None:
	"""Delete the draft, or cancel the invoice, of what is not paid any more; returns its name.

	Raises frappe.ValidationError for an invoice that is paid, wholly or in part.
	"""
	found = counting_invoice(doctype, name)
	if not found:
		return None
	_check_unpaid(found, name)
	invoice = frappe.get_doc(INVOICE, found.name)
	# safe: whoever may cancel our payment or claim withdraws the one invoice that was made for it
	invoice.flags.ignore_permissions = True
	invoice.flags.mentoring_withdrawn = True
	if found.docstatus:
		invoice.cancel()
	else:
		invoice.delete()
	return found.name


def take_key(invoice: Document, method: str | None = None) -> None:
	"""An invoice that amends one of ours stands for the same payment or claim, if that is still to be paid.

	Any other that names one is a copy, or was written by hand, and stands for nothing of ours.
	"""
	if invoice.flags.mentoring_posting or not invoice.get("mentoring_document"):
		return
	if not invoice.amended_from:
		invoice.update(dict.fromkeys(OURS))
		return
	doctype, name = invoice.mentoring_document_type, invoice.mentoring_document
	status = frappe.db.get_value(doctype, name, "status")
	if status != "Approved":
		frappe.throw(
			_("{0} {1} is {2}, so there is nothing to pay for it. Make no new invoice for it.").format(
				_(doctype), name, _(status or "Deleted").lower()
			)
		)
	other = counting_invoice(doctype, name)
	if other:
		frappe.throw(_("{0} {1} stands in the ledger as {2} already.").format(_(doctype), name, other.name))
	invoice.mentoring_key = key_of(doctype, name)


def free_key(invoice: Document, method: str | None = None) -> None:
	"""A cancelled invoice counts no more, so another can stand for the same payment or claim."""
	if invoice.get("mentoring_key"):
		invoice.db_set("mentoring_key", None)


def _head_of(doc: Document, place: Place, supplier: str) -> dict[str, Any]:
	posted_on = getdate(today())
	due_on = max(getdate(doc.get("due_on") or posted_on), posted_on)
	return {
		"supplier": supplier,
		"company": place.company,
		"currency": doc.currency or place.currency,
		"is_return": int(amount_of(doc) < 0),
		"set_posting_time": 1,
		"posting_date": posted_on,
		"due_date": due_on,
		"bill_no": doc.name,
		"bill_date": min(getdate(doc.approved_on or posted_on), posted_on),
		"cost_center": place.cost_centre,
		"project": place.project or None,
		**place.dimensions,
		# our sum to the penny and our due date: no rounding, no terms, no prices of theirs
		"disable_rounded_total": 1,
		"ignore_pricing_rule": 1,
		"ignore_default_payment_terms_template": 1,
		"remarks": _("{0} {1}, approved by {2} on {3}").format(
			_(doc.doctype), doc.name, doc.approved_by, formatdate(doc.approved_on)
		),
		"mentoring_document_type": doc.doctype,
		"mentoring_document": doc.name,
		"mentoring_key": key_of(doc.doctype, doc.name),
	}


def _row_of(line: Line, place: Place, *, is_return: int) -> dict[str, Any]:
	unit = frappe.db.get_single_value("Stock Settings", "stock_uom") or "Nos"
	return {
		"item_name": line.name[:140],
		"description": line.description,
		"qty": -1 if is_return else 1,
		"rate": float(abs(line.amount)),
		"uom": unit,
		"stock_uom": unit,
		"conversion_factor": 1,
		"expense_account": line.account,
		"cost_center": place.cost_centre,
		"project": place.project or None,
		**place.dimensions,
	}


def _payment_line(doc: Document, place: Place) -> Line:
	if doc.kind == "Exceptional":
		name, description = _("Mentoring payment"), _("Exceptional payment")
	elif doc.kind == "Correction":
		name = _("Correction of a mentoring payment")
		description = _("Correction of {0}").format(doc.corrects)
	else:
		name = _("Mentoring payment")
		description = _("Instalment {0}, {1} to {2}").format(
			doc.sequence, formatdate(doc.period_start), formatdate(doc.period_end)
		)
	return Line(name, f"{description} ({doc.name})", amount_of(doc), place.expense_account)


def _claim_lines(doc: Document, place: Place) -> list[Line]:
	sums: dict[str, Decimal] = defaultdict(lambda: NOTHING)
	for row in doc.expense_lines:
		sums[row.kind] += pennies(row.amount)
	tasks = sum((pennies(row.amount) for row in doc.time_lines), NOTHING)
	month = f"{formatdate(doc.month, 'MMMM yyyy')} ({doc.name})"
	lines = [
		Line(kind, f"{kind}, {month}", amount, place.account_of(kind))
		for kind, amount in sums.items()
		if amount
	]
	if tasks:
		lines.append(Line(_("Tasks"), f"{_('Tasks')}, {month}", tasks, place.expense_account))
	return lines


def _check_sum(invoice: Document, doc: Document) -> None:
	if pennies(invoice.grand_total) != amount_of(doc):
		frappe.throw(
			_(
				"The ledger makes it {0} instead of {1}. Look for taxes or discounts that it adds to purchase invoices of {2}, or lines of the claim that were changed."
			).format(
				fmt_money(invoice.grand_total, 2, invoice.currency),
				fmt_money(float(amount_of(doc)), 2, invoice.currency),
				invoice.supplier,
			)
		)


def _check_unpaid(invoice: Any, name: str) -> None:
	paid = pennies(invoice.grand_total) - pennies(invoice.outstanding_amount)
	if invoice.docstatus and paid:
		frappe.throw(
			_(
				"{0} is invoice {1} in the ledger, and {2} of {3} is paid there. Cancel that payment in the ledger first."
			).format(
				name,
				invoice.name,
				fmt_money(float(paid), 2, invoice.currency),
				fmt_money(invoice.grand_total, 2, invoice.currency),
			),
			title=_("Paid in the ledger already"),
		)
