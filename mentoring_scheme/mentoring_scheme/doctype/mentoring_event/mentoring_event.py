# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""An event of a scheme: places, invitations, sign-up and attendance (R9, R10, R12, R47)."""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_datetime

from mentoring_scheme.mentoring_scheme.doctype.mentoring_event import attending, inviting, seats, telling
from mentoring_scheme.mentoring_scheme.doctype.mentoring_event.facts import (
	as_bookings,
	event_facts,
	rows_of,
)
from mentoring_scheme.mentoring_scheme.doctype.mentoring_event.people import own_participant
from mentoring_scheme.mentoring_scheme.doctype.mentoring_letter.wording import INVITATION
from mentoring_scheme.mentoring_scheme.own_wording import words_of
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_scheme
from mentoring_scheme.mentoring_scheme.roles_in_scheme import check_begins_at, check_scheme_is_open
from mentoring_scheme.mentoring_scheme.stored import any_changed, keep_stored, start_with, stored
from mentoring_scheme.mentoring_scheme.verdict import refuse_unless_allowed
from mentoring_scheme.policy import bookings, events

CHANGED_BY_METHODS = ("status", "booked", "waiting", "attended")
WHEN_AND_WHERE = ("starts_on", "ends_on", "venue", "online_link")


class MentoringEvent(Document):
	"""What is planned, for whom, and how many come. Who comes is said by its bookings, which others do not see."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from mentoring_scheme.mentoring_scheme.doctype.mentoring_event_topic.mentoring_event_topic import (
			MentoringEventTopic,
		)

		attended: DF.Int
		booked: DF.Int
		description: DF.Text | None
		ends_on: DF.Datetime
		kind: DF.Literal[
			"Information session",
			"Awareness day",
			"Preparation course",
			"Ongoing training",
			"Support meeting",
			"Group activity",
		]
		online_link: DF.Data | None
		open_to: DF.Literal["Mentors and applicants", "Mentors", "Mentees", "Mentors and mentees"]
		places: DF.Int
		scheme: DF.Link
		starts_on: DF.Datetime
		status: DF.Literal["Planned", "Held", "Cancelled"]
		title: DF.Data
		topics: DF.Table[MentoringEventTopic]
		trainer: DF.Data | None
		training: DF.Autocomplete | None
		venue: DF.Data | None
		waiting: DF.Int
	# end: auto-generated types

	def validate(self) -> None:
		self.keep_what_only_methods_change()
		self.check_scheme()
		self.refuse_change_of_cancelled()
		self.check_event()
		self.keep_what_kind_needs()

	def on_update(self) -> None:
		self.pass_on_changes()

	# --- what a save does

	def keep_what_only_methods_change(self) -> None:
		check_begins_at(self, "status", "Planned")
		if self.is_new():
			start_with(self, booked=0, waiting=0, attended=0)
		keep_stored(self, *CHANGED_BY_METHODS)

	def check_scheme(self) -> None:
		if self.is_new():
			check_scheme_is_open(self.scheme)

	def refuse_change_of_cancelled(self) -> None:
		before = self.get_doc_before_save()
		if before and before.status == "Cancelled":
			frappe.throw(
				_("This event was cancelled, and those it concerned were told. Plan a new event instead."),
				title=_("Cancelled"),
			)

	def check_event(self) -> None:
		before = self.get_doc_before_save()
		places = bookings.count(as_bookings(self.held_rows()))
		refuse_unless_allowed(
			events.assess_event(event_facts(self), event_facts(before) if before else None, places)
		)

	def held_rows(self) -> list[Any]:
		"""The bookings, while nobody else changes them; none of an event that is not stored yet."""
		if self.is_new():
			return []
		frappe.db.get_value("Mentoring Event", self.name, "name", for_update=True)
		return rows_of(self.name)

	def keep_what_kind_needs(self) -> None:
		"""Only courses count as training, and a preparation course begins with the scheme's topics (R10)."""
		if not events.trains(events.EventKind(self.kind)):
			self.training = None
		if self.kind != "Preparation course":
			self.set("topics", [])
		elif not self.topics and any_changed(self, "kind"):
			for each in policy_of_scheme(self.scheme).preparation_topics:
				self.append("topics", {"topic": each.topic})

	def pass_on_changes(self) -> None:
		"""Another time or place is told to those who come; more places go to those who wait."""
		if self.get_doc_before_save() is None or self.status == "Cancelled":
			return
		if any_changed(self, "title", *WHEN_AND_WHERE):
			telling.bring_up_to_date(self, tell=any_changed(self, *WHEN_AND_WHERE))
		if any_changed(self, "places"):
			seats.settle(self)

	# --- who comes

	def invitation(self) -> dict[str, Any]:
		"""What the printed invitation says, in the council's own wording. It names nobody who is invited."""
		values = {
			"title": self.title,
			"scheme": self.scheme,
			"when": when(self),
			"venue": self.venue or "",
			"description": self.description or "",
		}
		words = words_of(INVITATION, self.scheme, values)
		return {"subject": words.subject, "body": words.printed(), "when": values["when"]}

	@frappe.whitelist()
	def candidates(self, everybody: bool = False) -> list[dict[str, Any]]:
		"""Whom the event is for and who is not on its list yet; with `everybody`, all of the scheme who are not."""
		self.check_permission("write")
		return inviting.candidates(self, everybody)

	@frappe.whitelist(methods=["POST"])
	def invite(self, participants: list[str]) -> dict[str, Any]:
		"""Invite people, each once and with one message. Returns the figures, and who could not be invited and why."""
		with stored(self) as event:
			event.check_permission("write")
			return inviting.invite(event, participants)

	@frappe.whitelist(methods=["POST"])
	def answer(self, coming: bool, participant: str = "") -> dict[str, Any]:
		"""Sign up, or withdraw: with one's own account for oneself, or as staff on behalf of `participant`.

		Returns the booking, its status, the place in the line of those who wait, and a sentence that says so. Raises
		frappe.PermissionError for anybody else's booking.
		"""
		with stored(self) as event:
			event.check_permission("read")
			return seats.answer(event, whose_answer(event, participant), coming)

	@frappe.whitelist(methods=["POST"])
	def record_attendance(self, rows: list[dict[str, Any]]) -> dict[str, Any]:
		"""Record who came. Each row: `booking`, or `participant` with `walked_in`, and `outcome`.

		The outcome is “Attended”, “Did not attend”, or “Booked” to take back what was recorded. Returns a line for each
		row, with what stood in its way.
		"""
		with stored(self) as event:
			event.check_permission("write")
			return attending.record(event, rows)

	@frappe.whitelist(methods=["POST"])
	def cancel_event(self, reason: str = "") -> int:
		"""Cancel the event. Everybody invited, booked or waiting is told, with the reason; returns how many."""
		with stored(self) as event:
			event.check_permission("write")
			places = bookings.count(as_bookings(rows_of(event.name)))
			number = len(telling.concerned(event))
			refuse_unless_allowed(events.assess_cancelling(event_facts(event), reason, number, places))
			event.status = "Cancelled"
			event.save()
			return telling.tell_of_cancelling(event, reason.strip())


