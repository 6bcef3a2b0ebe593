# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""What a scheme will cost and need over the next months, from its own caseload; with another term beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import frappe
from frappe import _
from frappe.utils import cint, escape_html, getdate, today

from mentoring_scheme.access.reach import schemes_of
from mentoring_scheme.access.visibility import sees_all
from mentoring_scheme.mentoring_scheme.report.figures import STILL, in_currency
from mentoring_scheme.mentoring_scheme.report.mentoring_forecast.caseload import Answer, answer
from mentoring_scheme.mentoring_scheme.report_filters import checked
from mentoring_scheme.mentoring_scheme.verdict import problem_of
from mentoring_scheme.policy.errors import PolicyError

MONTHS_NAMED = 25
COMPARED = ("payments", "running", "waiting", "needed", "supervision")


def execute(filters: dict[str, Any] | None = None) -> tuple[Any, ...]:
	"""Columns, rows, message, chart and summary, as the desk asks for them."""
	filters = checked(filters)
	if not filters.get("scheme"):
		return _columns(False), [], _("Choose a scheme.")
	_check_scheme(filters.get("scheme"))
	found_out = _answer(filters)
	if found_out.nothing:
		return _columns(False), [], _said(found_out.nothing)
	found = found_out.forecasts
	message = "<br>".join(_said(note) for note in found_out.notes)
	currency = frappe.get_cached_value("Mentoring Scheme", filters.scheme, "currency")
	rows, chart = _rows(found, currency), _chart(found, currency)
	return _columns(len(found) > 1), rows, message, chart, _summary(found)


def _check_scheme(scheme: str) -> None:
	"""A forecast is of a whole scheme: for its staff, and for those who see every link."""
	user = frappe.session.user
	if not sees_all(user, "Mentoring Link") and scheme not in schemes_of(user).run(pluck=True):
		frappe.throw(_("The forecast of a scheme is for its own co-ordinators."), frappe.PermissionError)
	frappe.has_permission("Mentoring Scheme", "read", doc=scheme, throw=True)


def _answer(filters: frappe._dict) -> Answer:
	try:
		return answer(
			filters.get("scheme"),
			getdate(today()),
			months=cint(filters.get("months")),
			referrals_per_month=_referrals(filters.get("referrals_per_month")),
			more_mentors=cint(filters.get("more_mentors")),
			term_months=cint(filters.get("term_months")),
			support_type=(filters.get("support_type") or "").strip(),
		)
	except PolicyError as error:
		frappe.throw(f"{_label(error.field)}: {problem_of(error)}", title=_("No forecast can be made"))


def _referrals(value: Any) -> Decimal | None:
	"""The number of referrals that was written; nothing and nought are left to the caseload."""
	if value in (None, "", 0):
		return None
	try:
		return Decimal(str(value))
	except InvalidOperation:
		raise PolicyError(
			"referrals_per_month", "This must be a number, not {value!r}.", value=value
		) from None


def _label(field: str) -> str:
	"""The filter that a problem is about, as it is named on the page."""
	if field.startswith("support_types"):
		return _("Compare: term (months)")
	labels = {
		"months": _("Months ahead"),
		"referrals_per_month": _("Referrals a month"),
		"mentors": _("Additional mentors"),
		"support_type": _("Compare: support type"),
	}
	return labels.get(field, field)


def _said(note: Any) -> str:
	return escape_html(_(note.sentence).format(**note.figures))


def _columns(compared: bool) -> list[dict[str, Any]]:
	columns = [
		{"fieldname": "month", "label": _("Month"), "fieldtype": "Data", "width": 190},
		_money("payments", _("Payments")),
		_money("payments_low", _("Payments: low")),
		_money("payments_high", _("Payments: high")),
		_number("running", _("Running links")),
		_number("started", _("Links that start")),
		_number("ended", _("Links that end")),
		_number("waiting", _("Without a link")),
		_number("wait", _("Wait (days)")),
		_number("needed", _("Mentors needed")),
		{
			"fieldname": "load",
			"label": _("Links for each mentor"),
			"fieldtype": "Float",
			"precision": 2,
			"width": 170,
		},
		_number("contacts", _("Contacts")),
		{
			"fieldname": "supervision",
			"label": _("Supervision (hours)"),
			"fieldtype": "Float",
			"precision": 1,
			"width": 170,
		},
		_number("reviews", _("Reviews and ends")),
	]
	if compared:
		columns += [
			_money("payments_compared", _("Payments (compared)")),
			_number("running_compared", _("Running (compared)")),
			_number("waiting_compared", _("Without (compared)")),
			_number("needed_compared", _("Mentors (compared)")),
			_number("supervision_compared", _("Hours (compared)")),
		]
	return columns


