"""The facts of an event and of its bookings, gathered for the policy."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import frappe
from frappe.utils import cint, get_datetime

from mentoring_scheme.policy.bookings import Booking, BookingState
from mentoring_scheme.policy.events import EventFacts, EventKind, EventState, OpenTo

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentoring_event.mentoring_event import MentoringEvent

ROW = ("name", "participant", "participant_name", "mentor", "status", "answered_on", "walked_in", "send_to")


def event_facts(event: MentoringEvent) -> EventFacts:
	"""The event as it is written down, and whether its scheme is open."""
	return EventFacts(
		kind=EventKind(event.kind),
		state=EventState(event.status),
		starts=get_datetime(event.starts_on),
		ends=get_datetime(event.ends_on),
		open_to=OpenTo(event.open_to),
		places=cint(event.places),
		training=event.training or "",
		scheme_open=bool(frappe.get_cached_value("Mentoring Scheme", event.scheme, "enabled")),
	)


def rows_of(event: str | None) -> list[Any]:
	"""The bookings of an event as they are now, whatever this transaction has seen of them before.

	Whoever asks holds the event; the rows are locked as well, because only a locked row is read as others have left it.
	"""
	if not event:
		return []
	return frappe.db.get_values(
		"Mentoring Booking", {"event": event}, list(ROW), as_dict=True, for_update=True, order_by="name asc"
	)


def as_bookings(rows: Iterable[Any]) -> list[Booking]:
	"""The rows as the policy takes them."""
	return [Booking(row.name, BookingState(row.status), row.answered_on) for row in rows]