def whose_answer(event: MentoringEvent, participant: str) -> str:
	"""The participant who answers: oneself, or anybody for staff of the event.

	Raises frappe.PermissionError for somebody else's answer.
	"""
	own = own_participant()
	whose = participant or own
	if not whose:
		frappe.throw(
			_(
				"Your account belongs to nobody who takes part in the scheme. Choose the person for whom you answer."
			)
		)
	if whose != own and not frappe.has_permission("Mentoring Event", "write", doc=event):
		frappe.throw(
			_("Only the person invited answers, or staff of the scheme on their behalf."),
			frappe.PermissionError,
		)
	return whose


def when(event: Any) -> str:
	"""Day and time of an event, in words: “Friday 4 December 2026, 18:00 to 20:00”."""
	starts, ends = get_datetime(event.starts_on), get_datetime(event.ends_on)
	day = frappe.utils.formatdate(starts, "EEEE d MMMM yyyy")
	if starts.date() == ends.date():
		return _("{0}, {1} to {2}").format(day, f"{starts:%H:%M}", f"{ends:%H:%M}")
	last = frappe.utils.formatdate(ends, "EEEE d MMMM yyyy")
	return _("{0}, {1}, to {2}, {3}").format(day, f"{starts:%H:%M}", last, f"{ends:%H:%M}")