def _money(fieldname: str, label: str) -> dict[str, Any]:
	return {
		"fieldname": fieldname,
		"label": label,
		"fieldtype": "Currency",
		"options": "currency",
		"width": 150,
	}


def _number(fieldname: str, label: str) -> dict[str, Any]:
	return {"fieldname": fieldname, "label": label, "fieldtype": "Int", "width": 150}


def _rows(forecasts: Sequence[Any], currency: str | None) -> list[dict[str, Any]]:
	first = forecasts[0]
	rows = []
	for index in range(len(first.months)):
		row = {"month": _month(first, index), "currency": currency}
		row |= {key: found[index].mid for key, found in first.by_month.items()}
		row["payments_low"] = first.by_month["payments"][index].low
		row["payments_high"] = first.by_month["payments"][index].high
		for other in forecasts[1:]:
			row |= {f"{key}_compared": other.by_month[key][index].mid for key in COMPARED}
		rows.append(row)
	return rows


def _month(forecast: Any, index: int) -> str:
	start = forecast.months.starts[index]
	name = _(start.strftime("%B"))
	if forecast.months.is_part(index):
		return _("Rest of {0} {1}").format(name, start.year)
	return f"{name} {start.year}"


def _short_months(starts: Sequence[date]) -> list[str]:
	"""“Nov”, “Dec”, “’27”, “Feb”: the chart has room for three letters; beyond two years, the years alone."""
	return [
		f"’{each:%y}" if each.month == 1 else _(each.strftime("%b")) if len(starts) <= MONTHS_NAMED else ""
		for each in starts
	]


def _chart(forecasts: Sequence[Any], currency: str | None) -> dict[str, Any]:
	"""The money by month; the links where the policy pays nothing."""
	pays = any(each.mid for found in forecasts for each in found.by_month["payments"])
	key = "payments" if pays else "running"
	first = forecasts[0]
	names = [_("As the policy says"), *(_("Compared") for _other in forecasts[1:])]
	datasets = [
		{"name": name, "values": [float(each.mid or 0) for each in found.by_month[key]]}
		for name, found in zip(names, forecasts, strict=True)
	]
	return {
		"data": {
			"labels": _short_months(first.months.starts),
			"datasets": datasets,
		},
		"type": "line",
		"fieldtype": "Currency" if pays else "Int",
		"colors": ["#1d4f91", "#b5541c"],
		"title": in_currency(_("Payments by month"), currency) if pays else _("Running links by month"),
		**STILL,
	}


def _summary(forecasts: Sequence[Any]) -> list[dict[str, Any]]:
	labels = {
		"payments": (_("Payments in all"), "Currency"),
		"needed": (_("Mentors needed"), "Int"),
		"wait": (_("Days from referral to start"), "Int"),
		"waiting": (_("Mentees without a link at the end"), "Int"),
		"supervision": (_("Supervision (hours)"), "Float"),
		"reviews": (_("Reviews and planned ends"), "Int"),
	}
	cards = []
	for number, found in enumerate(forecasts):
		for key, (label, datatype) in labels.items():
			value = found.totals[key].mid
			if value is None or (number and key not in ("payments", "needed", "wait")):
				continue
			shown = _("Compared: {0}").format(label) if number else label
			cards.append(
				{"label": shown, "value": value, "datatype": datatype, "indicator": _indicator(found, key)}
			)
	return cards


def _indicator(forecast: Any, key: str) -> str:
	"""Red where there are fewer mentors than are needed."""
	if key != "needed":
		return "Blue"
	return "Red" if forecast.totals["needed"].mid > forecast.mentors else "Green"
