# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""What happens to approved payments and claims on their way to the payee, whoever reports it: a batch, a ledger, a bank.

Each step takes all documents together or none. Callers have asked who may do it; here only the order of the steps is
kept: Approved, Sent, Paid, and back the same way.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.query_builder.functions import Coalesce
from frappe.utils import escape_html, formatdate, get_link_to_form, getdate, now_datetime, today

from mentoring_scheme.mentoring_scheme.past_workflow import write_past_workflow
from mentoring_scheme.mentoring_scheme.verdict import RuleRefusal, listed

Key = tuple[str, str]
PAYABLE = ("Mentoring Payment", "Mentor Claim")
APPROVED, SENT, PAID = "Approved", "Sent", "Paid"


def sent(documents: Sequence[Document], on: date | str, batch: str | None = None) -> None:
	"""Approved documents are on their way to the payee since `on`, in `batch` where one carries them.

	Raises RuleRefusal where one is not approved, or another batch has it.
	"""
	locked = _locked(documents, (APPROVED,))
	_refuse_future(on)
	_refuse_other_batch(locked, batch)
	for doc in locked:
		_write(doc, status=SENT, sent_on=getdate(on), batch=batch)


def paid(documents: Sequence[Document], on: date | str, reference: str | None) -> None:
	"""The payee has the money since `on`. A ledger may pay what was never sent on its own.

	Raises RuleRefusal where one is neither approved nor sent, or `on` is still to come.
	"""
	locked = _locked(documents, (APPROVED, SENT))
	_refuse_future(on)
	for doc in locked:
		_write(doc, status=PAID, paid_on=getdate(on), payment_reference=(reference or "").strip() or None)


def unpaid(documents: Sequence[Document], why: str) -> None:
	"""It was not paid after all: back to Sent, or to Approved where it was never sent. Raises RuleRefusal."""
	for doc in _locked(documents, (PAID,)):
		former = SENT if doc.sent_on else APPROVED
		_write(doc, why, status=former, paid_on=None, payment_reference=None)


def came_back(documents: Sequence[Document], why: str) -> None:
	"""The bank or the ledger has sent it back: approved as before, out of its batch, and free to be sent again.

	Raises RuleRefusal where one is not on its way.
	"""
	for doc in _locked(documents, (SENT,)):
		_write(doc, why, status=APPROVED, sent_on=None, batch=None)


def documents_of(keys: Iterable[Key]) -> list[Document]:
	"""The documents by their types and names, each with its rows."""
	return list(itertools.starmap(frappe.get_doc, keys))


def take_into(batch: str, keys: Iterable[Key]) -> None:
	"""Documents (their types and names) stand in a batch that is being put together and has locked them."""
	_set_batch(keys, None, batch)


def let_go(batch: str, keys: Iterable[Key]) -> None:
	"""Documents that stood in a draft batch are free for another one."""
	_set_batch(keys, batch, None)


def household_names_of(user: str, households: Collection[str]) -> list[str]:
	"""The names of those of `households` that `user` belongs to: nobody pays their own (R42)."""
	lived_in = frappe.get_all(
		"Mentoring Participant",
		{"user": user, "household": ["in", list(households) or [""]]},
		pluck="household",
	)
	return frappe.get_all("Mentoring Household", {"name": ["in", lived_in or [""]]}, pluck="household_name")


def keep_in_batch(doc: Document, method: str | None = None) -> None:
	"""What a batch carries moves with the batch: nobody sends, pays or cancels one of its lines on its own (doc_events).

	Which batch that is, only the batch says. Raises RuleRefusal.
	"""
	before = doc.get_doc_before_save()
	doc.batch = before.batch if before else None
	if doc.batch and (doc.status != before.status or doc.docstatus.is_cancelled()):
		frappe.throw(
			_(
				"{0} is in the payment batch {1}, so it is moved with it. To treat it on its own, take it out of that batch first."
			).format(doc.name, get_link_to_form("Mentoring Payment Batch", doc.batch)),
			RuleRefusal,
		)


def _set_batch(keys: Iterable[Key], former: str | None, batch: str | None) -> None:
	"""Past the documents' own rules: a batch only puts its name on them. They count as changed, so that whoever has one
	open, as a person or as a job, looks at it again before saving it.
	"""
	wanted = list(keys)
	for doctype in PAYABLE:
		names = [name for each, name in wanted if each == doctype]
		if not names:
			continue
		table = frappe.qb.DocType(doctype)
		query = frappe.qb.update(table).set(table.batch, batch)
		query = query.set(table.modified, now_datetime()).set(table.modified_by, frappe.session.user)
		query.where(table.name.isin(names) & (Coalesce(table.batch, "") == (former or ""))).run()
		for name in names:
			frappe.clear_document_cache(doctype, name)


def _locked(documents: Sequence[Document], states: tuple[str, ...]) -> list[Document]:
	"""The documents with the progress that is stored, held until the transaction ends, in an order all callers share.

	Whoever comes second waits, and is then refused: the state is not what it has to come from any more.
	"""
	found = [doc for doctype in PAYABLE for doc in _locked_of(doctype, documents)]
	wrong = [doc for doc in found if doc.status not in states]
	if wrong:
		wanted = _(" or ").join(f"“{_(state)}”" for state in states)
		_refuse(
			_("Only what is {0} can take this step. Nothing was changed.").format(wanted),
			[_("{0} is “{1}”").format(doc.name, _(doc.status)) for doc in wrong],
		)
	return found


def _locked_of(doctype: str, documents: Sequence[Document]) -> Iterator[Document]:
	wanted = {doc.name: doc for doc in documents if doc.doctype == doctype}
	if not wanted:
		return
	table = frappe.qb.DocType(doctype)
	query = (
		frappe.qb.from_(table)
		.select(table.name, table.status, table.batch, table.sent_on, table.paid_on, table.payment_reference)
		.where(table.name.isin(list(wanted)))
		.orderby(table.name)
		.for_update()
	)
	for row in query.run(as_dict=True):
		doc = wanted[row.name]
		doc.update(row)
		yield doc


def _refuse_future(on: date | str) -> None:
	if getdate(on) > getdate(today()):
		frappe.throw(
			_("{0} is in the future. Give the day on which it happened.").format(formatdate(on)), RuleRefusal
		)


def _refuse_other_batch(documents: Sequence[Document], batch: str | None) -> None:
	others = [doc for doc in documents if doc.batch and doc.batch != batch]
	if others:
		_refuse(
			_("Another payment batch has these already. Nothing was changed."),
			[_("{0} is in {1}").format(doc.name, doc.batch) for doc in others],
		)


def _refuse(reason: str, lines: Sequence[str]) -> None:
	frappe.throw(f"{escape_html(reason)}{listed(lines)}", RuleRefusal)


def _write(doc: Document, why: str = "", **values: Any) -> None:
	"""Past the workflow: its moves belong to people, and what is written here follows from what a bank or ledger did.

	The row is locked and its state was looked at, so nothing that a person did meanwhile is lost. The timeline says
	what changed, by whom, and why.
	"""
	write_past_workflow(doc, **values)
	if why:
		doc.add_comment("Info", escape_html(why))
