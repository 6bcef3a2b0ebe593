# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""What mentors claim: each line, or the sums by kind, mentor, scheme, household, month or state, with the miles (R43, R44).

Only what a claim itself holds is read: days, kinds, miles and amounts. The notes of its lines, and the records that
they rest on, stay where they are (R31, R32).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.utils import cint, escape_html, flt, getdate, today

from mentoring_scheme.mentoring_scheme.currencies import currency_of
from mentoring_scheme.mentoring_scheme.plain_values import pennies
from mentoring_scheme.mentoring_scheme.report import figures
from mentoring_scheme.mentoring_scheme.report.figures import NOTHING, Row
from mentoring_scheme.mentoring_scheme.report_filters import checked

# In the order of a claim's life. What a mentor still writes, or may never be paid, is shown when it is asked for.
COUNTED = ("Submitted", "Checked", "Approved", "Sent", "Paid")
STATES = ("Draft", "Returned", *COUNTED, "Cancelled")
DAYS = {"Day of the expense": "date", "Approved on": "approved_on", "Paid on": "paid_on"}
CLAIM_FIELDS = (
	"name",
	"mentor_name",
	"household",
	"scheme",
	"currency",
	"month",
	"status",
	"approved_on",
	"paid_on",
)
EXPENSE_FIELDS = ("parent", "date", "kind", "miles", "passengers", "amount_claimed", "amount")
TIME_FIELDS = ("parent", "date", "task", "amount")
SUMS = ("expenses", "tasks", "amount")


def execute(filters: dict[str, Any] | None = None) -> tuple[Any, ...]:
	"""Columns, rows, message, chart and summary, as the desk asks for them."""
	filters = checked(filters, "status")
	rows = _rows(filters)
	by = filters.get("group_by") or ""
	currency = figures.one_currency(rows)
	message = figures.beside(
		rows, currency, _("No expense answers to these filters: choose a longer period.")
	)
	columns = _sum_columns(by) if by else _columns()
	shown = _grouped(rows, by) if by else rows
	return (
		columns,
		shown,
		message,
		_chart(rows) if currency else None,
		_summary(rows, currency),
		int(not currency),
	)


def _rows(filters: frappe._dict) -> list[Row]:
	"""The lines that are asked for, oldest first: the same queries for ten claims as for ten thousand."""
	basis = DAYS.get(filters.get("days") or "", "date")
	first, last = figures.period_of(
		filters.get("period") or "", getdate(today()), filters.get("from_date"), filters.get("to_date")
	)
	claims = _claims(filters, basis, first, last)
	payees = figures.payees(claim.household for claim in claims.values())
	lines = [
		*(_expense(line) for line in _lines("Mentor Claim Expense", EXPENSE_FIELDS, claims)),
		*(_task(line) for line in _lines("Mentor Claim Time", TIME_FIELDS, claims) if pennies(line.amount)),
	]
	rows = [_row(claims[line["claim"]], line, basis, payees) for line in lines]
	kind = (filters.get("expense_kind") or "").strip().casefold()
	rows = [
		row for row in rows if figures.lies_in(row["day"], first, last) and kind in row["kind"].casefold()
	]
	return sorted(rows, key=lambda row: (row["date"] or date.min, row["claim"]))


def _claims(filters: frappe._dict, basis: str, first: date | None, last: date | None) -> dict[str, Any]:
	"""The claims that the lines may stand in. A line lies in the month of its claim, so the month narrows the search."""
	if basis == "date":
		asked = figures.between("month", figures.month_of(first), last)
	else:
		asked = figures.between(basis, first, f"{last} 23:59:59" if last else None)
	asked.append(["status", "in", figures.chosen(filters.get("status"), COUNTED, STATES)])
	asked += figures.equal(scheme=filters.get("scheme"), household=filters.get("household"))
	if filters.get("mentor"):
		asked.append(["mentor_name", "like", f"%{filters.get('mentor').strip()}%"])
	claims = frappe.get_list(
		"Mentor Claim", filters=asked, fields=list(CLAIM_FIELDS), limit_page_length=figures.ALL
	)
	return {claim.name: claim for claim in claims}


def _lines(doctype: str, fields: Iterable[str], claims: dict[str, Any]) -> list[Any]:
	return frappe.get_list(
		doctype,
		parent_doctype="Mentor Claim",
		filters={"parent": ["in", list(claims)], "parenttype": "Mentor Claim"},
		fields=list(fields),
		order_by="parent, idx",
		limit_page_length=figures.ALL,
	)


