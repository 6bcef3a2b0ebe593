"""What reports share, finance's above all: periods, columns, sums in whole pennies, groups and charts that come from the same rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import frappe
from frappe import _
from frappe.utils import escape_html, formatdate, getdate

from mentoring_scheme.access.listed import ALL
from mentoring_scheme.mentoring_scheme.plain_values import pennies
from mentoring_scheme.policy.months import ONE_DAY, add_months, financial_year

NOTHING = Decimal("0.00")
LONGEST_NAMED = 14  # months: with more, the labels of a chart would run into each other
LEDGER_COST_CENTRE = "ledger_cost_center"  # a field of schemes where there is a ledger
# A chart that is still moving as its report is asked anew leaves an error in the browser: the platform draws the old one on.
STILL = {"disableEntryAnimation": 1}
COLOURS = ("#1d4f91", "#b5541c", "#4a7c59", "#8a6fb0", "#c9a227", "#5f6b73", "#7b2d26", "#2a9d8f")

Row = dict[str, Any]


# --- periods


def period_of(name: str, today: date, start: Any = None, end: Any = None) -> tuple[date | None, date | None]:
	"""The first and last day of a period that a filter names; None is no limit."""
	month = today.replace(day=1)
	year = financial_year(today)
	if name == "Between two days":
		return days_chosen(start, end)
	return {
		"Last month": (add_months(month, -1), month - ONE_DAY),
		"This month": (month, add_months(month, 1) - ONE_DAY),
		"This financial year": (year, add_months(year, 12) - ONE_DAY),
		"Last financial year": (add_months(year, -12), year - ONE_DAY),
		"Any time": (None, None),
	}.get(name, (add_months(month, -11), add_months(month, 1) - ONE_DAY))


def days_chosen(start: Any, end: Any) -> tuple[date | None, date | None]:
	"""The first and last day that two filters name; None is no limit."""
	first, last = (getdate(day) if day else None for day in (start, end))
	if first and last and first > last:
		frappe.throw(
			_("The period ends on {0}, before it begins on {1}.").format(formatdate(last), formatdate(first))
		)
	return first, last


def lies_in(day: date | None, first: date | None, last: date | None) -> bool:
	"""Whether a day lies in a period; what has no day lies in none but the one without limits."""
	if day is None:
		return first is None and last is None
	return (first is None or day >= first) and (last is None or day <= last)


def between(fieldname: str, first: date | None, last: date | None) -> list[list[Any]]:
	"""A period as filters of a list. What has no day lies in none, as with `lies_in`: the platform counts it as long ago."""
	limits = [[fieldname, ">=", first]] if first else [[fieldname, "is", "set"]] if last else []
	return limits + ([[fieldname, "<=", last]] if last else [])


def equal(**wanted: Any) -> list[list[Any]]:
	"""What is chosen as filters of a list; what is left empty asks for nothing."""
	return [[fieldname, "=", value] for fieldname, value in wanted.items() if value]


def chosen(states: Any, usual: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
	"""The states that a filter asks for, in their own order; the usual ones where it is left empty."""
	if isinstance(states, str):
		try:
			states = frappe.parse_json(states) if states.startswith("[") else [states] if states else []
		except ValueError:
			frappe.throw(_("“{0}” is no list of states.").format(escape_html(states)))
	return tuple(state for state in known if state in (states or usual))


def month_of(day: date | None) -> date | None:
	"""The first day of a month stands for it."""
	return day.replace(day=1) if day else None


def month_name(month: date | None) -> str:
	"""A month as people write it."""
	return f"{_(month.strftime('%B'))} {month.year}" if month else _("No date yet")


def months_between(first: date, last: date) -> list[date]:
	"""Every month from the one to the other, so that a month without anything is a gap that is seen."""
	return [
		add_months(first, number)
		for number in range((last.year - first.year) * 12 + last.month - first.month + 1)
	]


# --- sums


def summed(rows: Iterable[Row], fieldname: str) -> Decimal:
	"""The exact sum of a column."""
	return sum((pennies(row[fieldname]) for row in rows), NOTHING)


def one_currency(rows: Iterable[Row]) -> str | None:
	"""The currency of all rows; None where there are several, which cannot be added up."""
	currencies = {row["currency"] for row in rows}
	return currencies.pop() if len(currencies) == 1 else None


def several_currencies() -> str:
	"""Said instead of sums that would mean nothing."""
	return _("These amounts are in several currencies and are not added up. Choose one scheme to see totals.")


def beside(rows: Sequence[Row], currency: str | None, nothing: str) -> str | None:
	"""What is said above the rows of a report: why there are no sums, or, in the words of `nothing`, why no rows."""
	if not rows:
		return nothing
	return None if currency else several_currencies()


def grouped(
	rows: Sequence[Row], key: Callable[[Row], tuple[Any, str]], sums: Sequence[str], count: str
) -> list[Row]:
	"""One row for each group and currency, with the sums of its columns.

	`key` gives what a group is ordered by and how it is shown.
	"""
	groups: dict[tuple[Any, str], list[Row]] = defaultdict(list)
	for row in rows:
		order, label = key(row)
		groups[(str(order), label, row["currency"])].append(row)
	return [
		{"group": label, "currency": currency, count: len(members)}
		| {column: summed(members, column) for column in sums}
		for (_order, label, currency), members in sorted(groups.items())
	]


# --- charts and cards


def by_month(
	rows: Sequence[Row],
	series: Mapping[str, str],
	series_of: Callable[[Row], str],
	title: str,
	colours: Mapping[str, str] | None = None,
) -> dict[str, Any] | None:
	"""Stacked bars: a bar for each month of the rows, with a part for each series that occurs.

	`series` maps what `series_of` gives to its name in the legend, in the order of the legend. Rows without a month
	stand in a bar of their own, so that the bars always come to the sum of the rows. `colours` are those of the series.
	"""
	if not rows:
		return None
	sums: dict[tuple[str, date | None], Decimal] = defaultdict(lambda: NOTHING)
	for row in rows:
		sums[(series_of(row), row["month"])] += pennies(row["amount"])
	months = _months_of(rows)
	used = [key for key in series if any(sums[(key, month)] for month in months)] or list(series)[:1]
	return {
		"data": {
			"labels": short_names(months),
			"datasets": [
				{"name": series[key], "values": [float(sums[(key, month)]) for month in months]}
				for key in used
			],
		},
		"type": "bar",
		"barOptions": {"stacked": 1},
		"fieldtype": "Currency",
		"options": "currency",
		"currency": rows[0]["currency"],
		"colors": [colours[key] for key in used] if colours else list(COLOURS),
		"title": in_currency(title, one_currency(rows)),
		**STILL,
	}


def in_currency(title: str, currency: str | None) -> str:
	"""The title of a chart of money says of what its numbers are, because its axis does not."""
	symbol = currency and frappe.db.get_value("Currency", currency, "symbol", cache=True)
	return f"{title} ({symbol or currency})" if currency else title


def _months_of(rows: Sequence[Row]) -> list[date | None]:
	known = sorted({row["month"] for row in rows if row["month"]})
	months: list[date | None] = list(months_between(known[0], known[-1])) if known else []
	return months + ([None] if any(row["month"] is None for row in rows) else [])


def short_names(months: Sequence[date | None]) -> list[str]:
	"""“Nov”, “Dec”, “Jan ’27”, “Feb”: the year where it begins; beyond a year or so, January alone is named."""
	return [
		_("No date")
		if month is None
		else f"{_(month.strftime('%b'))} ’{month:%y}"
		if number == 0 or month.month == 1
		else _(month.strftime("%b"))
		if len(months) <= LONGEST_NAMED
		else ""
		for number, month in enumerate(months)
	]


def money_card(label: str, value: Decimal, currency: str, indicator: str = "Blue") -> dict[str, Any]:
	"""A sum in the summary above a report."""
	return {
		"label": label,
		"value": value,
		"datatype": "Currency",
		"currency": currency,
		"indicator": indicator,
	}


def miles_card(rows: Iterable[Row]) -> dict[str, Any]:
	"""The miles in the summary above a report; the platform would show three decimals."""
	driven = summed(rows, "miles")
	return {"label": _("Miles"), "value": f"{driven:,.1f}", "datatype": "Data", "indicator": "Blue"}


# --- columns


def money(fieldname: str, label: str, width: int = 120) -> dict[str, Any]:
	return {
		"fieldname": fieldname,
		"label": label,
		"fieldtype": "Currency",
		"options": "currency",
		"width": width,
	}


def text(fieldname: str, label: str, width: int = 150) -> dict[str, Any]:
	return {"fieldname": fieldname, "label": label, "fieldtype": "Data", "align": "left", "width": width}


def day(fieldname: str, label: str, width: int = 110) -> dict[str, Any]:
	return {"fieldname": fieldname, "label": label, "fieldtype": "Date", "width": width}


def number(fieldname: str, label: str, width: int = 90) -> dict[str, Any]:
	return {"fieldname": fieldname, "label": label, "fieldtype": "Int", "width": width}


def link(fieldname: str, label: str, doctype: str, width: int = 140) -> dict[str, Any]:
	return text(fieldname, label, width) | {"fieldtype": "Link", "options": doctype}


def miles(fieldname: str, label: str, width: int = 90) -> dict[str, Any]:
	return {"fieldname": fieldname, "label": label, "fieldtype": "Float", "precision": 1, "width": width}


# --- what several reports look up


def payees(households: Iterable[str | None]) -> dict[str, str]:
	"""Who is paid for each household that the reader sees: its payee, else its name."""
	rows = frappe.get_list(
		"Mentoring Household",
		filters={"name": ["in", sorted({name for name in households if name})]},
		fields=["name", "household_name", "payee_name"],
		limit_page_length=ALL,
	)
	return {row.name: row.payee_name or row.household_name for row in rows}


def cost_centres() -> dict[str, str]:
	"""What each scheme that the reader sees is booked to: its cost centre in the ledger, else its cost reference."""
	in_ledger = frappe.get_meta("Mentoring Scheme").has_field(LEDGER_COST_CENTRE)
	rows = frappe.get_list(
		"Mentoring Scheme",
		fields=["name", "cost_reference", *([LEDGER_COST_CENTRE] if in_ledger else [])],
		limit_page_length=ALL,
	)
	return {row.name: row.get(LEDGER_COST_CENTRE) or row.cost_reference or "" for row in rows}


def said(sentences: Iterable[str]) -> str | None:
	"""Notes above a report, one a line; what people have typed in them is only text."""
	lines = [escape_html(sentence) for sentence in sentences if sentence]
	return "<br>".join(lines) or None
