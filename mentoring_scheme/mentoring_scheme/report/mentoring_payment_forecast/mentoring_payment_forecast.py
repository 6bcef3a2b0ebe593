# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""What is committed to running links, by month or by link, and what extending or ending them would change (R39, R42).

Nothing here is guessed: the links that run are reckoned by their policy to their planned end. What new links will cost
is in the report Mentoring Forecast.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.utils import cint, getdate, today

from mentoring_scheme.mentoring_scheme.currencies import currency_of
from mentoring_scheme.mentoring_scheme.plain_values import pennies
from mentoring_scheme.mentoring_scheme.report import figures
from mentoring_scheme.mentoring_scheme.report.figures import NOTHING, Row, month_of
from mentoring_scheme.mentoring_scheme.report.mentoring_payment_forecast.commitments import (
	Commitment,
	commitments,
	open_payments,
)
from mentoring_scheme.mentoring_scheme.report_filters import checked
from mentoring_scheme.policy.months import add_months
from mentoring_scheme.policy.outlook import Coming
from mentoring_scheme.policy.states import LinkState

SUMS = ("made", "coming", "committed", "extended", "ended")
USUAL, MOST = 12, 60  # months ahead


def execute(filters: dict[str, Any] | None = None) -> tuple[Any, ...]:
	"""Columns, rows, message, chart and summary, as the desk asks for them."""
	filters = checked(filters)
	day, scheme = getdate(today()), filters.get("scheme")
	links = commitments(scheme, day)
	entries = [*_made(open_payments(scheme)), *_to_come(links)]
	currency = figures.one_currency(entries)
	by_link = filters.get("group_by") == "Link"
	rows = (
		_by_link(entries, links, day) if by_link else _by_month(entries, day, _months(filters.get("months")))
	)
	notes = _notes(links, currency if entries else "")
	chart = _chart(entries) if currency else None
	columns = _link_columns() if by_link else _month_columns()
	return columns, rows, figures.said(notes), chart, _summary(entries, currency), int(not currency)


def _months(asked: Any) -> int:
	months = cint(asked) or USUAL
	if not 1 <= months <= MOST:
		frappe.throw(_("The forecast is for 1 to {0} months, not for {1}.").format(MOST, months))
	return months


# --- entries: every amount that a row, a card or a bar is made of


def _made(payments: Iterable[Any]) -> Iterator[Row]:
	for payment in payments:
		amount = pennies(payment.amount)
		yield _entry(payment, payment.link, payment.due_on) | {"made": amount, "committed": amount}


def _to_come(links: Iterable[Commitment]) -> Iterator[Row]:
	for commitment in links:
		outlook = commitment.outlook
		if outlook is None:
			continue
		yield from _of(commitment, outlook.coming, "coming", "committed")
		for column, other in (("extended", outlook.if_extended), ("ended", outlook.if_ended)):
			if other is not None:
				yield from _of(commitment, other, column)
				yield from _of(commitment, outlook.coming, column, sign=-1)


def _of(commitment: Commitment, coming: Iterable[Coming], *columns: str, sign: int = 1) -> Iterator[Row]:
	link = commitment.link
	for each in coming:
		yield _entry(link, link.name, each.due_on) | {column: sign * each.amount for column in columns}


def _entry(about: Any, link: str, due_on: date) -> Row:
	currency = about.get("currency") or frappe.get_cached_value("Mentoring Scheme", about.scheme, "currency")
	return {
		**dict.fromkeys(SUMS, NOTHING),
		"link": link,
		"household": about.household,
		"mentor_name": about.mentor_name,
		"scheme": about.scheme,
		"currency": currency_of(currency),
		"month": month_of(due_on),
	}


# --- rows


def _by_month(entries: Sequence[Row], day: date, months: int) -> list[Row]:
	"""A row for each month ahead; what should have been paid before, and what comes after, stand apart."""
	if not entries:
		return []
	first = day.replace(day=1)
	after = add_months(first, months)
	names: dict[date | None, str] = {
		None: _("Earlier, not paid yet"),
		**{month: figures.month_name(month) for month in (add_months(first, each) for each in range(months))},
		after: _("Later"),
	}
	rows = []
	for currency in sorted({entry["currency"] for entry in entries}):
		placed: dict[date | None, list[Row]] = {month: [] for month in names}
		for entry in entries:
			if entry["currency"] == currency:
				month = entry["month"]
				placed[None if month < first else min(month, after)].append(entry)
		rows += [
			_summed(members) | {"period": names[month], "currency": currency, "links": _paid_in(members)}
			for month, members in placed.items()
			if members or month not in (None, after)
		]
	return rows


