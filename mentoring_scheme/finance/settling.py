"""What comes back from the ledger: an invoice that is paid, not paid after all, cancelled or deleted moves ours along.

Everything that settles an invoice, or takes that back, ends in a change of the invoice itself: payment entries, journal
entries, debit notes, reconciling and its undoing. So the invoice is the one place to listen at. Nothing here stands in
the way of whoever keeps the ledger: where ours cannot follow, it stays, and the reconciliation names the difference.
"""

from datetime import date
from typing import Any, NamedTuple

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, today
from pypika.queries import QueryBuilder

from mentoring_scheme.finance import ledger
from mentoring_scheme.finance.books import posting_of
from mentoring_scheme.mentoring_scheme import paying
from mentoring_scheme.mentoring_scheme.past_workflow import write_past_workflow
from mentoring_scheme.mentoring_scheme.paying import APPROVED, PAID, PAYABLE, SENT
from mentoring_scheme.mentoring_scheme.plain_values import pennies
from mentoring_scheme.mentoring_scheme.verdict import RuleRefusal
from mentoring_scheme.policy.reconciling import Posting

ON_THE_WAY = (APPROVED, SENT)
FOLLOWING = (*ON_THE_WAY, PAID)
LONGEST_REFERENCE = 140
OUR_MOVES = (SENT, PAID)


class OutOfStep(NamedTuple):
	"""One of ours that may have to follow its invoice."""

	doctype: str
	name: str
	invoice: str


# --- as it happens


def on_invoice_change(invoice: Document, method: str | None = None) -> None:
	"""Follow one invoice, whatever has changed about it."""
	if _is_followed(invoice):
		follow(invoice.mentoring_document_type, invoice.mentoring_document, invoice.name)


def on_invoice_cancel(invoice: Document, method: str | None = None) -> None:
	"""What was posted is taken back: ours is as approved as before."""
	_give_back(invoice, _("The invoice {0} was cancelled in the ledger.").format(invoice.name))


def on_invoice_trash(invoice: Document, method: str | None = None) -> None:
	"""The invoice is about to be deleted."""
	_give_back(invoice, _("The invoice {0} was deleted in the ledger.").format(invoice.name))


def after_invoice_insert(invoice: Document, method: str | None = None) -> None:
	"""An amended invoice stands in for the cancelled one: ours points at it, unless it names another by now."""
	if not invoice.get("amended_from") or not _is_followed(invoice):
		return
	doctype, name = invoice.mentoring_document_type, invoice.mentoring_document
	current = _progress(doctype, name)
	if current and current.status in ON_THE_WAY and not current.ledger_invoice:
		_note(frappe.get_doc(doctype, name), ledger_invoice=invoice.name, ledger_error=None)


def keep_with_ledger(doc: Document, method: str | None = None) -> None:
	"""What is in the ledger is paid there: nobody records it by hand, or the two would differ (doc_events).

	What the ledger has of it, only the ledger says. Raises RuleRefusal.
	"""
	before = doc.get_doc_before_save()
	doc.ledger_invoice = before.ledger_invoice if before else None
	doc.ledger_error = before.ledger_error if before else None
	if doc.ledger_invoice and doc.status in OUR_MOVES and doc.status != before.status and ledger.is_here():
		frappe.throw(
			_(
				"{0} is in the ledger as the invoice {1}. Enter the payment there; it is then recorded here by itself."
			).format(doc.name, doc.ledger_invoice),
			RuleRefusal,
		)


# --- what no event told


def out_of_step() -> list[OutOfStep]:
	"""Ours whose invoice says something else than they do: a query for each kind of document."""
	if not ledger.is_here():
		return []
	return [OutOfStep(doctype, *row) for doctype in PAYABLE for row in _behind(doctype).run()]


def follow(doctype: str, name: str, invoice: str) -> None:
	"""Bring one of ours to where its invoice is. Nothing happens where they agree, however often this is called.

	The ledger locks an invoice before anything follows from it, so it comes first here as well. What has changed since
	this transaction began to read is left to whoever has changed it, or to the next night.
	"""
	locked = _locked_invoice(invoice)
	current = _progress(doctype, name)
	if not current or current.ledger_invoice != invoice or current.status not in FOLLOWING:
		return
	posting = posting_of(invoice)
	if _is_read_whole(posting, locked):
		_take_step(doctype, name, current, posting)


@frappe.whitelist(methods=["POST"])
def bring_up_to_date() -> int:
	"""Follow the ledger now instead of tonight; return how many of ours were out of step and are not any more."""
	frappe.only_for(("Mentoring Finance", "Mentoring Manager"))
	behind = out_of_step()
	for each in behind:
		follow(*each)
	return len(behind) - len(out_of_step())


