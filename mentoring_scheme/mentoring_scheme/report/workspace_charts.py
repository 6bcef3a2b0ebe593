"""The figures of the workspace's charts. Each counts what the reader's own lists hold, and is worked out anew each time.

The platform's own chart of a list knows neither two series nor an order of states, and looks first into a cache that goes
by the name of the chart alone, whoever asks.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate, today

from mentoring_scheme.access.listed import ALL
from mentoring_scheme.mentoring_scheme.report.figures import (
	between,
	month_of,
	months_between,
)
from mentoring_scheme.policy.months import add_months
from mentoring_scheme.policy.states import OPEN, PAYMENT_COUNTED, WITHOUT_MENTOR

Chart = dict[str, Any]

# Weeks of waiting, and from which day of it on; a chart has no room for longer words.
WAITING = ((0, "0–4"), (28, "4–8"), (56, "8–13"), (91, "13+"))


@frappe.whitelist()
def links_by_state() -> Chart | None:
	"""Open links by where they stand, in the order in which links go through it."""
	frappe.has_permission("Mentoring Link", "read", throw=True)
	states = frappe.get_list(
		"Mentoring Link", filters={"status": ["in", OPEN]}, pluck="status", limit_page_length=ALL
	)
	return _chart([_(state) for state in OPEN], {_("Links"): _counted(states, OPEN)})


@frappe.whitelist()
def links_begun_and_ended() -> Chart | None:
	"""Links that began and links that ended, in each of the last twelve months."""
	frappe.has_permission("Mentoring Link", "read", throw=True)
	months = _twelve_months()
	series = {
		_("Begun"): _counted(_months_of("Mentoring Link", "start_date", months), months),
		_("Ended"): _counted(_months_of("Mentoring Link", "ended_on", months), months),
	}
	return _chart(_names(months), series)


@frappe.whitelist()
def contacts_by_month() -> Chart | None:
	"""Contacts that took place and contacts that did not, of the records that the reader sees (R27)."""
	frappe.has_permission("Contact Record", "read", throw=True)
	months = _twelve_months()
	took_place = _months_of("Contact Record", "contact_date", months, ["outcome", "=", "Took place"])
	others = _months_of("Contact Record", "contact_date", months, ["outcome", "!=", "Took place"])
	series = {
		_("Took place"): _counted(took_place, months),
		_("Fell through"): _counted(others, months),
	}
	return _chart(_names(months), series)


@frappe.whitelist()
def mentees_waiting() -> Chart | None:
	"""Mentees without a link yet, by how long it is since they were referred (R17)."""
	frappe.has_permission("Mentee", "read", throw=True)
	referred = frappe.get_list(
		"Mentee", filters={"status": ["in", WITHOUT_MENTOR]}, pluck="referred_on", limit_page_length=ALL
	)
	day = getdate(today())
	spans = [_span((day - since).days if since else 0) for since in referred]
	return _chart([label for _days, label in WAITING], {_("Mentees"): _counted(spans, WAITING)})


@frappe.whitelist()
def payments_by_month() -> Chart | None:
	"""What falls due in each of the last twelve months, by where its payment stands; each currency apart."""
	frappe.has_permission("Mentoring Payment Batch", "read", throw=True)
	months = _twelve_months()
	rows = frappe.get_list(
		"Mentoring Payment",
		filters=[["status", "in", PAYMENT_COUNTED], *_within("due_on", months)],
		fields=["due_on", "status", "currency", "amount"],
		limit_page_length=ALL,
	)
	sums: Counter[tuple[str, str, date | None]] = Counter()
	for row in rows:
		sums[(row.currency, row.status, month_of(row.due_on))] += row.amount
	currencies = sorted({currency for currency, _status, _month in sums})
	series = {
		_(status) if len(currencies) == 1 else f"{_(status)}, {currency}": [
			sums[(currency, status, month)] for month in months
		]
		for currency in currencies
		for status in PAYMENT_COUNTED
	}
	return _chart(_names(months), series)


def _twelve_months() -> list[date]:
	this_month = getdate(today()).replace(day=1)
	return months_between(add_months(this_month, -11), this_month)


def _names(months: Sequence[date]) -> list[str]:
	"""“Nov”, “Dec”: twelve months need no year, and a chart has no room for one."""
	return [_(month.strftime("%b")) for month in months]


def _within(fieldname: str, months: Sequence[date]) -> list[list[Any]]:
	"""Filters of a list: from the first of the months up to today."""
	return between(fieldname, months[0], getdate(today()))


def _months_of(
	kind: str, fieldname: str, months: Sequence[date], *wanted: list[Any]
) -> Iterable[date | None]:
	"""The month of each document that the reader's list holds, of those that are `wanted`."""
	days = frappe.get_list(
		kind, filters=[*_within(fieldname, months), *wanted], pluck=fieldname, limit_page_length=ALL
	)
	return map(month_of, days)


def _span(days: int) -> tuple[int, str]:
	"""How long somebody has waited, as the chart says it."""
	return next(span for span in reversed(WAITING) if days >= span[0] or not span[0])


def _counted(found: Iterable[Any], order: Sequence[Any]) -> list[int]:
	counts = Counter(found)
	return [counts[each] for each in order]


def _chart(labels: Sequence[str], series: Mapping[str, Sequence[float]]) -> Chart | None:
	"""As the platform draws it; None, which it shows as “No Data”, where there is nothing at all."""
	if not any(any(values) for values in series.values()):
		return None
	datasets = [{"name": name, "values": list(values)} for name, values in series.items()]
	return {"labels": list(labels), "datasets": datasets}
