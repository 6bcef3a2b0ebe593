"""What people were reminded of in the last weeks, and what the co-ordinators noted; no mail is written of it."""

from __future__ import annotations

from datetime import date, datetime, time

import frappe
from frappe.utils import getdate

from mentoring_scheme.jobs import reminder_rows
from mentoring_scheme.jobs.reminders import letters_of
from mentoring_scheme.setup.demo.acting import acting_as, ago, insert
from mentoring_scheme.setup.demo.plans import SCHEMES

SIX = time(6, 0)
DAYS = (21, 17, 14, 10, 7, 3, 0)
NOTES = (
	("Call after a contact", 3, "It went well. They meet again in a fortnight; the mentor is managing."),
	("Support note", 9, "Asked whether the two would rather meet outside. They will try the park café."),
	(
		"Advice given",
		16,
		"The mentor asked how much to write down. Short is enough: what, and what was agreed.",
	),
)


def look_after() -> None:
	"""Reminders as of a few days of the last three weeks, and a few notes in each scheme."""
	for days in DAYS:
		_remind(ago(days))
	for plan in SCHEMES:
		with acting_as(plan.coordinator.email):
			_note(plan.name)


def _remind(day: date) -> None:
	for letter in letters_of(day):
		new = reminder_rows.written(letter.rows)
		sent_on = datetime.combine(getdate(day), SIX)
		frappe.db.set_value(
			reminder_rows.REMINDER, {"name": ["in", list(new.values()) or [""]]}, "sent_on", sent_on
		)


def _note(scheme: str) -> None:
	active = {"scheme": scheme, "status": "Active"}
	links = frappe.get_list(
		"Mentoring Link", active, pluck="name", order_by="name", limit_page_length=len(NOTES)
	)
	for link, (kind, days, text) in zip(links, NOTES, strict=False):
		insert("Mentoring Support Note", link=link, kind=kind, note_date=ago(days), text=text)
