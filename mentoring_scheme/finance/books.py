"""What the ledger holds of ours: the invoices that were made for a payment or claim, and what has settled them.

Read as it stands in ERPNext's own tables, in four queries however many are asked for. Callers have asked who may know.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any

import frappe
from frappe.query_builder.functions import Count, Sum
from frappe.utils import getdate
from pypika.queries import QueryBuilder
from pypika.terms import Criterion

from mentoring_scheme.finance.fields import EXPENSE_ACCOUNT, KIND_ACCOUNT
from mentoring_scheme.mentoring_scheme.plain_values import pennies
from mentoring_scheme.policy.reconciling import NOTHING, Posting, Settlement

SUPPLIER = "Supplier"


def posting_of(invoice: str) -> Posting | None:
	"""One invoice, where it was made for one of ours and still exists."""
	table = frappe.qb.DocType("Purchase Invoice")
	return next(iter(_postings(table.name == invoice)), None)


def postings_for(doctype: str, documents: Collection[str]) -> dict[str, list[Posting]]:
	"""The invoices made for these documents of one kind, cancelled ones too, by document."""
	if not documents:
		return {}
	table = frappe.qb.DocType("Purchase Invoice")
	made_for = (table.mentoring_document_type == doctype) & table.mentoring_document.isin(list(documents))
	found: dict[str, list[Posting]] = defaultdict(list)
	for posting in _postings(made_for):
		found[posting.document].append(posting)
	return found


def postings_for_what_is_gone(doctype: str) -> list[Posting]:
	"""The invoices that count and were made for a document that does not exist any more."""
	table, ours = frappe.qb.DocType("Purchase Invoice"), frappe.qb.DocType(doctype)
	names = frappe.qb.from_(ours).select(ours.name)
	made_for = (table.mentoring_document_type == doctype) & table.mentoring_document.notin(names)
	return _postings(made_for & (table.docstatus < 2))


def accounts_of_schemes() -> list[str]:
	"""The accounts that schemes post to."""
	by_scheme = frappe.get_all("Mentoring Scheme", {EXPENSE_ACCOUNT: ["is", "set"]}, pluck=EXPENSE_ACCOUNT)
	by_kind = frappe.get_all("Mentoring Expense Kind", {KIND_ACCOUNT: ["is", "set"]}, pluck=KIND_ACCOUNT)
	return sorted({*by_scheme, *by_kind})


def entries_besides_ours(accounts: Collection[str]) -> list[Any]:
	"""By account (`account`, `sum`, `entries`): what was not posted from here. A year's closing is no posting."""
	entry, invoice = frappe.qb.DocType("GL Entry"), frappe.qb.DocType("Purchase Invoice")
	ours = (entry.voucher_type == "Purchase Invoice") & (invoice.name == entry.voucher_no)
	query = (
		frappe.qb.from_(entry)
		.left_join(invoice)
		.on(ours)
		.select(
			entry.account,
			entry.account_currency,
			Sum(entry.debit_in_account_currency - entry.credit_in_account_currency).as_("sum"),
			Count(entry.name).as_("entries"),
		)
		.where(entry.account.isin(list(accounts) or [""]))
		.where(entry.is_cancelled == 0)
		.where(entry.voucher_type != "Period Closing Voucher")
		.where(invoice.mentoring_document.isnull() | (invoice.mentoring_document == ""))
		.groupby(entry.account, entry.account_currency)
		.orderby(entry.account)
	)
	return query.run(as_dict=True)


def _postings(which: Criterion) -> list[Posting]:
	rows = _invoices(which).run(as_dict=True)
	names = [row.name for row in rows if row.docstatus == 1]
	settlements, booked = _settlements(names), _booked(names)
	return [_posting(row, settlements[row.name], booked.get(row.name)) for row in rows]


