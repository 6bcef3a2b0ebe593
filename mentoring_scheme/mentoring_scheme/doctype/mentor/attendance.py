"""What attendance at an event means for a mentor's training record and preparation (R10, R12)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from mentoring_scheme.mentoring_scheme.doctype.mentor.evidence import topics_covered
from mentoring_scheme.mentoring_scheme.plain_values import date_or_none
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_scheme
from mentoring_scheme.policy import preparation
from mentoring_scheme.policy.training import named

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentor.mentor import Mentor


def record(mentor: str, booking: str, training: str | None, attended_on: date) -> None:
	"""Keep that a mentor attended an event by this booking; recorded again, the row is brought up to date.

	Without a `training` nothing goes on the training record, but the topics of the event count all the same. A course
	that was agreed with the mentor and is not attended yet is the one that was meant. The rows of the record are
	changed here alone, which is why they are read-only in the form.
	"""
	document = frappe.get_doc("Mentor", mentor, for_update=True)
	if not training:
		_remove(document, booking)
	else:
		row = _row_for(document, booking, training)
		if not _was_agreed(row):
			row.training = training
		row.update({"attended_on": attended_on, "booking": booking})
	_save(document)


def withdraw(mentor: str, booking: str) -> None:
	"""Take back what was recorded by this booking; once taken back, nothing more happens.

	A course that was agreed with the mentor is open again, and a preparation that was completed by this event is not
	completed any more. A day that somebody has typed for it stays.
	"""
	document = frappe.get_doc("Mentor", mentor, for_update=True)
	_remove(document, booking)
	_reopen_preparation(document, booking)
	_save(document)


def _row_for(document: Mentor, booking: str, training: str) -> Document:
	"""The row of this booking, else the agreed course that is still open, else a new row."""
	of_booking = next((row for row in document.trainings if row.booking == booking), None)
	if of_booking:
		return of_booking
	open_rows = [
		row
		for row in document.trainings
		if not row.attended_on and not row.booking and named(row.training or "") == named(training)
	]
	return open_rows[0] if open_rows else document.append("trainings", {})


def _remove(document: Mentor, booking: str) -> None:
	for row in [row for row in document.trainings if row.booking == booking]:
		if _was_agreed(row):
			row.update({"attended_on": None, "booking": None})
		else:
			document.remove(row)


def _was_agreed(row: Document) -> bool:
	"""Whether the course stood on the mentor's record before the event: it has a day of its own, or is mandatory."""
	return bool(row.mandatory or row.due_on)


def _reopen_preparation(document: Mentor, booking: str) -> None:
	event = frappe.db.get_value("Mentoring Booking", booking, "event")
	starts_on = frappe.db.get_value("Mentoring Event", event, "starts_on") if event else None
	completed_on = date_or_none(document.preparation_completed_on)
	if not starts_on or completed_on != getdate(starts_on):
		return
	topics = policy_of_scheme(document.scheme).preparation_topics
	if preparation.outstanding(topics, topics_covered(document.name)):
		document.preparation_completed_on = None


def _save(document: Mentor) -> None:
	document.flags.by_attendance = True
	document.save()
