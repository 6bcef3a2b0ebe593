# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""What a batch pays: approved payments and claims, each in one batch only, all in one currency."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.query_builder.functions import Coalesce
from frappe.utils import flt, fmt_money, format_date, formatdate, getdate
from pypika.queries import QueryBuilder

from mentoring_scheme.mentoring_scheme.paying import APPROVED, PAYABLE
from mentoring_scheme.mentoring_scheme.verdict import RuleRefusal, listed

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentoring_payment_batch.mentoring_payment_batch import (
		MentoringPaymentBatch,
	)

THROUGH_BATCHES = "Payment batch"
COLUMNS = (
	"name",
	"status",
	"batch",
	"ledger_invoice",
	"scheme",
	"household",
	"currency",
	"mentor_name",
)
# What the two kinds of documents call differently, or only one of them has.
OWN_COLUMNS = {
	"Mentoring Payment": {"amount": "amount", "due_on": "due_on", "kind": "kind"}
	| {"period_start": "period_start", "period_end": "period_end"},
	"Mentor Claim": {"amount": "total", "due_on": "approved_on", "month": "month"},
}

Item = Any
Key = tuple[str, str]


def key_of(reference_type: str, reference: str) -> str:
	"""What a line is known by in all batches; the database lets each stand in one of them only."""
	return f"{reference_type}/{reference}"


def payable(batch: MentoringPaymentBatch, until: date, kinds: Sequence[str]) -> list[Item]:
	"""What is approved, due until that day, and in no batch yet, in the schemes that the batch is for; locked."""
	schemes = [name for name, through in _paid_through().items() if through == THROUGH_BATCHES]
	if batch.scheme:
		schemes = [name for name in schemes if name == batch.scheme]
	return [item for doctype in kinds for item in _approved(doctype, schemes, until)]


def locked(keys: Iterable[Key]) -> dict[Key, Item]:
	"""The documents of these lines as they are stored, held until the transaction ends."""
	wanted = list(keys)
	found = {}
	for doctype in PAYABLE:
		names = [name for each, name in wanted if each == doctype]
		if names:
			table, query = _items(doctype)
			rows = query.where(table.name.isin(names)).orderby(table.name).for_update().run(as_dict=True)
			found.update({(doctype, row.name): _with_type(row, doctype) for row in rows})
	return found


def take(batch: MentoringPaymentBatch, items: Sequence[Item]) -> list[str]:
	"""Add what can be paid to the batch; returns what was left out, and why, in sentences."""
	items, other_currency = _of_one_currency(batch, items)
	items, left_out = _with_positive_sums(batch, items)
	for item in items:
		batch.append("lines", {"reference_type": item.doctype, "reference": item.name})
	return [*other_currency, *left_out]


def fill(batch: MentoringPaymentBatch) -> None:
	"""Every line says what its document says, and nothing that was typed. Raises RuleRefusal for what cannot be paid."""
	found = locked((row.reference_type, row.reference) for row in batch.lines)
	payees = payee_names(item.household for item in found.values())
	batch.currency = next((item.currency for item in found.values()), None)
	_refuse([*_twice(batch), *_hindrances(batch, found)])
	for row in batch.lines:
		item = found[row.reference_type, row.reference]
		row.update(
			{
				"household": item.household,
				"payee_name": payees.get(item.household),
				"description": describe(item),
				"amount": item.amount,
				"currency": item.currency,
				"line_key": key_of(item.doctype, item.name),
				"came_back_on": None,
				"came_back_reason": None,
			}
		)
	_refuse([_too_little(name, amount, batch.currency) for name, amount in _not_positive(batch)])


def sum_up(batch: MentoringPaymentBatch) -> None:
	batch.total = flt(sum(amount_of(row) for row in batch.lines), 2)
	batch.payees = len({row.household for row in batch.lines})


def amount_of(row: Any) -> Decimal:
	return Decimal(str(row.amount or 0))


def payee_names(households: Iterable[str | None]) -> dict[str, str]:
	"""Whom the money of each household is made out to."""
	rows = frappe.get_all(
		"Mentoring Household",
		{"name": ["in", sorted({each for each in households if each}) or [""]]},
		["name", "payee_name", "household_name"],
	)
	return {row.name: row.payee_name or row.household_name for row in rows}


def describe(item: Item) -> str:
	"""What a line is for, in the words of finance."""
	if item.doctype == "Mentor Claim":
		what = _("claim for {0}").format(format_date(item.month, "MMMM yyyy"))
	elif item.period_start and item.period_end:
		what = _("{0}, {1} to {2}").format(
			_(item.kind), formatdate(item.period_start), formatdate(item.period_end)
		)
	else:
		what = _(item.kind)
	return f"{item.mentor_name}: {what}"


def period_of(item: Item) -> str:
	"""The days that a line is for, as a ledger reads them whatever the site's formats are."""
	if item.doctype == "Mentor Claim":
		return f"{getdate(item.month):%Y-%m}"
	if item.period_start and item.period_end:
		return f"{item.period_start} to {item.period_end}"
	return str(item.due_on)