def _by_link(entries: Sequence[Row], links: Sequence[Commitment], day: date) -> list[Row]:
	"""A row for each running link, and for each link that has ended and is not paid in full."""
	running = {commitment.link.name: commitment for commitment in links}
	mine: dict[str, list[Row]] = {name: [] for name in running}
	for entry in entries:
		mine.setdefault(entry["link"], []).append(entry)
	payees = figures.payees(entry["household"] for entry in entries)
	rows = []
	for name, members in sorted(mine.items()):
		about = members[0] if members else _entry(running[name].link, name, day)
		rows.append(
			about
			| _summed(members)
			| {
				"payee": payees.get(about["household"]) or about["mentor_name"],
				"standing": _standing(running.get(name)),
			}
		)
	return rows


def _summed(members: Sequence[Row]) -> Row:
	return {column: figures.summed(members, column) for column in SUMS}


def _paid_in(members: Sequence[Row]) -> str:
	return str(len({entry["link"] for entry in members if entry["committed"]}))


def _standing(commitment: Commitment | None) -> str:
	"""Why a link is as it is, in a word or two."""
	if commitment is None:
		return _("Ended, not paid in full")
	if commitment.outlook is None:
		return _("Cannot be worked out: its dates contradict each other")
	if commitment.link.status == LinkState.SUSPENDED.value:
		return _("Suspended")
	if commitment.outlook.if_extended is None:
		return _("Cannot be extended by the policy")
	return _("Running")


def _notes(links: Sequence[Commitment], currency: str | None) -> list[str]:
	"""What the figures leave out."""
	suspended = sum(each.link.status == LinkState.SUSPENDED.value for each in links)
	unclear = [each.link.name for each in links if each.outlook is None]
	notes = [
		_(
			"The last two sums are what would change: if each link that the policy lets be extended were extended by one month, and if every link ended today."
		),
		_("Claims for expenses are not in this forecast: they are known once they are sent in."),
	]
	if suspended:
		notes.append(
			_(
				"Suspended links: {0}. Where the policy stops the clock, nothing falls due until they resume."
			).format(suspended)
		)
	if unclear:
		notes.append(
			_("Left out, because their dates contradict each other: {0}. Ask the co-ordinator.").format(
				", ".join(unclear)
			)
		)
	if currency is None:
		notes.append(figures.several_currencies())
	return notes


# --- chart, summary, columns


def _chart(entries: Sequence[Row]) -> dict[str, Any] | None:
	"""The bars are the committed sums: what was made and what is still to fall due."""
	parts = [
		{"month": entry["month"], "amount": entry[part], "part": part, "currency": entry["currency"]}
		for entry in entries
		for part in ("made", "coming")
		if entry[part]
	]
	return figures.by_month(
		parts,
		{"made": _("Not paid yet"), "coming": _("Still to come")},
		lambda row: row["part"],
		_("Committed by month"),
	)


def _summary(entries: Sequence[Row], currency: str | None) -> list[Row] | None:
	if not currency:
		return None
	labels = {
		"made": (_("Made, not paid yet"), "Orange"),
		"coming": (_("Still to fall due"), "Blue"),
		"committed": (_("Committed"), "Blue"),
		"extended": (_("Change if extended a month"), "Blue"),
		"ended": (_("Change if ended today"), "Blue"),
	}
	return [
		figures.money_card(label, figures.summed(entries, column), currency, indicator)
		for column, (label, indicator) in labels.items()
	]


def _sum_columns() -> list[Row]:
	return [
		figures.money("made", _("Made, not paid yet"), 150),
		figures.money("coming", _("Still to fall due"), 140),
		figures.money("committed", _("Committed")),
		figures.money("extended", _("If extended by a month"), 180),
		figures.money("ended", _("If ended today"), 130),
	]


def _month_columns() -> list[Row]:
	return [
		figures.text("period", _("Month"), 180),
		*_sum_columns(),
		figures.text("links", _("Links paid"), 100) | {"align": "right"},  # no sum of months below it
	]


def _link_columns() -> list[Row]:
	return [
		figures.text("payee", _("Payable to"), 170),
		figures.text("mentor_name", _("Mentor"), 160),
		*_sum_columns(),
		figures.text("standing", _("Standing"), 230),
		figures.text("link", _("Link"), 130),
		figures.link("scheme", _("Scheme"), "Mentoring Scheme", 200),
		figures.link("household", _("Household"), "Mentoring Household", 120),
	]
