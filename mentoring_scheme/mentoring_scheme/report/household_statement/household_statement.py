# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""What a household was paid in a tax year, payments and expenses apart; without a household, the sums of all (R45)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import frappe
from frappe import _

from mentoring_scheme.mentoring_scheme import statement
from mentoring_scheme.mentoring_scheme.report import figures
from mentoring_scheme.mentoring_scheme.report.figures import Row
from mentoring_scheme.mentoring_scheme.report_filters import checked
from mentoring_scheme.mentoring_scheme.statement import Entry, TaxYear


def execute(filters: dict[str, Any] | None = None) -> tuple[Any, ...]:
	"""Columns, rows, message, chart and summary, as the desk asks for them."""
	filters = checked(filters)
	statement.check_reader()
	year, household = statement.tax_year(filters.get("tax_year")), filters.get("household")
	entries = [_row(entry) for entry in statement.entries(year, household)]
	payees = figures.payees(entry["household"] for entry in entries)
	for entry in entries:
		entry["payee"] = payees.get(entry["household"]) or entry["household"]
	currency = figures.one_currency(entries)
	rows = entries if household else _by_household(entries)
	columns = _columns() if household else _household_columns()
	notes = figures.said([_period(year), figures.beside(entries, currency, _nothing(household)) or ""])
	chart = _chart(entries) if currency else None
	return columns, rows, notes, chart, _summary(entries, currency), int(not currency)


def _row(entry: Entry) -> Row:
	return {
		"household": entry.household,
		"currency": entry.currency,
		"paid_on": entry.paid_on,
		"part": entry.part,
		"part_name": _part_names()[entry.part],
		"what": entry.what,
		"period": entry.period,
		"mentor_name": entry.mentor_name,
		"scheme": entry.scheme,
		"reference": entry.reference,
		"document_type": entry.document_type,
		"document": entry.document,
		"miles": entry.miles or None,
		"payments": None if entry.is_expense else entry.amount,
		"expenses": entry.amount if entry.is_expense else None,
		"amount": entry.amount,
		"month": figures.month_of(entry.paid_on),
	}


def _part_names() -> dict[str, str]:
	return {
		statement.PAYMENT: _("Payment"),
		statement.TASK: _("Task"),
		statement.EXPENSE: _("Expense"),
	}


def _by_household(entries: Sequence[Row]) -> list[Row]:
	"""One row for each household that was paid, by name."""
	rows = figures.grouped(
		entries,
		lambda entry: (f"{entry['payee']} {entry['household']}", entry["household"]),
		["payments", "expenses", "amount", "miles"],
		count="lines",
	)
	payees = {entry["household"]: entry["payee"] for entry in entries}
	return [row | {"household": row["group"], "payee": payees[row["group"]]} for row in rows]


def _nothing(household: str | None) -> str:
	if household:
		return _("Nothing was paid to this household in this tax year: choose another year.")
	return _("Nothing was paid in this tax year: choose another one.")


def _period(year: TaxYear) -> str:
	period = _("Paid from {0} to {1}, by the day paid.").format(
		frappe.format(year.first, {"fieldtype": "Date"}), frappe.format(year.last, {"fieldtype": "Date"})
	)
	unfinished = "" if year.has_ended else _("The tax year has not ended yet.")
	return " ".join(each for each in (period, unfinished, _("This is no advice on tax.")) if each)


def _chart(entries: Sequence[Row]) -> dict[str, Any] | None:
	return figures.by_month(
		entries,
		{"payments": _("Payments"), "expenses": _("Expenses")},
		lambda entry: "expenses" if entry["part"] == statement.EXPENSE else "payments",
		_("Paid by month"),
	)


def _summary(entries: Sequence[Row], currency: str | None) -> list[Row] | None:
	if not currency:
		return None
	sums: dict[str, Decimal] = {
		_("Payments"): figures.summed(entries, "payments"),
		_("Expenses"): figures.summed(entries, "expenses"),
		_("In all"): figures.summed(entries, "amount"),
	}
	return [figures.money_card(label, value, currency) for label, value in sums.items()]


def _columns() -> list[Row]:
	return [
		figures.day("paid_on", _("Paid on")),
		figures.text("part_name", _("Part"), 100),
		figures.text("what", _("What"), 170),
		figures.text("period", _("For"), 190),
		figures.money("payments", _("Payments")),
		figures.money("expenses", _("Expenses")),
		figures.miles("miles", _("Miles")),
		figures.text("mentor_name", _("Mentor"), 160),
		figures.text("scheme", _("Scheme"), 200),
		figures.text("reference", _("Reference"), 130),
		{
			"fieldname": "document",
			"label": _("Document"),
			"fieldtype": "Dynamic Link",
			"options": "document_type",
			"width": 140,
		},
	]


def _household_columns() -> list[Row]:
	return [
		figures.text("payee", _("Payable to"), 200),
		figures.money("payments", _("Payments")),
		figures.money("expenses", _("Expenses")),
		figures.money("amount", _("In all")),
		figures.miles("miles", _("Miles")),
		figures.link("household", _("Household"), "Mentoring Household", 130),
	]
