# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""What a person asks for about their own data, by when it is answered, and what they are given (section 10)."""

import hashlib

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import formatdate, getdate, now_datetime, today

from mentoring_scheme.mentoring_scheme.stored import keep_stored, start_with, stored
from mentoring_scheme.mentoring_scheme.verdict import RuleRefusal, refuse_unless_allowed, refuse_unless_at
from mentoring_scheme.policy.retention import ReleaseFacts, answer_due, assess_check

SUBJECT_ACCESS = "Subject access"
RECEIVED, BEING_MADE, DRAFT, CHECKED, RELEASED, CLOSED = (
	"Received",
	"Being made",
	"Draft",
	"Checked",
	"Released",
	"Closed",
)
FINISHED = (RELEASED, CLOSED)
GOES_IN, STAYS_OUT, TO_DECIDE = "In", "Out", "To decide"
CHECKLIST = ("identity_confirmed", "third_parties_read", "confidences_decided", "others_removed")
STEPS = (
	"status",
	"bundle",
	"bundle_made_on",
	"bundle_key",
	"checked_by",
	"checked_on",
	"released_by",
	"released_on",
)


class MentoringDataRequest(Document):
	"""The steps are methods; what a save changes are the decisions about documents, the checklist and the answer."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from mentoring_scheme.mentoring_scheme.doctype.mentoring_data_request_item.mentoring_data_request_item import (
			MentoringDataRequestItem,
		)

		answer: DF.SmallText | None
		bundle: DF.Attach | None
		bundle_key: DF.Data | None
		bundle_made_on: DF.Datetime | None
		checked_by: DF.Link | None
		checked_on: DF.Datetime | None
		confidences_decided: DF.Check
		documents: DF.Table[MentoringDataRequestItem]
		due_on: DF.Date | None
		extended: DF.Check
		extension_reason: DF.SmallText | None
		identity_confirmed: DF.Check
		kind: DF.Literal["Subject access", "Rectification", "Erasure"]
		others_removed: DF.Check
		participant: DF.Link
		participant_name: DF.Data | None
		received_on: DF.Date
		released_by: DF.Link | None
		released_on: DF.Date | None
		staff_names: DF.Literal["Replaced", "Shown"]
		status: DF.Literal["Received", "Being made", "Draft", "Checked", "Released", "Closed"]
		third_parties_read: DF.Check
		title: DF.Data | None
	# end: auto-generated types

	def before_insert(self) -> None:
		start_with(self, **dict.fromkeys(STEPS) | {"status": RECEIVED}, documents=[])

	def validate(self) -> None:
		keep_stored(self, *STEPS)
		self.check_open()
		self.check_received()
		self.due_on = answer_due(getdate(self.received_on), extended=bool(self.extended))
		self.title = _("{0}: {1}, {2}").format(
			_(self.kind), self.participant_name or self.participant, formatdate(self.received_on)
		)
		self.keep_documents()
		self.check_reasons()
		self.back_to_draft()

	def check_open(self) -> None:
		before = self.get_doc_before_save()
		if before and before.status in FINISHED:
			frappe.throw(
				_("{0} is “{1}” and stays as it was given.").format(self.name, _(before.status)), RuleRefusal
			)

	def check_received(self) -> None:
		if getdate(self.received_on) > getdate(today()):
			frappe.throw(_("{0} is in the future.").format(formatdate(self.received_on)))

	def keep_documents(self) -> None:
		"""What there is about the person is worked out; a save brings decisions, and nothing else."""
		before = self.get_doc_before_save()
		if self.flags.by_method or not before:
			return
		sent = {row.name: row for row in self.documents}
		rows = [row.as_dict() for row in before.documents]
		for row in rows:
			if row.name in sent:
				row.update({"goes_in": sent[row.name].goes_in, "reason": sent[row.name].reason})
		self.set("documents", rows)

	def check_reasons(self) -> None:
		for row in self.documents:
			decided_otherwise = row.goes_in not in (row.proposed, TO_DECIDE)
			if decided_otherwise and not (row.reason or "").strip():
				frappe.throw(
					_("Row {0}: write why {1} {2} goes in, or stays out.").format(
						row.idx, _(row.document_type), row.document
					)
				)

	def back_to_draft(self) -> None:
		"""What was checked is checked again once something about it has changed."""
		if self.status == CHECKED and self.bundle_key != self.decisions_key():
			self.update({"status": DRAFT, "checked_by": None, "checked_on": None})

	def decisions_key(self) -> str:
		"""A fingerprint of what decides about the bundle."""
		decisions = [(row.document_type, row.document, row.goes_in) for row in self.documents]
		return hashlib.sha256(repr((self.staff_names, sorted(decisions))).encode()).hexdigest()[:32]

	def facts(self) -> ReleaseFacts:
		return ReleaseFacts(
			identity_confirmed=bool(self.identity_confirmed),
			third_parties_read=bool(self.third_parties_read),
			confidences_decided=bool(self.confidences_decided),
			others_removed=bool(self.others_removed),
			bundle_is_current=bool(self.bundle) and self.bundle_key == self.decisions_key(),
			undecided=sum(row.goes_in == TO_DECIDE for row in self.documents),
		)

	# --- the steps

	@frappe.whitelist(methods=["POST"])
	def mark_checked(self) -> None:
		"""Somebody has read the bundle, and says so with their name."""
		with stored(self) as current:
			current.check_permission("write")
			refuse_unless_at(current, DRAFT)
			refuse_unless_allowed(assess_check(current.facts()))
			current.update(
				{"status": CHECKED, "checked_by": frappe.session.user, "checked_on": now_datetime()}
			)
			current.save()

	@frappe.whitelist(methods=["POST"])
	def release(self) -> None:
		"""The bundle was given to the person."""
		with stored(self) as current:
			current.check_permission("write")
			refuse_unless_at(current, CHECKED)
			current.update({"status": RELEASED, "released_by": frappe.session.user, "released_on": today()})
			current.save()

	@frappe.whitelist(methods=["POST"])
	def close(self) -> None:
		"""A request to correct or to remove was answered."""
		with stored(self) as current:
			current.check_permission("write")
			refuse_unless_at(current, RECEIVED)
			if current.kind == SUBJECT_ACCESS:
				frappe.throw(_("A request for the data ends when the bundle is released."), RuleRefusal)
			if not (current.answer or "").strip():
				frappe.throw(_("Write what was done, or why not, before the request is closed."))
			current.update({"status": CLOSED, "released_by": frappe.session.user, "released_on": today()})
			current.save()
