# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""How each link stands, the greatest need first, and why: the rule and the figure (R27–R39, R49)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate, today

from mentoring_scheme.access.listed import ALL
from mentoring_scheme.mentoring_scheme.doctype.mentoring_link.running import last_held
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_scheme
from mentoring_scheme.mentoring_scheme.report_filters import checked
from mentoring_scheme.mentoring_scheme.watching import lights
from mentoring_scheme.policy.states import ENDING, OPEN, RUNNING

FIELDS = [
	"name",
	"title",
	"mentor",
	"mentor_name",
	"mentee",
	"mentee_name",
	"scheme",
	"status",
	"start_date",
	"planned_end",
	"co_ordinator",
]


def execute(filters: dict[str, Any] | None = None) -> tuple[Any, ...]:
	"""Columns, rows, message, chart and summary, as the desk asks for them."""
	filters = checked(filters)
	rows = _rows(_links(filters), getdate(today()))
	chosen = [row for row in rows if not filters.get("light") or row["light_key"] == filters["light"]]
	nothing = _("No open link answers to these filters: empty one of them.")
	return _columns(), chosen, None if chosen else nothing, None, _summary(rows)


def _links(filters: frappe._dict) -> list[Any]:
	"""The links that the reader sees which are open, or not closed after an early end."""
	chosen = {
		"scheme": filters.get("scheme"),
		"co_ordinator": frappe.session.user if filters.get("mine") else None,
		"status": ["in", (*OPEN, *ENDING)],
	}
	return frappe.get_list(
		"Mentoring Link",
		filters={fieldname: value for fieldname, value in chosen.items() if value},
		fields=FIELDS,
		order_by="name",
		limit_page_length=ALL,
	)


def _rows(links: Sequence[Any], day: date) -> list[dict[str, Any]]:
	"""A row for each link, the greatest need first. As many queries for ten as for ten thousand."""
	if not links:
		return []
	policies = {scheme: policy_of_scheme(scheme) for scheme in {link.scheme for link in links}}
	last = last_held([link.name for link in links])
	standings = lights.standings_of(links, policies, day)
	rows = [
		_row(link, last.get(link.name)) | lights.shown(standings[link.name], policies[link.scheme], day)
		for link in links
	]
	return sorted(rows, key=lambda row: (*standings[row["link"]].need(day), row["link"]))


def _row(link: Any, last_contact: date | None) -> dict[str, Any]:
	return {
		"link": link.name,
		"title": link.title,
		"last_contact": last_contact,
		"planned_end": link.planned_end,
		"status": _(link.status),
		"mentor": link.mentor,
		"mentor_name": link.mentor_name,
		"mentee": link.mentee,
		"mentee_name": link.mentee_name,
		"co_ordinator": link.co_ordinator,
		"scheme": link.scheme,
		"runs": link.status in RUNNING,
	}


def _columns() -> list[dict[str, Any]]:
	def column(fieldname: str, label: str, fieldtype: str = "Data", width: int = 120, **more: Any) -> Any:
		return {"fieldname": fieldname, "label": label, "fieldtype": fieldtype, "width": width, **more}

	return [
		column("light", _("Light"), width=90),
		column("title", _("Link"), width=280, align="left"),
		column("why", _("Why"), width=520, align="left"),
		column("call", _("Call"), width=110),
		column("last_contact", _("Last contact"), "Date"),
		column("planned_end", _("Planned end"), "Date"),
		column("status", _("Status"), width=110),
		column("mentor", _("Mentor"), "Link", options="Mentor"),
		column("mentee", _("Mentee"), "Link", options="Mentee"),
		column("co_ordinator", _("Co-ordinator"), "Link", 180, options="User"),
		column("scheme", _("Scheme"), "Link", 190, options="Mentoring Scheme"),
		column("link", _("Number"), "Link", 150, options="Mentoring Link"),
	]


def _summary(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
	"""The lights, and the two groups whom staff support (R49)."""
	lights = [row["light_key"] for row in rows]
	cards = [
		(_("Red"), lights.count("Red"), "Red" if "Red" in lights else "Green"),
		(_("Amber"), lights.count("Amber"), "Orange" if "Amber" in lights else "Green"),
		(_("Green"), lights.count("Green"), "Green"),
		(_("Mentors"), len({row["mentor"] for row in rows}), "Blue"),
		(_("Mentees"), len({row["mentee"] for row in rows}), "Blue"),
	]
	return [
		{"label": label, "value": value, "datatype": "Int", "indicator": indicator}
		for label, value, indicator in cards
	]
