"""What a change of one booking means for the event: who moves up, and the figures that the event shows.

Every change of bookings happens while the event is held (`stored`, or `held`), so that two people at once never both
take the last place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.utils import cint, now_datetime

from mentoring_scheme.mentoring_scheme.doctype.mentoring_event.facts import (
	as_bookings,
	event_facts,
	rows_of,
)
from mentoring_scheme.mentoring_scheme.doctype.mentoring_event.people import Person, people_of
from mentoring_scheme.mentoring_scheme.verdict import refuse_unless_allowed
from mentoring_scheme.policy import bookings as rules
from mentoring_scheme.policy.bookings import BookingState
from mentoring_scheme.policy.events import EventState, assess_answer, assess_guest, state_of

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentoring_booking.mentoring_booking import MentoringBooking
	from mentoring_scheme.mentoring_scheme.doctype.mentoring_event.mentoring_event import MentoringEvent


def held(event: str) -> MentoringEvent:
	"""The event as the database has it, locked until the transaction ends."""
	return frappe.get_doc("Mentoring Event", event, for_update=True)


def answer(event: MentoringEvent, participant: str, coming: bool) -> dict[str, Any]:
	"""Take down that somebody comes, or does not. Whoever asks has checked whose answer it is, and holds the event.

	Raises RuleRefusal, for example once the event has started.
	"""
	rows = rows_of(event.name)
	row = next((row for row in rows if row.participant == participant), None)
	state = BookingState(row.status) if row else None
	facts = event_facts(event)
	assessment = assess_answer(facts, state, coming, now_datetime())
	person = None
	if row is None and assessment.allowed:
		person = people_of(event.scheme, [participant]).get(participant)
		assessment = assess_guest(facts, person.guests if person else (), _name_of(participant, person))
	refuse_unless_allowed(assessment)
	taken = rules.count(as_bookings(rows)).taken
	becomes = rules.answered(state, coming, taken, facts.places)
	booking = booking_of(row) if row else new_booking(event, person)
	if becomes is not state:
		keep(booking, status=becomes.value, answered_on=now_datetime())
	return _told(event, booking.name, settle(event))


def settle(event: MentoringEvent) -> list[Any]:
	"""Let those who wait move up, and bring the event's figures up to date. Returns its bookings."""
	rows = rows_of(event.name)
	if _may_move_up(event):
		for booking in rules.moves_up(as_bookings(rows), cint(event.places)):
			_give_place(next(row for row in rows if row.name == booking.key))
	places = rules.count(as_bookings(rows))
	figures = {"booked": places.taken, "waiting": places.waiting, "attended": places.attended}
	if event.status != EventState.CANCELLED.value:
		figures["status"] = state_of(places).value
	event.db_set(figures, update_modified=False)
	return rows


def booking_of(row: Any) -> MentoringBooking:
	"""The document of a row, as the database has it."""
	return frappe.get_doc("Mentoring Booking", row.name, for_update=True)


def new_booking(event: MentoringEvent, person: Person) -> MentoringBooking:
	"""A booking for this person, not saved yet."""
	booking = frappe.new_doc("Mentoring Booking")
	booking.update({"event": event.name, "participant": person.participant})
	booking.flags.person = person
	return booking


def keep(booking: MentoringBooking, **values: Any) -> MentoringBooking:
	"""Save a booking with what only the event's own steps change."""
	booking.update(values)
	booking.flags.by_method = True
	# safe: whoever changes a booking was checked before, as the person booked or as staff of the event
	booking.flags.ignore_permissions = True
	return booking.save()


def _may_move_up(event: MentoringEvent) -> bool:
	"""Until the event begins; then the co-ordinator records who came."""
	return event.status == EventState.PLANNED.value and now_datetime() < event_facts(event).starts


def _give_place(row: Any) -> None:
	keep(booking_of(row), status=BookingState.BOOKED.value)
	row.status = BookingState.BOOKED.value


def _told(event: MentoringEvent, booking: str, rows: list[Any]) -> dict[str, Any]:
	row = next(row for row in rows if row.name == booking)
	number = rules.place_in_line(as_bookings(rows), booking)
	texts = {
		"Booked": _("Booked: there is a place."),
		"Waiting list": _(
			"All {0} places are taken. The place in the line is number {1}; a message follows when a place falls free."
		).format(event.places, number),
		"Declined": _("Noted: not coming."),
		"Withdrawn": _("The booking is withdrawn."),
	}
	return {
		"booking": row.name,
		"status": row.status,
		"place_in_line": number,
		"message": texts.get(row.status, ""),
	}


def _name_of(participant: str, person: Person | None) -> str:
	return person.name if person else participant
