# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""What has reached the end of its time in one scheme, who agreed that it goes, and what became of it (section 10)."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import formatdate, now_datetime

from mentoring_scheme.mentoring_scheme.stored import keep_stored, start_with, stored
from mentoring_scheme.mentoring_scheme.verdict import refuse_unless_allowed, refuse_unless_at
from mentoring_scheme.policy.retention import assess_approval

PREPARED, APPROVED, DONE, CANCELLED = "Prepared", "Approved", "Done", "Cancelled"
WAITING, TAKEN_OUT, ANONYMISED, DELETED, NOT_DONE = (
	"Waiting",
	"Taken out",
	"Anonymised",
	"Deleted",
	"Not done",
)
PROGRESS = (
	"status",
	"prepared_on",
	"prepared_by",
	"approved_by",
	"approved_on",
	"cancelled_reason",
	"documents",
	"certificate",
	"certificate_made_on",
	"list_key",
)


class MentoringDisposalList(Document):
	"""Nobody changes it by hand: it is prepared from the policy, approved by a manager, and carried out by a job."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from mentoring_scheme.mentoring_scheme.doctype.mentoring_disposal_row.mentoring_disposal_row import (
			MentoringDisposalRow,
		)

		approved_by: DF.Link | None
		approved_on: DF.Datetime | None
		cancelled_reason: DF.SmallText | None
		certificate: DF.Attach | None
		certificate_made_on: DF.Datetime | None
		documents: DF.Table[MentoringDisposalRow]
		list_key: DF.Data | None
		month: DF.Date | None
		prepared_by: DF.Link | None
		prepared_on: DF.Datetime | None
		scheme: DF.Link
		status: DF.Literal["Prepared", "Approved", "Done", "Cancelled"]
		title: DF.Data | None
	# end: auto-generated types

	def before_insert(self) -> None:
		if not self.flags.from_policy:
			frappe.throw(
				_("A disposal list is prepared from the policy, never put together by hand."),
				frappe.PermissionError,
			)
		start_with(self, status=PREPARED, prepared_on=now_datetime(), certificate=None)
		self.list_key = f"{self.scheme}/{self.month}"

	def validate(self) -> None:
		keep_stored(self, *PROGRESS)
		self.title = _("{0}, {1}").format(self.scheme, formatdate(self.month, "MMMM yyyy"))

	def on_trash(self) -> None:
		frappe.throw(_("A disposal list is kept: it says what was disposed of, and who agreed."))

	@frappe.whitelist(methods=["POST"])
	def take_out(self, rows: list[str], reason: str) -> None:
		"""Leave these documents as they are; they are asked about again next month, unless a hold is placed."""
		with stored(self) as current:
			current.check_permission("write")
			refuse_unless_at(current, PREPARED)
			if not reason.strip():
				frappe.throw(_("Write why these documents are kept for now."))
			for row in current.documents:
				if row.name in rows:
					row.update(
						{"outcome": TAKEN_OUT, "why": reason.strip(), "decided_by": frappe.session.user}
					)
			current.save()

	@frappe.whitelist(methods=["POST"])
	def put_back(self, rows: list[str]) -> None:
		"""Take back that these documents were taken out."""
		with stored(self) as current:
			current.check_permission("write")
			refuse_unless_at(current, PREPARED)
			for row in current.documents:
				if row.name in rows and row.outcome == TAKEN_OUT:
					row.update({"outcome": WAITING, "why": None, "decided_by": None})
			current.save()

	@frappe.whitelist(methods=["POST"])
	def cancel_list(self, reason: str) -> None:
		"""Nothing of it is disposed of; it can be prepared again."""
		with stored(self) as current:
			current.check_permission("write")
			refuse_unless_at(current, PREPARED)
			if not reason.strip():
				frappe.throw(_("Write why the list is cancelled."))
			# its month is free for another list
			current.update({"status": CANCELLED, "cancelled_reason": reason.strip(), "list_key": None})
			current.save()

	def approve(self) -> None:
		"""Agree that what is on the list goes, except what was taken out. Only from its job's endpoint."""
		refuse_unless_at(self, PREPARED)
		refuse_unless_allowed(assess_approval(self.prepared_by or "", frappe.session.user))
		self.flags.by_method = True
		self.update({"status": APPROVED, "approved_by": frappe.session.user, "approved_on": now_datetime()})
		self.save()
