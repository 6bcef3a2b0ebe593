"""Ours against the ledger and against the payment batches: gathered in bulk, and put side by side by the policy.

The number of queries is the same for one payment and for ten thousand. Ours are what the reader may see; of the
ledger and the batches, a reader sees what concerns these.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import frappe
from frappe.query_builder.functions import Sum
from frappe.utils import getdate, today
from pypika.queries import QueryBuilder
from pypika.terms import Criterion

from mentoring_scheme.finance import ledger
from mentoring_scheme.finance.books import (
	accounts_of_schemes,
	entries_besides_ours,
	postings_for,
	postings_for_what_is_gone,
)
from mentoring_scheme.mentoring_scheme.paying import PAYABLE
from mentoring_scheme.mentoring_scheme.plain_values import pennies
from mentoring_scheme.policy.choices import PaidThrough
from mentoring_scheme.policy.reconciling import (
	BatchLine,
	Compared,
	Ours,
	Posting,
	batch_total,
	besides_ours,
	compare,
	orphan,
	orphan_line,
)

ALL = 0  # of a list: no limit
# When each of ours was for, and what its sum is called.
DAY = {"Mentoring Payment": "due_on", "Mentor Claim": "month"}
AMOUNT = {"Mentoring Payment": "amount", "Mentor Claim": "total"}
FIELDS = (
	"name",
	"status",
	"scheme",
	"household",
	"currency",
	"approved_on",
	"paid_on",
	"batch",
	"ledger_invoice",
	"ledger_error",
)


@dataclass(frozen=True)
class Wanted:
	"""What is looked at: everything, or what one scheme or household has due in some time."""

	scheme: str = ""
	household: str = ""
	from_date: date | None = None
	to_date: date | None = None

	@property
	def everything(self) -> bool:
		return self == Wanted()


@dataclass(frozen=True)
class Reconciled:
	"""One of ours, or what was made for one that is gone, beside theirs."""

	doctype: str
	document: str
	compared: Compared
	currency: str
	status: str = ""
	scheme: str = ""
	household: str = ""
	household_name: str = ""
	through: str = ""
	invoice: str = ""
	batch: str = ""


def reconcile(wanted: Wanted) -> list[Reconciled]:
	"""Everything that counts or differs, payments first.

	Whoever looks at everything also sees what was made for documents that are gone, and batches and accounts as a whole.
	"""
	ways = _ways_of_schemes()
	found = [row for doctype in PAYABLE for row in _of_doctype(doctype, wanted, ways)]
	if wanted.everything:
		found += [row for doctype in PAYABLE for row in _of_what_is_gone(doctype)]
		found += _of_batch_totals()
		found += _of_accounts() if ledger.is_here() else []
	return found


def _of_doctype(doctype: str, wanted: Wanted, ways: Mapping[str, PaidThrough]) -> Iterator[Reconciled]:
	rows = _rows_of_ours(doctype, wanted)
	names, there, day = [row.name for row in rows], ledger.is_here(), getdate(today())
	postings = postings_for(doctype, names) if there else {}
	lines = _lines_for(doctype, names)
	households = _household_names({row.household for row in rows if row.household})
	for row in rows:
		ours = _ours(doctype, row, ways)
		theirs, carried = postings.get(row.name, []), lines.get(row.name, [])
		compared = compare(ours, theirs, carried, day, ledger_there=there)
		if ours.counts or compared.findings or compared.differs:
			yield Reconciled(
				doctype=doctype,
				document=row.name,
				compared=compared,
				currency=row.currency,
				status=row.status,
				scheme=row.scheme,
				household=row.household,
				household_name=households.get(row.household, ""),
				through=_way(ours, theirs, carried),
				invoice=_invoice_shown(ours, theirs),
				batch=ours.batch or next((line.batch for line in carried if line.live), ""),
			)


def _rows_of_ours(doctype: str, wanted: Wanted) -> list[Any]:
	"""Through get_list: whoever reads the report sees their own."""
	filters: list[list[Any]] = []
	for fieldname, value in (("scheme", wanted.scheme), ("household", wanted.household)):
		if value:
			filters.append([fieldname, "=", value])
	for comparison, day in ((">=", wanted.from_date), ("<=", wanted.to_date)):
		if day:
			filters.append([DAY[doctype], comparison, day])
	return frappe.get_list(
		doctype,
		filters=filters,
		fields=[*FIELDS, AMOUNT[doctype]],
		order_by="name",
		limit_page_length=ALL,
	)


def _ours(doctype: str, row: Any, ways: Mapping[str, PaidThrough]) -> Ours:
	return Ours(
		doctype=doctype,
		name=row.name,
		status=row.status,
		amount=pennies(row[AMOUNT[doctype]]),
		currency=row.currency,
		through=ways.get(row.scheme, PaidThrough.BATCH),
		household=row.household or "",
		approved_on=getdate(row.approved_on) if row.approved_on else None,
		paid_on=row.paid_on,
		batch=row.batch or "",
		invoice=row.ledger_invoice or "",
		error=row.ledger_error or "",
	)


def _way(ours: Ours, postings: list[Posting], lines: list[BatchLine]) -> str:
	"""Which way it went; where it went none yet, the way that its scheme pays today."""
	if ours.invoice or postings:
		return PaidThrough.LEDGER.value
	return PaidThrough.BATCH.value if ours.batch or lines else ours.through.value


def _invoice_shown(ours: Ours, postings: list[Posting]) -> str:
	"""The invoice that a reader is led to: the one that counts, else the one that ours names."""
	named = [posting.invoice for posting in postings if posting.live]
	return ours.invoice if ours.invoice in named or not named else named[0]


def _of_what_is_gone(doctype: str) -> Iterator[Reconciled]:
	for posting in postings_for_what_is_gone(doctype) if ledger.is_here() else ():
		yield Reconciled(
			doctype=doctype,
			document=posting.document,
			compared=orphan(posting),
			currency=posting.currency,
			through=PaidThrough.LEDGER.value,
			invoice=posting.invoice,
		)
	for row in _lines(_of_gone_documents(doctype)).run(as_dict=True):
		line = _line(row)
		if line.live:
			yield Reconciled(
				doctype=doctype,
				document=line.document,
				compared=orphan_line(line),
				currency=row.currency,
				household=line.household,
				through=PaidThrough.BATCH.value,
				batch=line.batch,
			)


def _of_batch_totals() -> Iterator[Reconciled]:
	for row in _batch_totals().run(as_dict=True):
		compared = batch_total(row.name, pennies(row.total), pennies(row.lines))
		if compared.findings:
			yield Reconciled(
				doctype="Mentoring Payment Batch",
				document=row.name,
				compared=compared,
				currency=row.currency,
				status=row.status,
				through=PaidThrough.BATCH.value,
				batch=row.name,
			)


def _of_accounts() -> Iterator[Reconciled]:
	"""An account is looked at as a whole: several schemes may share it."""
	for row in entries_besides_ours(accounts_of_schemes()):
		yield Reconciled(
			doctype="Account",
			document=row.account,
			compared=besides_ours(row.account, pennies(row.sum), row.entries),
			currency=row.account_currency,
			through=PaidThrough.LEDGER.value,
		)


def _batch_totals() -> QueryBuilder:
	batch = frappe.qb.DocType("Mentoring Payment Batch")
	line = frappe.qb.DocType("Mentoring Payment Batch Line")
	return (
		frappe.qb.from_(batch)
		.left_join(line)
		.on(line.parent == batch.name)
		.select(batch.name, batch.status, batch.currency, batch.total, Sum(line.amount).as_("lines"))
		.where(batch.status != "Cancelled")
		.groupby(batch.name, batch.status, batch.currency, batch.total)
		.orderby(batch.name)
	)


def _ways_of_schemes() -> dict[str, PaidThrough]:
	rows = frappe.get_all("Mentoring Scheme", fields=["name", "paid_through"])
	return {row.name: PaidThrough(row.paid_through) for row in rows if row.paid_through}


def _household_names(households: Collection[str]) -> dict[str, str]:
	rows = frappe.get_all(
		"Mentoring Household", {"name": ["in", list(households)]}, ["name", "household_name"]
	)
	return {row.name: row.household_name for row in rows}


def _lines_for(doctype: str, documents: Collection[str]) -> dict[str, list[BatchLine]]:
	if not documents:
		return {}
	found: dict[str, list[BatchLine]] = defaultdict(list)
	for row in _lines(_of_documents(doctype, documents)).run(as_dict=True):
		found[row.reference].append(_line(row))
	return found


def _of_documents(doctype: str, documents: Collection[str]) -> Criterion:
	line = frappe.qb.DocType("Mentoring Payment Batch Line")
	return (line.reference_type == doctype) & line.reference.isin(list(documents))


def _of_gone_documents(doctype: str) -> Criterion:
	line, ours = frappe.qb.DocType("Mentoring Payment Batch Line"), frappe.qb.DocType(doctype)
	names = frappe.qb.from_(ours).select(ours.name)
	return (line.reference_type == doctype) & line.reference.notin(names)


def _lines(which: Criterion) -> QueryBuilder:
	line = frappe.qb.DocType("Mentoring Payment Batch Line")
	batch = frappe.qb.DocType("Mentoring Payment Batch")
	return (
		frappe.qb.from_(line)
		.inner_join(batch)
		.on(batch.name == line.parent)
		.select(
			line.parent,
			line.reference_type,
			line.reference,
			line.household,
			line.amount,
			line.currency,
			line.came_back_on,
			batch.status,
			batch.paid_on,
		)
		.where(which)
		.orderby(line.parent, line.idx)
	)


def _line(row: Any) -> BatchLine:
	return BatchLine(
		batch=row.parent,
		batch_status=row.status,
		doctype=row.reference_type,
		document=row.reference,
		amount=pennies(row.amount),
		household=row.household or "",
		returned=bool(row.came_back_on),
		paid_on=row.paid_on,
	)
