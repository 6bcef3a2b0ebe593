"""Telling people of an event that is moved or cancelled: their bookings are saved, and the notifications follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import frappe
from frappe.utils import get_datetime, now_datetime

from mentoring_scheme.mentoring_scheme.doctype.mentoring_event.facts import rows_of
from mentoring_scheme.mentoring_scheme.doctype.mentoring_event.seats import booking_of, keep
from mentoring_scheme.policy.bookings import CONCERNED

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentoring_event.mentoring_event import MentoringEvent


def concerned(event: MentoringEvent) -> list[Any]:
	"""The bookings of those whom a change concerns: invited, booked or waiting."""
	return [row for row in rows_of(event.name) if row.status in CONCERNED]


def bring_up_to_date(event: MentoringEvent, *, tell: bool) -> None:
	"""Copy what the bookings show of the event; with `tell`, whoever still means to come, or has not answered, is told.

	Nobody is told that an event has been moved to a time that is over: that is a correction.
	"""
	tell = tell and now_datetime() < get_datetime(event.starts_on)
	for row in rows_of(event.name):
		told = {"told_of_change_on": now_datetime()} if tell and row.status in CONCERNED else {}
		keep(booking_of(row), **told)
	say_once()


def tell_of_cancelling(event: MentoringEvent, reason: str) -> int:
	"""Put the reason on the bookings of those whom it concerns. Returns how many there are."""
	rows = concerned(event)
	for row in rows:
		keep(booking_of(row), cancel_reason=reason)
	say_once()
	return len(rows)


def say_once() -> None:
	"""Show the same message once, however many people it is about: for example that no e-mail can be sent."""
	by_text = {message.get("message"): message for message in reversed(frappe.get_message_log())}
	frappe.local.message_log = list(reversed(by_text.values()))
