# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""Which mentors are to be supervised, the most overdue first (R35)."""

from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate, today

from mentoring_scheme.access.listed import ALL
from mentoring_scheme.mentoring_scheme.doctype.mentoring_supervision.due import standings
from mentoring_scheme.mentoring_scheme.report_filters import checked
from mentoring_scheme.policy.supervision import SupervisionNeed

WANTED = (SupervisionNeed.OVERDUE, SupervisionNeed.DUE)


def execute(filters: dict[str, Any] | None = None) -> tuple[Any, ...]:
	"""Columns and rows, as the desk asks for them. Filter `everybody`: those in time as well."""
	filters = checked(filters)
	found = rows(filters.get("scheme"), bool(filters.get("everybody")), getdate(today()))
	return _columns(), found, None if found else _nothing(bool(filters.get("everybody")))


def _nothing(everybody: bool) -> str:
	if everybody:
		return _("No mentor's supervision is asked for: schemes say under Supervision how often it is.")
	return _("Nobody's supervision is due. Tick “Those in time as well” to see when it next is.")


def rows(scheme: str | None, everybody: bool, day: date) -> list[dict[str, Any]]:
	"""A row for each mentor whom the reader sees and whose supervision is due, or, with `everybody`, is asked for."""
	mentors = frappe.get_list(
		"Mentor",
		filters={"scheme": scheme} if scheme else {},
		fields=["name", "participant_name", "scheme"],
		order_by="name",
		limit_page_length=ALL,
	)
	found = standings(mentors, day)
	listed = [
		{
			"mentor": mentor.name,
			"mentor_name": mentor.participant_name,
			"scheme": mentor.scheme,
			"state": _(standing.state.value),
			"last_on": standing.last_on,
			"due_on": standing.due_on,
			"planned_on": standing.planned_on,
			"days": max((day - standing.due_on).days, 0) or None,
		}
		for mentor in mentors
		if (standing := found[mentor.name]).due_on and (everybody or standing.state in WANTED)
	]
	return sorted(listed, key=lambda row: (row["due_on"], row["mentor"]))


def _columns() -> list[dict[str, Any]]:
	return [
		{"fieldname": "mentor", "label": _("Mentor"), "fieldtype": "Link", "options": "Mentor", "width": 140},
		{"fieldname": "mentor_name", "label": _("Name"), "fieldtype": "Data", "width": 180},
		{
			"fieldname": "scheme",
			"label": _("Scheme"),
			"fieldtype": "Link",
			"options": "Mentoring Scheme",
			"width": 180,
		},
		{"fieldname": "state", "label": _("Supervision"), "fieldtype": "Data", "width": 110},
		{"fieldname": "due_on", "label": _("Due on"), "fieldtype": "Date", "width": 110},
		{"fieldname": "days", "label": _("Days overdue"), "fieldtype": "Int", "width": 110},
		{"fieldname": "last_on", "label": _("Last held"), "fieldtype": "Date", "width": 110},
		{"fieldname": "planned_on", "label": _("Next planned"), "fieldtype": "Date", "width": 120},
	]


@frappe.whitelist()
def card() -> dict[str, Any]:
	"""How many mentors' supervision is due, of those whom the reader sees; for the number card."""
	frappe.has_permission("Mentor", "read", throw=True)
	return {
		"value": len(rows(None, False, getdate(today()))),
		"fieldtype": "Int",
		"route": ["query-report", "Mentoring Supervision Due"],
	}
