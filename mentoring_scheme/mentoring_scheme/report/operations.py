"""What the operational reports share: the period, the policies, the cards, and words where there is nothing to show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.utils import formatdate, getdate

from mentoring_scheme.access.listed import ALL
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_version
from mentoring_scheme.mentoring_scheme.report.figures import STILL
from mentoring_scheme.policy.months import ONE_DAY, Period, add_months
from mentoring_scheme.policy.scheme import SchemePolicy

LONGEST_YEARS = 30
YEARS = range(1950, 2100)
YEAR = 12  # months


def period_asked(first: Any, last: Any, today: date) -> Period:
	"""The days that the filters name, both included; the last twelve months where they name none.

	Raises frappe.ValidationError for days in the wrong order, and for a period that is a slip of the keyboard.
	"""
	end = _day_asked(last) if last else today
	start = _day_asked(first) if first else add_months(end, -YEAR) + ONE_DAY
	if start > end:
		frappe.throw(
			_("The period ends on {0}, before it begins on {1}. Exchange the two days, or empty one.").format(
				formatdate(end), formatdate(start)
			)
		)
	if end.year - start.year > LONGEST_YEARS:
		frappe.throw(
			_(
				"The period from {0} to {1} is longer than {2} years. Correct the year of one of the days."
			).format(formatdate(start), formatdate(end), LONGEST_YEARS)
		)
	return Period(start, end)


def _day_asked(day: Any) -> date:
	found = getdate(day)
	if found.year not in YEARS:
		frappe.throw(_("{0} lies outside the years that can be reported on. Correct the year.").format(day))
	return found


def schemes_seen(scheme: str | None = None) -> list[Any]:
	"""The schemes that the reader sees, with the version of the policy in force; none where there is no policy yet."""
	return frappe.get_list(
		"Mentoring Scheme",
		filters={"name": scheme} if scheme else {},
		fields=["name", "policy_version"],
		order_by="name",
		limit_page_length=ALL,
	)


def policies_of(schemes: Iterable[Any]) -> dict[str, SchemePolicy]:
	"""The policy in force in each of the schemes that has one."""
	return {row.name: policy_of_version(row.policy_version) for row in schemes if row.policy_version}


def without_policy(schemes: Iterable[Any]) -> list[str]:
	"""Says of each scheme without a policy what to do."""
	return [
		_(
			"{0} has no policy yet, so nothing can be held against it: load a preset and save the scheme."
		).format(row.name)
		for row in schemes
		if not row.policy_version
	]


def cards(*given: tuple[str, Any, str]) -> list[dict[str, Any]]:
	"""The summary above a report: label, figure and colour; a figure of None is a dash."""
	return [
		{
			"label": label,
			"value": "–" if value is None else value,
			"datatype": "Int" if isinstance(value, int) else "Data",
			"indicator": colour,
		}
		for label, value, colour in given
	]


def per_cent(value: int | None) -> str | None:
	"""A share in a card."""
	return None if value is None else _("{0}%").format(value)


def days(value: float | None) -> float | int | None:
	"""Days in the middle, without a decimal where there is none."""
	return int(value) if value is not None and value == int(value) else value


def light_of_share(value: int | None) -> str:
	"""The colour of a share of what was to be met."""
	if value is None:
		return "Blue"
	return "Green" if value >= 90 else "Orange" if value >= 70 else "Red"


def bars(
	labels: Iterable[str],
	series: Mapping[str, Iterable[Any]],
	title: str,
	colours: Iterable[str],
) -> dict[str, Any] | None:
	"""A chart of the very rows that are shown; none of nothing."""
	labels = list(labels)
	if not labels:
		return None
	return {
		"data": {
			"labels": labels,
			"datasets": [
				{"name": name, "values": [value or 0 for value in values]} for name, values in series.items()
			],
		},
		"type": "bar",
		"fieldtype": "Int",
		"colors": list(colours),
		"title": title,
		**STILL,
	}
