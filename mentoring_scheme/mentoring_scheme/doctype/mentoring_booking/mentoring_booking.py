# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""What stands between one person and one event: invited, booked, waiting, came or did not come."""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from mentoring_scheme.mentoring_scheme.doctype.mentoring_event import mentoring_event, seats
from mentoring_scheme.mentoring_scheme.doctype.mentoring_event.facts import event_facts
from mentoring_scheme.mentoring_scheme.doctype.mentoring_event.people import Person, people_of
from mentoring_scheme.mentoring_scheme.stored import keep_stored, start_with
from mentoring_scheme.mentoring_scheme.telling.addresses import letter_address
from mentoring_scheme.mentoring_scheme.verdict import refuse_unless_allowed
from mentoring_scheme.policy.events import assess_guest, assess_invitation

CHANGED_BY_METHODS = (
	"event_title",
	"starts_on",
	"scheme",
	"participant_name",
	"mentor",
	"mentee",
	"send_to",
	"status",
	"walked_in",
	"invited_on",
	"answered_on",
	"attendance_recorded_on",
	"told_of_change_on",
	"cancel_reason",
)
STARTS_WITHOUT = ("answered_on", "attendance_recorded_on", "told_of_change_on", "cancel_reason")
OF_EVENT = ("name", "title", "scheme", "kind", "starts_on", "ends_on", "venue", "online_link", "description")


class MentoringBooking(Document):
	"""A booking changes through its event, which is held meanwhile; only the note is written here."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		answered_on: DF.Datetime | None
		attendance_recorded_on: DF.Datetime | None
		cancel_reason: DF.SmallText | None
		event: DF.Link
		event_title: DF.Data | None
		invited_on: DF.Datetime | None
		mentee: DF.Link | None
		mentor: DF.Link | None
		note: DF.SmallText | None
		participant: DF.Link
		participant_name: DF.Data | None
		scheme: DF.Link | None
		send_to: DF.Data | None
		starts_on: DF.Datetime | None
		status: DF.Literal[
			"Invited", "Booked", "Waiting list", "Declined", "Withdrawn", "Attended", "Did not attend"
		]
		told_of_change_on: DF.Datetime | None
		walked_in: DF.Check
	# end: auto-generated types

	def validate(self) -> None:
		keep_stored(self, *CHANGED_BY_METHODS)
		self.begin_as_invitation()
		self.copy_from_event()
		self.copy_from_person()

	def on_trash(self) -> None:
		self.keep_attended()

	def after_delete(self) -> None:
		self.free_place()

	# --- what a save does

	def begin_as_invitation(self) -> None:
		"""Whoever makes a booking by hand invites; the steps of the event make them at any other state."""
		if not self.is_new() or self.flags.by_method:
			return
		event, person = seats.held(self.event), self.person()
		facts = event_facts(event)
		assessment = assess_invitation(facts, now_datetime())
		if assessment.allowed:
			guests = person.guests if person else ()
			assessment = assess_guest(facts, guests, person.name if person else self.participant)
		refuse_unless_allowed(assessment)
		start_with(self, status="Invited", walked_in=0, invited_on=now_datetime())
		start_with(self, **dict.fromkeys(STARTS_WITHOUT))

	def copy_from_event(self) -> None:
		event = self.event_now()
		self.update({"event_title": event.title, "starts_on": event.starts_on, "scheme": event.scheme})

	def copy_from_person(self) -> None:
		"""The role is kept as it was at first: a training record may rest on it. Name and address are kept current."""
		if self.is_new():
			person = self.person()
			self.update({"mentor": person and person.mentor, "mentee": person and person.mentee})
		name, user, email = frappe.db.get_value(
			"Mentoring Participant", self.participant, ["participant_name", "user", "email"]
		)
		self.update({"participant_name": name, "send_to": user or email or None})

	def person(self) -> Person | None:
		"""What the participant is in the scheme of the event; None for somebody who is nothing in it."""
		if not self.flags.person:
			scheme = self.event_now().scheme
			self.flags.person = people_of(scheme, [self.participant]).get(self.participant)
		return self.flags.person

	def event_now(self) -> Any:
		"""What a booking shows of its event, read once for each save."""
		if not self.flags.event_now:
			self.flags.event_now = frappe.db.get_value(
				"Mentoring Event", self.event, list(OF_EVENT), as_dict=True
			)
		return self.flags.event_now

	def keep_attended(self) -> None:
		if self.status == "Attended":
			frappe.throw(
				_(
					"{0} is recorded as having attended, and the training record may rest on that. Correct the attendance on the event {1} instead."
				).format(frappe.utils.escape_html(self.participant_name), self.event),
				title=_("Attendance is recorded"),
			)

	def free_place(self) -> None:
		seats.settle(seats.held(self.event))

	# --- what the person does with it

	@frappe.whitelist(methods=["POST"])
	def answer(self, coming: bool) -> dict[str, Any]:
		"""Say that one comes, or does not; staff of the scheme do it on behalf. See `MentoringEvent.answer`."""
		self.check_permission("read")
		event = seats.held(frappe.db.get_value("Mentoring Booking", self.name, "event"))
		participant = frappe.db.get_value("Mentoring Booking", self.name, "participant")
		answer = seats.answer(event, mentoring_event.whose_answer(event, participant), coming)
		self.load_from_db()
		return answer

	# --- what the messages say

	def when(self) -> str:
		"""Day and time of the event, in words."""
		return mentoring_event.when(self.event_now())

	def where(self) -> str:
		"""The place of the event, or that it takes place online; empty where neither is known yet."""
		event = self.event_now()
		return event.venue or (_("Online") if event.online_link else "")

	def about(self) -> str:
		"""What the event is about, as it was written down for those invited."""
		return self.event_now().description or ""

	def address(self) -> str:
		"""Where the person answers: in the desk on the event itself, on the event's page of the portal, else nowhere."""
		return letter_address(self, self.send_to)


def on_doctype_update() -> None:
	"""Each person once for each event, whoever asks at the same moment."""
	frappe.db.add_unique("Mentoring Booking", ["event", "participant"])