def _invoices(which: Criterion) -> QueryBuilder:
	invoice, supplier = frappe.qb.DocType("Purchase Invoice"), frappe.qb.DocType("Supplier")
	return (
		frappe.qb.from_(invoice)
		.left_join(supplier)
		.on(supplier.name == invoice.supplier)
		.select(
			invoice.name,
			invoice.docstatus,
			invoice.mentoring_document_type,
			invoice.mentoring_document,
			invoice.currency,
			invoice.rounded_total,
			invoice.grand_total,
			invoice.outstanding_amount,
			invoice.posting_date,
			supplier.mentoring_household,
		)
		.where(which)
		.orderby(invoice.name)
	)


def _posting(row: Any, settlements: list[Settlement], booked: Any) -> Posting:
	total = pennies(row.rounded_total or row.grand_total)
	owed = (booked.credit if total > 0 else -booked.debit) if booked else NOTHING
	return Posting(
		invoice=row.name,
		doctype=row.mentoring_document_type,
		document=row.mentoring_document,
		draft=row.docstatus == 0,
		cancelled=row.docstatus == 2,
		currency=row.currency,
		total=total,
		outstanding=pennies(row.outstanding_amount) if row.docstatus == 1 else total,
		booked=pennies(owed),
		day=getdate(row.posting_date),
		household=row.mentoring_household or "",
		settlements=tuple(settlements),
	)


def _settlements(invoices: Collection[str]) -> defaultdict[str, list[Settlement]]:
	"""What was set against these invoices: payments, journal entries, debit notes; by invoice, in order of day."""
	found: defaultdict[str, list[Settlement]] = defaultdict(list)
	if not invoices:
		return found
	for row in _entries_against(invoices).run(as_dict=True):
		found[row.against_voucher_no].append(
			Settlement(
				voucher=row.voucher_no,
				day=getdate(row.posting_date),
				amount=-pennies(row.amount),
				reference=row.bank_reference or row.cheque_no or "",
				foreign_note=row.voucher_type == "Purchase Invoice" and not row.mentoring_document,
			)
		)
	return found


def _entries_against(invoices: Collection[str]) -> QueryBuilder:
	entry = frappe.qb.DocType("Payment Ledger Entry")
	payment, journal = frappe.qb.DocType("Payment Entry"), frappe.qb.DocType("Journal Entry")
	note = frappe.qb.DocType("Purchase Invoice")
	return (
		frappe.qb.from_(entry)
		.left_join(payment)
		.on((entry.voucher_type == "Payment Entry") & (payment.name == entry.voucher_no))
		.left_join(journal)
		.on((entry.voucher_type == "Journal Entry") & (journal.name == entry.voucher_no))
		.left_join(note)
		.on((entry.voucher_type == "Purchase Invoice") & (note.name == entry.voucher_no))
		.select(
			entry.against_voucher_no,
			entry.voucher_type,
			entry.voucher_no,
			entry.posting_date,
			Sum(entry.amount_in_account_currency).as_("amount"),
			payment.reference_no.as_("bank_reference"),
			journal.cheque_no,
			note.mentoring_document,
		)
		.where(entry.against_voucher_type == "Purchase Invoice")
		.where(entry.against_voucher_no.isin(list(invoices)))
		.where(entry.voucher_no != entry.against_voucher_no)
		.where(entry.delinked == 0)
		.groupby(
			entry.against_voucher_no,
			entry.voucher_type,
			entry.voucher_no,
			entry.posting_date,
			payment.reference_no,
			journal.cheque_no,
			note.mentoring_document,
		)
		.orderby(entry.posting_date, entry.voucher_no)
	)


def _booked(invoices: Collection[str]) -> dict[str, Any]:
	"""What the general ledger holds of these invoices on the household's account; an invoice may pay itself as well."""
	if not invoices:
		return {}
	entry = frappe.qb.DocType("GL Entry")
	query = (
		frappe.qb.from_(entry)
		.select(
			entry.voucher_no,
			Sum(entry.credit_in_account_currency).as_("credit"),
			Sum(entry.debit_in_account_currency).as_("debit"),
		)
		.where(entry.voucher_type == "Purchase Invoice")
		.where(entry.voucher_no.isin(list(invoices)))
		.where(entry.party_type == SUPPLIER)
		.where(entry.is_cancelled == 0)
		.groupby(entry.voucher_no)
	)
	return {row.voucher_no: row for row in query.run(as_dict=True)}