def _expense(line: Any) -> Row:
	return {
		"claim": line.parent,
		"date": line.date,
		"kind": line.kind or "",
		"miles": flt(line.miles) or None,
		"passengers": cint(line.passengers) or None,
		"claimed": pennies(line.amount_claimed),
		"expenses": pennies(line.amount),
		"tasks": NOTHING,
		"amount": pennies(line.amount),
	}


def _task(line: Any) -> Row:
	"""Time for an extra task by agreement is paid, and is no expense (R46)."""
	amount = pennies(line.amount)
	return {
		"claim": line.parent,
		"date": line.date,
		"kind": _("Task: {0}").format(line.task) if line.task else _("Task"),
		"miles": None,
		"passengers": None,
		"claimed": NOTHING,
		"expenses": NOTHING,
		"tasks": amount,
		"amount": amount,
	}


def _row(claim: Any, line: Row, basis: str, payees: dict[str, str]) -> Row:
	counted = line["date"] if basis == "date" else claim[basis]
	day = getdate(counted) if counted else None
	return line | {
		"mentor_name": claim.mentor_name,
		"payee": payees.get(claim.household) or claim.mentor_name,
		"household": claim.household,
		"scheme": claim.scheme,
		"currency": currency_of(claim.currency),
		"status": claim.status,
		"state": _(claim.status),
		"paid_on": claim.paid_on,
		"day": day,
		"month": figures.month_of(day),
	}


# --- sums


def _grouped(rows: list[Row], by: str) -> list[Row]:
	return figures.grouped(rows, _key(by), [*SUMS, "miles"], count="lines")


def _key(by: str) -> Callable[[Row], tuple[Any, str]]:
	"""What the groups are ordered by and called."""
	keys: dict[str, Callable[[Row], tuple[Any, str]]] = {
		"Kind": lambda row: (row["kind"], row["kind"]),
		"Mentor": lambda row: (row["mentor_name"], row["mentor_name"]),
		"Scheme": lambda row: (row["scheme"], row["scheme"]),
		"Household": lambda row: (row["payee"], f"{row['payee']} ({row['household'] or '–'})"),
		"Month": lambda row: (row["month"] or "", figures.month_name(row["month"])),
		"State": lambda row: (STATES.index(row["status"]), row["state"]),
	}
	if by not in keys:
		frappe.throw(_("Expenses cannot be grouped by “{0}”.").format(escape_html(by)))
	return keys[by]


def _chart(rows: list[Row]) -> dict[str, Any] | None:
	"""A part of each bar for each kind; all tasks are one, because a scheme may have many."""
	kinds = sorted({row["kind"] for row in rows if not row["tasks"]})
	series = {kind: kind for kind in kinds} | {"": _("Tasks")}
	return figures.by_month(
		rows, series, lambda row: "" if row["tasks"] else row["kind"], _("Claimed by month")
	)


def _summary(rows: list[Row], currency: str | None) -> list[Row] | None:
	if not currency:
		return None
	paid = figures.summed((row for row in rows if row["status"] == "Paid"), "amount")
	total = figures.summed(rows, "amount")
	return [
		figures.money_card(_("Expenses"), figures.summed(rows, "expenses"), currency),
		figures.money_card(_("Tasks"), figures.summed(rows, "tasks"), currency),
		figures.money_card(_("In all"), total, currency),
		figures.money_card(_("Not paid yet"), total - paid, currency, "Orange"),
		figures.miles_card(rows),
	]


# --- columns


def _columns() -> list[Row]:
	return [
		figures.day("date", _("Day")),
		figures.text("kind", _("Kind"), 170),
		figures.money("amount", _("Amount"), 110),
		figures.text("state", _("State"), 120),
		figures.text("mentor_name", _("Mentor"), 160),
		figures.miles("miles", _("Miles")),
		figures.number("passengers", _("Passengers"), 105),
		figures.money("claimed", _("Spent"), 110),
		figures.text("payee", _("Payable to"), 160),
		figures.day("paid_on", _("Paid on")),
		figures.link("claim", _("Claim"), "Mentor Claim", 150),
		figures.link("scheme", _("Scheme"), "Mentoring Scheme", 200),
		figures.link("household", _("Household"), "Mentoring Household", 120),
	]


def _sum_columns(by: str) -> list[Row]:
	return [
		figures.text("group", _(by), 230),
		figures.number("lines", _("Lines")),
		figures.miles("miles", _("Miles")),
		figures.money("expenses", _("Expenses")),
		figures.money("tasks", _("Tasks")),
		figures.money("amount", _("In all")),
	]
