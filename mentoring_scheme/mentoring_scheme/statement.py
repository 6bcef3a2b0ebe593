"""What a household was paid in a tax year, payments and expenses apart (R45).

By the day paid: 6 April to 5 April. It says what was paid and gives no advice on tax.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import frappe
from frappe import _
from frappe.utils import cint, escape_html, flt, formatdate, getdate, today

from mentoring_scheme.access.roles import FINANCE, MANAGER
from mentoring_scheme.mentoring_scheme.currencies import currency_of
from mentoring_scheme.mentoring_scheme.plain_values import pennies
from mentoring_scheme.policy.mileage import TAX_YEAR_STARTS, year_named
from mentoring_scheme.policy.mileage import tax_year as tax_year_of

EARLIEST = 2000  # a tax year before that is a slip of the keyboard
ALL = 0  # of a list: no limit
NOTHING = Decimal("0.00")
PAYMENT, TASK, EXPENSE = "Payment", "Task", "Expense"


@dataclass(frozen=True)
class TaxYear:
	"""A tax year, by the calendar year in which it begins."""

	begins: int

	@property
	def first(self) -> date:
		return date(self.begins, *TAX_YEAR_STARTS)

	@property
	def last(self) -> date:
		return date(self.begins + 1, *TAX_YEAR_STARTS) - timedelta(days=1)

	@property
	def name(self) -> str:
		"""As people write it: 2026–27."""
		return year_named(self.begins)

	@property
	def has_ended(self) -> bool:
		return self.last < getdate(today())


@dataclass(frozen=True)
class Entry:
	"""One sum that was paid to a household on one day."""

	part: str
	household: str
	currency: str
	paid_on: date
	what: str
	period: str
	mentor_name: str
	scheme: str
	reference: str
	document_type: str
	document: str
	amount: Decimal
	miles: float = 0.0

	@property
	def is_expense(self) -> bool:
		return self.part == EXPENSE


@dataclass(frozen=True)
class Account:
	"""The entries of one currency, and their sums."""

	currency: str
	payments: tuple[Entry, ...]
	expenses: tuple[Entry, ...]

	@property
	def payments_total(self) -> Decimal:
		"""What was paid for support and for tasks."""
		return total(self.payments)

	@property
	def expenses_total(self) -> Decimal:
		return total(self.expenses)

	@property
	def miles(self) -> float:
		return round(sum(each.miles for each in self.expenses), 1)


def tax_year(begins: Any = None) -> TaxYear:
	"""The tax year that begins in that calendar year; empty: the last one that has ended.

	Raises frappe.ValidationError for what is no year, or one that has not begun.
	"""
	current = tax_year_of(getdate(today()))
	if begins in (None, ""):
		return TaxYear(current - 1)
	year = cint(str(begins)[:4])
	if not EARLIEST <= year <= current:
		frappe.throw(
			_("There is no statement for the tax year “{0}”: choose one from {1} to {2}.").format(
				escape_html(str(begins)), EARLIEST, TaxYear(current).name
			)
		)
	return TaxYear(year)


def check_reader() -> None:
	"""A statement is of everything that a household was paid: for those who see it all.

	Raises frappe.PermissionError for anybody else, who would be shown a part of it as the whole.
	"""
	frappe.only_for((MANAGER, FINANCE))


def household_statement(household: str, begins: Any = None) -> dict[str, Any]:
	"""The statement of a household for a tax year, for its print; empty: the last tax year that has ended.

	Raises frappe.PermissionError for those who do not see all that the household was paid.
	"""
	check_reader()
	doc = frappe.get_doc("Mentoring Household", household)
	doc.check_permission("read")
	year = tax_year(begins)
	return {
		"payee": doc.payee_name or doc.household_name,
		"household": doc.name,
		"household_name": doc.household_name,
		"reference": doc.payment_reference,
		"address": address_lines(doc.address),
		"year": year,
		"from": formatdate(year.first, "d MMMM yyyy"),
		"to": formatdate(year.last, "d MMMM yyyy"),
		"today": formatdate(today(), "d MMMM yyyy"),
		"accounts": accounts(entries(year, household)),
	}


def address_lines(address: str | None) -> list[str]:
	"""Where the household lives, for those who may see its address."""
	if not address or not frappe.has_permission("Address", "read", address):
		return []
	doc = frappe.get_doc("Address", address)
	lines = (doc.address_line1, doc.address_line2, doc.city, doc.county, doc.pincode)
	return [line for line in lines if line]


def accounts(found: Iterable[Entry]) -> list[Account]:
	"""The entries by currency: sums of different currencies mean nothing."""
	found = list(found)
	return [
		Account(
			currency,
			payments=tuple(each for each in found if each.currency == currency and not each.is_expense),
			expenses=tuple(each for each in found if each.currency == currency and each.is_expense),
		)
		for currency in sorted({each.currency for each in found})
	]


def total(found: Iterable[Entry]) -> Decimal:
	return sum((each.amount for each in found), NOTHING)


def entries(year: TaxYear, household: str | None = None) -> list[Entry]:
	"""Whatever was paid in the tax year to the household, or to all, by day: four queries."""
	found = [*_payments(year, household), *_claims(year, household)]
	return sorted(found, key=lambda each: (each.paid_on, each.document, each.part, each.what))


def _paid(doctype: str, year: TaxYear, household: str | None, fields: tuple[str, ...]) -> list[Any]:
	filters = [["status", "=", "Paid"], ["paid_on", "between", [year.first, year.last]]]
	common = ("name", "household", "currency", "paid_on", "mentor_name", "scheme", "payment_reference")
	return frappe.get_list(
		doctype,
		filters=[*filters, ["household", "=", household]] if household else filters,
		fields=[*common, *fields],
		limit_page_length=ALL,
	)


def _payments(year: TaxYear, household: str | None) -> Iterator[Entry]:
	fields = ("kind", "amount", "period_start", "period_end")
	for payment in _paid("Mentoring Payment", year, household, fields):
		yield _entry(
			PAYMENT,
			"Mentoring Payment",
			payment,
			what=_(payment.kind),
			period=_period(payment.period_start, payment.period_end),
			amount=pennies(payment.amount),
		)


def _claims(year: TaxYear, household: str | None) -> Iterator[Entry]:
	claims = {claim.name: claim for claim in _paid("Mentor Claim", year, household, ("month",))}
	for (claim, kind), lines in _by_kind(list(claims)).items():
		amount = sum((pennies(line.amount) for line in lines), NOTHING)
		yield _of_claim(
			EXPENSE, claims[claim], kind, amount, round(sum(flt(line.miles) for line in lines), 1)
		)
	for line in _lines("Mentor Claim Time", ("task", "amount"), list(claims)):
		if line.amount:
			yield _of_claim(TASK, claims[line.parent], line.task or _("Task"), pennies(line.amount))


def _by_kind(claims: list[str]) -> dict[tuple[str, str], list[Any]]:
	"""The expenses of each claim by kind: a statement has one line for what was paid for each."""
	found: dict[tuple[str, str], list[Any]] = defaultdict(list)
	for line in _lines("Mentor Claim Expense", ("kind", "amount", "miles"), claims):
		found[(line.parent, line.kind or "")].append(line)
	return {key: lines for key, lines in found.items() if any(line.amount for line in lines)}


def _lines(doctype: str, fields: tuple[str, ...], claims: list[str]) -> list[Any]:
	return frappe.get_list(
		doctype,
		parent_doctype="Mentor Claim",
		filters={"parent": ["in", claims], "parenttype": "Mentor Claim"},
		fields=["parent", *fields],
		order_by="parent, idx",
		limit_page_length=ALL,
	)


def _of_claim(part: str, claim: Any, what: str, amount: Decimal, miles: float = 0.0) -> Entry:
	period = formatdate(claim.month, "MMMM yyyy")
	return _entry(part, "Mentor Claim", claim, what=what, period=period, amount=amount, miles=miles)


def _entry(part: str, doctype: str, paid: Any, **values: Any) -> Entry:
	return Entry(
		part=part,
		household=paid.household or "",
		currency=currency_of(paid.currency),
		paid_on=getdate(paid.paid_on),
		mentor_name=paid.mentor_name or "",
		scheme=paid.scheme or "",
		reference=paid.payment_reference or "",
		document_type=doctype,
		document=paid.name,
		**values,
	)


def _period(first: date | None, last: date | None) -> str:
	return f"{formatdate(first)} – {formatdate(last)}" if first and last else ""