def _take_step(doctype: str, name: str, current: Any, posting: Posting | None) -> None:
	if posting is None or (posting.doctype, posting.document) != (doctype, name):
		_lose(
			doctype, name, _("The invoice {0} is not in the ledger any more.").format(current.ledger_invoice)
		)
	elif posting.cancelled:
		_lose(doctype, name, _("The invoice {0} was cancelled in the ledger.").format(posting.invoice))
	elif current.status == PAID:
		_unpay(frappe.get_doc(doctype, name), posting)
	else:
		_pay(frappe.get_doc(doctype, name), posting)


def _behind(doctype: str) -> QueryBuilder:
	ours, invoice = frappe.qb.DocType(doctype), frappe.qb.DocType("Purchase Invoice")
	others = invoice.mentoring_document.isnull() | (invoice.mentoring_document != ours.name)
	gone = invoice.name.isnull() | (invoice.docstatus == 2) | others
	settled = (invoice.docstatus == 1) & (invoice.outstanding_amount == 0)
	return (
		frappe.qb.from_(ours)
		.left_join(invoice)
		.on(invoice.name == ours.ledger_invoice)
		.select(ours.name, ours.ledger_invoice)
		.where(ours.ledger_invoice.isnotnull() & (ours.ledger_invoice != ""))
		.where(ours.status.isin(FOLLOWING))
		.where(gone | (settled & ours.status.isin(ON_THE_WAY)) | (settled.negate() & (ours.status == PAID)))
		.orderby(ours.name)
	)


def _is_followed(invoice: Document) -> bool:
	"""Whether an invoice stands for one of ours, and is not just being withdrawn by it."""
	return invoice.get("mentoring_document_type") in PAYABLE and not invoice.flags.mentoring_withdrawn


def _progress(doctype: str, name: str) -> Any:
	"""Where ours stands, locked until the transaction ends."""
	return frappe.db.get_value(doctype, name, ["status", "ledger_invoice"], as_dict=True, for_update=True)


def _locked_invoice(invoice: str) -> Any:
	"""Where the invoice stands this moment, locked until the transaction ends."""
	fields = ["docstatus", "outstanding_amount"]
	return frappe.db.get_value("Purchase Invoice", invoice, fields, as_dict=True, for_update=True)


def _is_read_whole(posting: Posting | None, locked: Any) -> bool:
	"""Whether what is read without a lock, the payments too, is as old as what is locked."""
	if posting is None or locked is None:
		return posting is None and locked is None
	if posting.submitted != (locked.docstatus == 1):
		return False
	return not posting.submitted or posting.outstanding == pennies(locked.outstanding_amount)


# --- the steps


def _pay(ours: Document, posting: Posting) -> None:
	if not posting.settled:
		return
	if posting.foreign_notes:
		_note(
			ours,
			ledger_error=_(
				"The ledger has set {0} off against the invoice {1}. That is no payment, so this does not count as paid."
			).format(", ".join(posting.foreign_notes), posting.invoice),
		)
	elif posting.paid_on <= _today():
		paying.paid([ours], posting.paid_on, posting.reference[:LONGEST_REFERENCE])
		_note(ours, ledger_error=None)


def _unpay(ours: Document, posting: Posting) -> None:
	if posting.settled and not posting.foreign_notes:
		return
	paying.unpaid(
		[ours], _("In the ledger the invoice {0} is not, or no longer, paid in full.").format(posting.invoice)
	)


def _give_back(invoice: Document, why: str) -> None:
	"""Ours loses this invoice, unless it names another by now, or does not wait for money any more."""
	if not _is_followed(invoice):
		return
	doctype, name = invoice.mentoring_document_type, invoice.mentoring_document
	current = _progress(doctype, name)
	if current and current.ledger_invoice == invoice.name and current.status in FOLLOWING:
		_lose(doctype, name, why)


def _lose(doctype: str, name: str, why: str) -> None:
	"""Approved as before, and in no ledger; it is posted again only when somebody asks for it."""
	ours = frappe.get_doc(doctype, name)
	if ours.status == PAID:
		paying.unpaid([ours], why)
	if ours.status == SENT:
		paying.came_back([ours], why)
	said = _("{0} To post it again, press “Try again”, or amend the invoice in the ledger.").format(why)
	_note(ours, ledger_invoice=None, ledger_error=said)


def _note(ours: Document, **values: Any) -> None:
	"""Write what the ledger did, where that is new."""
	changed = {
		fieldname: value for fieldname, value in values.items() if (ours.get(fieldname) or None) != value
	}
	if changed:
		write_past_workflow(ours, **changed)


def _today() -> date:
	return getdate(today())
