# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""What is due, approved, sent, paid and held: each payment, or the sums by scheme, household, state, month or cost centre (R42)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import frappe
from frappe import _
from frappe.utils import escape_html, getdate, today

from mentoring_scheme.mentoring_scheme.currencies import currency_of
from mentoring_scheme.mentoring_scheme.plain_values import pennies
from mentoring_scheme.mentoring_scheme.report import figures
from mentoring_scheme.mentoring_scheme.report.figures import Row
from mentoring_scheme.mentoring_scheme.report_filters import checked
from mentoring_scheme.policy.states import PAYMENT_COUNTED, PAYMENT_LIFE

DAYS = {"Due on": "due_on", "Approved on": "approved_on", "Paid on": "paid_on"}
FIELDS = (
	"name",
	"link",
	"mentor_name",
	"household",
	"scheme",
	"currency",
	"kind",
	"period_start",
	"period_end",
	"status",
	"amount",
	"due_on",
	"approved_on",
	"sent_on",
	"paid_on",
	"payment_reference",
	"batch",
	"ledger_invoice",
)
COLOURS = {
	"Due": "#d9822b",
	"Held": "#b3261e",
	"Approved": "#1d4f91",
	"Sent": "#7b9fd1",
	"Paid": "#4a7c59",
	"Withdrawn": "#8a8f94",
	"Cancelled": "#5f6b73",
}
INDICATORS = {"Due": "Orange", "Held": "Red", "Paid": "Green"}


def execute(filters: dict[str, Any] | None = None) -> tuple[Any, ...]:
	"""Columns, rows, message, chart and summary, as the desk asks for them."""
	filters = checked(filters, "status")
	states = figures.chosen(filters.get("status"), PAYMENT_COUNTED, PAYMENT_LIFE)
	rows = _payments(filters, states)
	by = filters.get("group_by") or ""
	currency = figures.one_currency(rows)
	message = figures.beside(
		rows, currency, _("No payment answers to these filters: choose a longer period.")
	)
	columns = _sum_columns(by, states) if by else _columns()
	shown = _grouped(rows, by, states) if by else rows
	chart = _chart(rows, states) if currency else None
	return columns, shown, message, chart, _summary(rows, states, currency), int(not currency)


def _payments(filters: frappe._dict, states: tuple[str, ...]) -> list[Row]:
	"""The payments that are asked for and that the reader sees, oldest first: the same queries for ten as for all."""
	basis = DAYS.get(filters.get("days") or "", "due_on")
	first, last = figures.period_of(
		filters.get("period") or "", getdate(today()), filters.get("from_date"), filters.get("to_date")
	)
	asked = figures.between(basis, first, last) + figures.equal(
		scheme=filters.get("scheme"), household=filters.get("household"), kind=filters.get("kind")
	)
	payments = frappe.get_list(
		"Mentoring Payment",
		filters=[*asked, ["status", "in", states]],
		fields=list(FIELDS),
		order_by="due_on, name",
		limit_page_length=figures.ALL,
	)
	payees = figures.payees(payment.household for payment in payments)
	centres = figures.cost_centres()
	rows = [_row(payment, basis, payees, centres) for payment in payments]
	centre = (filters.get("cost_centre") or "").strip().casefold()
	return [row for row in rows if centre in row["cost_centre"].casefold()]


def _row(payment: Row, basis: str, payees: dict[str, str], centres: dict[str, str]) -> Row:
	return payment | {
		"payment": payment["name"],
		"currency": currency_of(payment["currency"]),
		"payee": payees.get(payment["household"]) or payment["mentor_name"],
		"cost_centre": centres.get(payment["scheme"]) or "",
		"state": _(payment["status"]),
		"kind": _(payment["kind"]),
		"month": figures.month_of(payment[basis]),
		**{state: pennies(payment["amount"]) for state in PAYMENT_LIFE if state == payment["status"]},
	}


# --- sums


def _grouped(rows: list[Row], by: str, states: tuple[str, ...]) -> list[Row]:
	for row in rows:
		row |= {state: row.get(state, figures.NOTHING) for state in states}
	return figures.grouped(rows, _key(by), [*states, "amount"], count="payments")


def _key(by: str) -> Callable[[Row], tuple[Any, str]]:
	"""What the groups are ordered by and called."""
	keys: dict[str, Callable[[Row], tuple[Any, str]]] = {
		"Scheme": lambda row: (row["scheme"], row["scheme"]),
		"Household": lambda row: (row["payee"], f"{row['payee']} ({row['household'] or '–'})"),
		"State": lambda row: (PAYMENT_LIFE.index(row["status"]), row["state"]),
		"Month": lambda row: (row["month"] or "", figures.month_name(row["month"])),
		"Cost centre": lambda row: (row["cost_centre"], row["cost_centre"] or _("None")),
	}
	if by not in keys:
		frappe.throw(_("Payments cannot be grouped by “{0}”.").format(escape_html(by)))
	return keys[by]


def _chart(rows: list[Row], states: tuple[str, ...]) -> dict[str, Any] | None:
	return figures.by_month(
		rows,
		{state: _(state) for state in states},
		lambda row: row["status"],
		_("Payments by month"),
		COLOURS,
	)


def _summary(rows: list[Row], states: tuple[str, ...], currency: str | None) -> list[Row] | None:
	if not currency:
		return None
	cards = [
		figures.money_card(
			_(state),
			figures.summed((row for row in rows if row["status"] == state), "amount"),
			currency,
			INDICATORS.get(state, "Blue"),
		)
		for state in states
	]
	return [*cards, figures.money_card(_("In all"), figures.summed(rows, "amount"), currency)]


# --- columns


def _columns() -> list[Row]:
	# the platform refuses the whole report to whoever may not read what a column links to
	sees_batches = frappe.has_permission("Mentoring Payment Batch", "read")
	batch = [figures.link("batch", _("Payment batch"), "Mentoring Payment Batch", 130)]
	return [
		figures.link("payment", _("Payment"), "Mentoring Payment", 160),
		figures.text("payee", _("Payable to"), 170),
		figures.money("amount", _("Amount"), 110),
		figures.text("state", _("State"), 95),
		figures.day("due_on", _("Due on")),
		figures.day("approved_on", _("Approved on")),
		figures.day("sent_on", _("Sent on")),
		figures.day("paid_on", _("Paid on")),
		figures.text("payment_reference", _("Reference"), 120),
		figures.text("kind", _("Kind"), 105),
		figures.day("period_start", _("From")),
		figures.day("period_end", _("To")),
		figures.text("mentor_name", _("Mentor"), 160),
		figures.link("scheme", _("Scheme"), "Mentoring Scheme", 200),
		figures.text("cost_centre", _("Cost centre")),
		figures.link("household", _("Household"), "Mentoring Household", 120),
		*(batch if sees_batches else []),
		figures.text("ledger_invoice", _("Invoice in the ledger"), 160),
	]


def _sum_columns(by: str, states: tuple[str, ...]) -> list[Row]:
	return [
		figures.text("group", _(by), 230),
		figures.number("payments", _("Payments"), 100),
		*(figures.money(state, _(state)) for state in states),
		figures.money("amount", _("In all")),
	]
