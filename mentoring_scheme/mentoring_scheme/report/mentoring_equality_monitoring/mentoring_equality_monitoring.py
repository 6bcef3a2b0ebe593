# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""Who takes part, who is matched and who completes, by characteristic; small groups, and what gives them away, are kept back."""

from __future__ import annotations

from typing import Any

import frappe
from frappe import _

from mentoring_scheme.mentoring_scheme.report import operations
from mentoring_scheme.mentoring_scheme.report.figures import said, text
from mentoring_scheme.mentoring_scheme.report_filters import checked
from mentoring_scheme.mentoring_scheme.review.equality import Characteristic, by_characteristic, dated, lines
from mentoring_scheme.mentoring_scheme.review.years import SchemeYear, asked_for, nothing_chosen

WHO = ("Mentee", "Mentor")
CHARTED = "gender"


def execute(filters: dict[str, Any] | None = None) -> tuple[Any, ...]:
	"""Columns, rows, a message and a chart, as the desk asks for them. Raises frappe.PermissionError, as for profiles."""
	frappe.has_permission("Mentoring Equality Profile", "read", throw=True)
	filters = checked(filters)
	year, who = asked_for(filters), filters.get("who") or WHO[0]
	if who not in WHO:
		frappe.throw(_("Choose mentees or mentors."))
	if year is None:
		return _columns(who), [], nothing_chosen()
	count, found = by_characteristic(year, who)
	return _columns(who), lines(found) if count else [], _message(year, who, count), _chart(found)


def _columns(who: str) -> list[dict[str, Any]]:
	columns = [
		text("characteristic", _("Characteristic"), 170),
		text("group", _("Group"), 230),
		text("people", _("Referred") if who == WHO[0] else _("Applied"), 100),
		text("matched", _("Matched"), 100),
		text("share", _("Share matched"), 140),
		text("completed", _("Completed"), 110),
	]
	return [*columns, text("days", _("Days waited"), 110)] if who == WHO[0] else columns


def _message(year: SchemeYear, who: str, count: int) -> str | None:
	least = year.policy.feedback_smallest_group
	if not count:
		nobody = (
			_("No mentee was referred in {0}.")
			if who == WHO[0]
			else _("Nobody applied to be a mentor in {0}.")
		)
		return said([dated(year, nobody.format(year.name))])
	about = (
		_("Mentees who were referred in {0}, and what became of them.")
		if who == WHO[0]
		else _("Mentors who applied in {0}, and what became of them.")
	)
	return said(
		[
			dated(year, about.format(year.name)),
			_(
				"Groups of fewer than {0} people are not shown, nor figures from which they could be worked out. “Too few” stands for such figures."
			).format(least),
		]
	)


def _chart(found: list[Characteristic]) -> dict[str, Any] | None:
	shown = next((each.shown.people for each in found if each.fieldname == CHARTED), {})
	labels = [_(name) for name in shown]
	return operations.bars(labels, {_("People"): shown.values()}, _("People by gender"), ["#1d4f91"])
