"""Recording who came to an event, line by line, and what follows from that for mentors and applicants."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.utils import getdate, now_datetime

from mentoring_scheme.mentoring_scheme.doctype.mentor import attendance
from mentoring_scheme.mentoring_scheme.doctype.mentoring_event.facts import (
	as_bookings,
	event_facts,
	rows_of,
)
from mentoring_scheme.mentoring_scheme.doctype.mentoring_event.inviting import sentence_of
from mentoring_scheme.mentoring_scheme.doctype.mentoring_event.people import Person, people_of
from mentoring_scheme.mentoring_scheme.doctype.mentoring_event.seats import (
	booking_of,
	keep,
	new_booking,
	settle,
)
from mentoring_scheme.mentoring_scheme.verdict import message_of, refuse_unless_allowed, remedy_of
from mentoring_scheme.policy import bookings, events
from mentoring_scheme.policy.bookings import BookingState
from mentoring_scheme.policy.events import EventFacts
from mentoring_scheme.policy.verdicts import Assessment

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentoring_booking.mentoring_booking import MentoringBooking
	from mentoring_scheme.mentoring_scheme.doctype.mentoring_event.mentoring_event import MentoringEvent

OUTCOMES = (BookingState.ATTENDED, BookingState.DID_NOT_ATTEND, BookingState.BOOKED)


@dataclass(frozen=True)
class Line:
	"""One line of the list of attendance, with the booking and the person that it is about, where there are any."""

	outcome: BookingState | None
	walked_in: bool
	row: Any
	person: Person | None
	said: str


def record(event: MentoringEvent, sent: Collection[dict[str, Any]]) -> dict[str, Any]:
	"""Record each line by itself: one that is refused says why, and the others are kept.

	A line names a booking, or a participant who came without one (`walked_in`), and an outcome. Raises RuleRefusal where
	nothing can be recorded of the event at all.
	"""
	now, facts = now_datetime(), event_facts(event)
	refuse_unless_allowed(events.assess_recording(facts, now))
	lines = [_recorded(event, facts, line, now) for line in _lines(event, sent)]
	places = bookings.count(as_bookings(settle(event)))
	notes = [
		f"{message_of(each)} {remedy_of(each)}" for each in events.assess_numbers(facts, places).warnings
	]
	return {"lines": lines, "notes": notes, "attended": places.attended}


def _lines(event: MentoringEvent, sent: Collection[dict[str, Any]]) -> list[Line]:
	rows = rows_of(event.name)
	by_booking = {row.name: row for row in rows}
	by_participant = {row.participant: row for row in rows}
	asked = {str(each.get("participant")) for each in sent if each.get("participant")}
	people = people_of(event.scheme, asked - set(by_participant)) if asked else {}
	lines = []
	for each in sent:
		participant = str(each.get("participant") or "")
		row = by_booking.get(str(each.get("booking") or "")) or by_participant.get(participant)
		outcome = next((known for known in OUTCOMES if known.value == each.get("outcome")), None)
		said = participant or str(each.get("booking") or "")
		lines.append(Line(outcome, bool(each.get("walked_in")), row, people.get(participant), said))
	return lines


def _recorded(event: MentoringEvent, facts: EventFacts, line: Line, now: datetime) -> dict[str, Any]:
	name = line.row.participant_name if line.row else line.person.name if line.person else line.said
	answer = {"name": name, "booking": line.row.name if line.row else None, "ok": False, "message": ""}
	if line.outcome is None:
		choices = ", ".join(_(each.value) for each in OUTCOMES)
		return answer | {"message": _("Choose one of: {0}.").format(choices)}
	assessment = _assessed(facts, line, now)
	if not assessment.allowed:
		return answer | {"message": sentence_of(assessment)}
	frappe.db.savepoint("line")
	try:
		booking = _kept(event, line, now)
		_follow(event, facts, booking)
	except frappe.ValidationError as refusal:
		frappe.db.rollback(save_point="line")
		frappe.clear_last_message()
		return answer | {"message": str(refusal)}
	return answer | {"booking": booking.name, "ok": True, "outcome": line.outcome.value}


def _assessed(facts: EventFacts, line: Line, now: datetime) -> Assessment:
	state = BookingState(line.row.status) if line.row else None
	assessment = events.assess_attendance(facts, state, line.outcome, line.walked_in, now)
	if line.row is None and assessment.allowed:
		return events.assess_stranger(facts, line.person.guests if line.person else (), line.said)
	return assessment


def _kept(event: MentoringEvent, line: Line, now: datetime) -> MentoringBooking:
	booking = booking_of(line.row) if line.row else new_booking(event, line.person)
	if line.row is None:
		return keep(booking, status=line.outcome.value, attendance_recorded_on=now, walked_in=1)
	if line.outcome is BookingState.BOOKED:
		becomes = bookings.taken_back(bool(line.row.walked_in))
		return keep(booking, status=becomes.value, attendance_recorded_on=None)
	return keep(booking, status=line.outcome.value, attendance_recorded_on=now)


# --- what follows


def _follow(event: MentoringEvent, facts: EventFacts, booking: MentoringBooking) -> None:
	"""The training record and the information session follow from attendance, and are taken back with it."""
	if not booking.mentor:
		return
	day, came = getdate(event.starts_on), booking.status == BookingState.ATTENDED.value
	if came:
		training = (event.training or event.title) if events.trains(facts.kind) else None
		attendance.record(booking.mentor, booking.name, training, day)
	else:
		attendance.withdraw(booking.mentor, booking.name)
	if events.informs(facts.kind):
		_date_information_session(booking.mentor, day, came)


def _date_information_session(mentor: str, day: Any, came: bool) -> None:
	"""The first information session counts (R9); one that was taken back no longer does."""
	document = frappe.get_doc("Mentor", mentor, for_update=True)
	known = getdate(document.information_session_on) if document.information_session_on else None
	if came and known is None:
		document.information_session_on = day
	elif not came and known == day:
		document.information_session_on = None
	else:
		return
	document.save()
