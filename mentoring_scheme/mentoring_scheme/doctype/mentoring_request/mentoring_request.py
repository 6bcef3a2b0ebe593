# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""What a mentor or mentee asks of the co-ordinator: a break, being back from one, a change of their details (R13)."""

from typing import Any

import frappe
from frappe import _
from frappe.desk.doctype.notification_log.notification_log import enqueue_create_notification
from frappe.model.document import Document
from frappe.utils import getdate, now_datetime, today

from mentoring_scheme.access.reach import co_ordinators_of
from mentoring_scheme.mentoring_scheme.plain_values import date_or_none
from mentoring_scheme.mentoring_scheme.stored import keep_stored, stored
from mentoring_scheme.mentoring_scheme.verdict import refuse_unless_allowed
from mentoring_scheme.policy import requests as rules
from mentoring_scheme.policy.requests import RequestFacts, RequestKind, RequestState
from mentoring_scheme.policy.states import Stage

ASKED = (
	"kind",
	"scheme",
	"participant",
	"participant_name",
	"mentor",
	"asked_on",
	"asked_by",
	"asked_text",
	"from_date",
	"until_date",
)
ANSWERED = ("status", "answer", "answered_by", "answered_on")


class MentoringRequest(Document):
	"""One request, from the question to the answer. The portal asks (portal/requests.py); staff answer by its methods."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		answer: DF.SmallText | None
		answered_by: DF.Link | None
		answered_on: DF.Datetime | None
		asked_by: DF.Link | None
		asked_on: DF.Datetime | None
		asked_text: DF.SmallText | None
		from_date: DF.Date | None
		kind: DF.Literal["Break", "Back from a break", "Change of details"]
		mentor: DF.Link | None
		participant: DF.Link
		participant_name: DF.Data | None
		scheme: DF.Link
		status: DF.Literal["Open", "Done", "Declined"]
		until_date: DF.Date | None
	# end: auto-generated types

	def validate(self) -> None:
		keep_stored(self, *ASKED, *ANSWERED)
		self.check_asked()

	def after_insert(self) -> None:
		self.tell_co_ordinators()

	# --- what a save does

	def check_asked(self) -> None:
		if self.is_new() or self.has_value_changed("asked_on"):
			refuse_unless_allowed(rules.assess_request(self.facts(), getdate(today())))

	def facts(self) -> RequestFacts:
		stage = frappe.db.get_value("Mentor", self.mentor, "stage") if self.mentor else None
		return RequestFacts(
			kind=RequestKind(self.kind),
			text=self.asked_text or "",
			from_day=date_or_none(self.from_date),
			until_day=date_or_none(self.until_date),
			stage=Stage(stage) if stage else None,
		)

	def tell_co_ordinators(self) -> None:
		"""Who asks, and for what, they read in the desk."""
		users = co_ordinators_of(self.scheme)
		if not users:
			return
		enqueue_create_notification(
			users,
			{
				"type": "Alert",
				"document_type": self.doctype,
				"document_name": self.name,
				"subject": _("{0}: a new request").format(self.scheme),
			},
		)

	# --- what staff do with it

	@frappe.whitelist(methods=["POST"])
	def close_with(self, outcome: str, answer: str = "") -> None:
		"""Answer it and leave it at that. `outcome`: Done or Declined; whoever asked reads the answer."""
		with stored(self) as request:
			request.check_permission("write")
			request.record_answer(outcome, answer)

	@frappe.whitelist(methods=["POST"])
	def grant(self, answer: str = "") -> None:
		"""Agree to a break, or to being back, and take the mentor there by the steps of recruitment (R13).

		Links that run are left alone: what becomes of each is decided with the mentee. Raises whatever the step raises.
		"""
		with stored(self) as request:
			request.check_permission("write")
			request.require_move()
			request.record_answer(RequestState.DONE.value, answer)
			request.move_mentor()

	def record_answer(self, outcome: str, answer: str) -> None:
		refuse_unless_allowed(
			rules.assess_request_answer(RequestKind(self.kind), RequestState(self.status), outcome, answer)
		)
		self.update(
			{
				"status": outcome,
				"answer": answer.strip(),
				"answered_by": frappe.session.user,
				"answered_on": now_datetime(),
			}
		)
		self.save()

	def require_move(self) -> None:
		if not self.mentor or RequestKind(self.kind) not in rules.ONE_AT_A_TIME:
			frappe.throw(_("Change what they ask for where it belongs, then choose Done."))

	def move_mentor(self) -> None:
		mentor = frappe.get_doc("Mentor", self.mentor, for_update=True)
		mentor.update(self.break_to_be() if self.kind == RequestKind.BREAK.value else self.return_to_be())
		mentor.save()

	def break_to_be(self) -> dict[str, Any]:
		"""On a break from now, even where it begins later: meanwhile nobody new should be found for this mentor."""
		return {
			"stage": Stage.ON_A_BREAK.value,
			"break_from": self.from_date,
			"break_until": self.until_date,
			"stage_reason": _("As the mentor asked ({0}).").format(self.name),
		}

	def return_to_be(self) -> dict[str, Any]:
		"""Back now, or on the day that they name, which the mentor's form then shows."""
		if getdate(self.from_date) > getdate(today()):
			return {"break_until": self.from_date}
		return {"stage": Stage.ACTIVE.value}
