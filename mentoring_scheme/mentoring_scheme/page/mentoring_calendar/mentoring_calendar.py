"""Introductions, contacts, supervision, events, follow-ups and planned ends in one calendar.

Each kind is read from the reader's own list of the document that holds it, and says no more than that list does: names and
days, never what was discussed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate

from mentoring_scheme.access.listed import ALL
from mentoring_scheme.policy.follow_ups import FollowUpState
from mentoring_scheme.policy.states import NOT_STARTED, RUNNING

Entry = dict[str, Any]
SHORTEST = 15  # minutes: as long as what has no length is drawn
LONGEST = 400  # days that are shown at once: a year, and the weeks around it


@dataclass(frozen=True)
class Kind:
	"""What the calendar shows of one document. `title` says what stands there, of a row with `fields`."""

	doctype: str
	day: str
	title: Callable[[Any], str]
	fields: tuple[str, ...] = ("title",)
	filters: tuple[tuple[str, str, Any], ...] = ()
	time: str = ""
	end: str = ""


KINDS: dict[str, Kind] = {
	"introductions": Kind(
		"Mentoring Link",
		"introduction_on",
		lambda row: _("Introduction: {0}").format(row.title),
		filters=(("status", "in", (*NOT_STARTED, *RUNNING)),),
	),
	"contacts": Kind(
		"Contact Record",
		"contact_date",
		lambda row: (
			_("Contact: {0} – {1}").format(row.mentor_name, row.mentee_name)
			if row.outcome == "Took place"
			else _("No contact: {0} – {1}").format(row.mentor_name, row.mentee_name)
		),
		fields=("mentor_name", "mentee_name", "outcome", "minutes"),
		time="contact_time",
	),
	"supervision": Kind(
		"Mentoring Supervision",
		"supervision_date",
		lambda row: _("Supervision: {0}").format(row.mentor_name or row.title),
		fields=("title", "mentor_name"),
		filters=(("status", "!=", "Cancelled"),),
	),
	"events": Kind(
		"Mentoring Event",
		"starts_on",
		lambda row: row.title,
		filters=(("status", "!=", "Cancelled"),),
		end="ends_on",
	),
	"follow_ups": Kind("Mentoring Link", "follow_up_on", lambda row: _("Follow-up: {0}").format(row.title)),
	"after_the_end": Kind(
		"Mentoring Follow Up",
		"due_on",
		lambda row: _("To ask: {0}").format(row.title),
		filters=(("status", "=", FollowUpState.DUE.value),),
	),
	"planned_ends": Kind(
		"Mentoring Link",
		"planned_end",
		lambda row: _("Planned end: {0}").format(row.title),
		filters=(("status", "in", RUNNING),),
	),
}


@frappe.whitelist()
def get_events(start: str, end: str, kinds: str = "") -> list[Entry]:
	"""What stands in the calendar from the day `start` to the day before `end`, of the `kinds` asked for, else of all.

	`kinds`: names of KINDS with commas between them. Throws where the days are in the wrong order, or more than LONGEST apart.
	"""
	frappe.has_permission("Mentoring Link", "read", throw=True)
	first, last = _day(start), _day(end)
	if first > last:
		frappe.throw(_("The calendar is asked for from {0} to {1}, which lies before.").format(first, last))
	if (last - first).days > LONGEST:
		frappe.throw(
			_("The calendar shows {0} days at most, and is asked for {1}. Choose a month.").format(
				LONGEST, (last - first).days
			)
		)
	return [
		entry
		for name, kind in KINDS.items()
		if not kinds or name in kinds.split(",")
		for entry in _entries(name, kind, first, last)
	]


def _day(text: str) -> date:
	"""A day as the browser sends it; throws where it is none."""
	return getdate(text) or frappe.throw(_("Say from which day to which."))


def _entries(name: str, kind: Kind, first: date, last: date) -> list[Entry]:
	if not frappe.has_permission(kind.doctype, "read"):
		return []
	rows = frappe.get_list(
		kind.doctype,
		filters=[[kind.day, ">=", first], [kind.day, "<", last], *map(list, kind.filters)],
		fields=["name", kind.day, *kind.fields, *filter(None, (kind.time, kind.end))],
		order_by=f"{kind.day}, name",
		limit_page_length=ALL,
	)
	return [_entry(name, kind, row) for row in rows]


def _entry(name: str, kind: Kind, row: Any) -> Entry:
	starts = ends = row[kind.day]
	if kind.time and row[kind.time] is not None:
		starts = datetime.combine(starts, time()) + row[kind.time]
		ends = starts + timedelta(minutes=row.minutes or SHORTEST)
	if kind.end and row[kind.end]:
		ends = row[kind.end]
	return {
		"doctype": kind.doctype,
		"name": row.name,
		"kind": name,
		"title": kind.title(row),
		"start": str(starts),
		"end": str(ends),
		"all_day": int(not isinstance(starts, datetime)),
	}
