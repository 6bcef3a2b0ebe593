# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""Each link with its state, its term, and its light and why; those that have ended as well, where they are asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate, today

from mentoring_scheme.access.listed import ALL
from mentoring_scheme.mentoring_scheme.report import operations
from mentoring_scheme.mentoring_scheme.report.figures import (
	between,
	day,
	equal,
	link,
	number,
	said,
	text,
)
from mentoring_scheme.mentoring_scheme.report_filters import checked
from mentoring_scheme.mentoring_scheme.watching import lights
from mentoring_scheme.policy.caseload import Standing
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.states import ENDING, NOT_STARTED, OPEN, RUNNING, LinkState

ENDED = (LinkState.CLOSED.value, LinkState.ENDED_EARLY.value, LinkState.DECLINED.value)
GROUPS = {
	"Open": OPEN,
	"Being prepared": NOT_STARTED,
	"Running": RUNNING,
	"Ended": ENDED,
	"All": (*OPEN, *ENDED),
}
JUDGED = (*OPEN, *ENDING)
FIELDS = [
	"name", "title", "mentor", "mentor_name", "mentee", "mentee_name", "scheme", "status", "support_type", "start_date",
	"planned_end", "ended_on", "co_ordinator",
]  # fmt: skip
SOON = 30  # days to the planned end


def execute(filters: dict[str, Any] | None = None) -> tuple[Any, ...]:
	"""Columns, rows, message, chart and summary, as the desk asks for them."""
	filters = checked(filters)
	schemes = operations.schemes_seen(filters.get("scheme"))
	rows = _rows(_links(filters), operations.policies_of(schemes), getdate(today()))
	if filters.get("light"):
		rows = [row for row in rows if row["light_key"] == filters["light"]]
	notes = operations.without_policy(schemes) + ([] if rows else [_nothing(filters)])
	return _columns(), rows, said(notes), _chart(rows), _summary(rows)


def _nothing(filters: frappe._dict) -> str:
	if filters.get("light") or filters.get("from_date") or filters.get("to_date") or filters.get("mine"):
		return _("No link answers to these filters: empty one of them.")
	return _(
		"There is no such link yet. Open a mentee who waits and choose Find a mentor; the Waiting List says who waits."
	)


def _links(filters: frappe._dict) -> list[Any]:
	"""The links that the reader sees, in the chosen states; with a period, those whose support began in it."""
	since, until = filters.get("from_date"), filters.get("to_date")
	period = operations.period_asked(since, until, getdate(today())) if since or until else None
	mine = frappe.session.user if filters.get("mine") else None
	return frappe.get_list(
		"Mentoring Link",
		filters=[
			["status", "in", GROUPS.get(filters.get("states") or "Open", OPEN)],
			*equal(scheme=filters.get("scheme"), co_ordinator=mine),
			*(between("start_date", period.start, period.end) if period else []),
		],
		fields=FIELDS,
		order_by="name",
		limit_page_length=ALL,
	)


def _rows(links: Sequence[Any], policies: dict[str, SchemePolicy], today_: date) -> list[dict[str, Any]]:
	"""The greatest need first, and last what is over. What ended early is judged until it is closed, as in the caseload."""
	judged = [each for each in links if each.status in JUDGED and each.scheme in policies]
	standings = lights.standings_of(judged, policies, today_)
	rows = [
		_row(each, today_)
		| (
			lights.shown(standings[each.name], policies[each.scheme], today_)
			if each.name in standings
			else {}
		)
		for each in links
	]
	return sorted(rows, key=lambda row: _order(row, standings.get(row["link"]), today_))


def _order(row: dict[str, Any], stands: Standing | None, today_: date) -> tuple[Any, ...]:
	return (0, *stands.need(today_), row["link"]) if stands else (1, 0, 0, 0, row["link"])


def _row(each: Any, today_: date) -> dict[str, Any]:
	open_end = each.planned_end if each.status in RUNNING else None
	return {
		"link": each.name,
		"title": each.title,
		"status": _(each.status),
		"state": each.status,
		"support_type": each.support_type,
		"start_date": each.start_date,
		"planned_end": each.planned_end,
		"ended_on": each.ended_on,
		"days_left": (getdate(open_end) - today_).days if open_end else None,
		"light": "",
		"light_key": "",
		"colour": "",
		"why": "",
		"mentor": each.mentor,
		"mentor_name": each.mentor_name,
		"mentee": each.mentee,
		"mentee_name": each.mentee_name,
		"co_ordinator": each.co_ordinator,
		"scheme": each.scheme,
	}


def _columns() -> list[dict[str, Any]]:
	return [
		text("light", _("Light"), 95),
		text("title", _("Link"), 230),
		text("status", _("Status"), 110),
		number("days_left", _("Days left"), 95),
		text("why", _("Why"), 420),
		day("start_date", _("Started on")),
		day("planned_end", _("Planned end")),
		day("ended_on", _("Ended on")),
		text("support_type", _("Support type"), 170),
		link("mentor", _("Mentor"), "Mentor", 120),
		link("mentee", _("Mentee"), "Mentee", 120),
		link("co_ordinator", _("Co-ordinator"), "User", 190),
		link("scheme", _("Scheme"), "Mentoring Scheme", 220),
		link("link", _("Number"), "Mentoring Link", 150),
	]


def _chart(rows: list[dict[str, Any]]) -> dict[str, Any] | None:
	"""How many links stand in which state, in the order of a link's life."""
	found = Counter(row["state"] for row in rows)
	states = [state.value for state in LinkState if found[state.value]]
	series = {_("Links"): [found[state] for state in states]}
	return operations.bars([_(state) for state in states], series, _("Links by state"), ["#1d4f91"])


def _summary(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
	found = Counter(row["light_key"] for row in rows)
	left = [row["days_left"] for row in rows if row["days_left"] is not None]
	past, soon = sum(each < 0 for each in left), sum(0 <= each <= SOON for each in left)
	return operations.cards(
		(_("Links"), len(rows), "Blue"),
		(_("Red"), found["Red"], "Red" if found["Red"] else "Green"),
		(_("Amber"), found["Amber"], "Orange" if found["Amber"] else "Green"),
		(_("End within {0} days").format(SOON), soon, "Blue"),
		(_("Past their planned end"), past, "Red" if past else "Green"),
	)