# --- finding


def _items(doctype: str) -> tuple[Any, QueryBuilder]:
	table = frappe.qb.DocType(doctype)
	own = [table[column].as_(name) for name, column in OWN_COLUMNS[doctype].items()]
	return table, frappe.qb.from_(table).select(*(table[column] for column in COLUMNS), *own)


def _approved(doctype: str, schemes: Sequence[str], until: date) -> list[Item]:
	table, query = _items(doctype)
	due_on = table[OWN_COLUMNS[doctype]["due_on"]]
	query = query.where(
		(table.status == APPROVED)
		& (Coalesce(table.batch, "") == "")
		& (Coalesce(table.ledger_invoice, "") == "")
		& table.scheme.isin(list(schemes) or [""])
		& (due_on < frappe.utils.add_days(until, 1))
	)
	rows = query.orderby(due_on).orderby(table.name).for_update().run(as_dict=True)
	return [_with_type(row, doctype) for row in rows]


def _with_type(row: Any, doctype: str) -> Item:
	row.doctype = doctype
	row.amount = amount_of(row)
	return row


def _paid_through() -> dict[str, str]:
	rows = frappe.get_all("Mentoring Scheme", fields=["name", "paid_through"])
	return {row.name: row.paid_through or THROUGH_BATCHES for row in rows}


# --- choosing


def _of_one_currency(batch: MentoringPaymentBatch, items: Sequence[Item]) -> tuple[list[Item], list[str]]:
	if not items:
		return [], []
	currency = batch.currency or items[0].currency
	others = sorted({item.currency for item in items} - {currency})
	left_out = [
		_("What is due in {0} was left out: a batch has one currency, and this one is in {1}.").format(
			other, currency
		)
		for other in others
	]
	return [item for item in items if item.currency == currency], left_out


def _with_positive_sums(batch: MentoringPaymentBatch, items: Sequence[Item]) -> tuple[list[Item], list[str]]:
	sums = _sums([*batch.lines, *items])
	short = {household: total for household, total in sums.items() if total <= 0 or not household}
	names = payee_names(short)
	left_out = [
		_left_out(names.get(household), total, items[0].currency)
		for household, total in short.items()
		if any(item.household == household for item in items)
	]
	return [item for item in items if item.household not in short], left_out


def _left_out(payee: str | None, total: Decimal, currency: str) -> str:
	if not payee:
		return _("Payments without a household were left out: nobody is recorded whom they go to.")
	return _("{0} was left out: the sum is {1}. A correction waits until more is due.").format(
		payee, fmt_money(total, 2, currency)
	)


def _sums(rows: Iterable[Any]) -> dict[str, Decimal]:
	sums: dict[str, Decimal] = {}
	for row in rows:
		sums[row.household] = sums.get(row.household, Decimal(0)) + amount_of(row)
	return sums


# --- what cannot be paid


def _twice(batch: MentoringPaymentBatch) -> Iterator[str]:
	seen: set[Key] = set()
	for row in batch.lines:
		key = (row.reference_type, row.reference)
		if key in seen:
			yield _("Row {0}: {1} is in this batch twice.").format(row.idx, row.reference)
		seen.add(key)


def _hindrances(batch: MentoringPaymentBatch, found: dict[Key, Item]) -> Iterator[str]:
	through = _paid_through()
	for row in batch.lines:
		item = found.get((row.reference_type, row.reference))
		problem = _hindrance(batch, item, through) if item else _("It does not exist.")
		if problem:
			yield _("Row {0}: {1} cannot be paid with this batch. {2}").format(
				row.idx, row.reference, problem
			)


def _hindrance(batch: MentoringPaymentBatch, item: Item, through: dict[str, str]) -> str:
	"""Why an item cannot be in a batch; empty where it can."""
	if item.batch and item.batch != batch.name:
		return _("It is in the batch {0} already.").format(item.batch)
	if item.status != APPROVED:
		return _("It is “{0}”, and only what is approved is paid.").format(_(item.status))
	if item.ledger_invoice or through.get(item.scheme) != THROUGH_BATCHES:
		return _("It is paid through the ledger.")
	if batch.scheme and item.scheme != batch.scheme:
		return _("It belongs to the scheme {0}.").format(item.scheme)
	if item.currency != batch.currency:
		return _("It is in {0}, and the batch is in {1}.").format(item.currency, batch.currency)
	if not item.household:
		return _("No household is recorded that it goes to.")
	return ""


def _not_positive(batch: MentoringPaymentBatch) -> list[tuple[str, Decimal]]:
	names = {row.household: row.payee_name for row in batch.lines}
	return [(names[household], total) for household, total in _sums(batch.lines).items() if total <= 0]


def _too_little(payee: str, total: Decimal, currency: str | None) -> str:
	return _(
		"The sum for {0} is {1}, and a file can only pay out. Take the lines out: a correction waits until more is due."
	).format(payee, fmt_money(total, 2, currency))


def _refuse(problems: Sequence[str]) -> None:
	if problems:
		frappe.throw(listed(problems), RuleRefusal, title=_("This cannot be paid"))
