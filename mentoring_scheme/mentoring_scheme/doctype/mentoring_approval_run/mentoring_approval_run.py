# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""Many payments or claims that one person approves in one go, with what became of each (R42)."""

from __future__ import annotations

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from mentoring_scheme.mentoring_scheme.stored import start_with

WAITING, DONE = "Waiting", "Done"
APPROVED, NOT_APPROVED = "Approved", "Not approved"
MOST = 2000
# What is shown of each document, from columns that go by different names.
SHOWN = {
	"Mentoring Payment": ["name", "mentor_name", "amount", "currency"],
	"Mentor Claim": ["name", "mentor_name", "total", "currency"],
}


class MentoringApprovalRun(Document):
	"""Nobody changes it by hand: whoever makes it names the documents, and the job writes what became of them."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from mentoring_scheme.mentoring_scheme.doctype.mentoring_approval_run_line.mentoring_approval_run_line import (
			MentoringApprovalRunLine,
		)

		approved: DF.Int
		asked_by: DF.Link | None
		document_type: DF.Literal["Mentoring Payment", "Mentor Claim"]
		lines: DF.Table[MentoringApprovalRunLine]
		not_approved: DF.Int
		status: DF.Literal["Waiting", "Done"]
		title: DF.Data | None
	# end: auto-generated types

	def before_insert(self) -> None:
		start_with(
			self,
			asked_by=frappe.session.user,
			status=WAITING,
			approved=0,
			not_approved=0,
			title=self.heading(),
		)
		self.name_each_once()
		self.fill_lines()

	def heading(self) -> str:
		if self.document_type == "Mentor Claim":
			return _("Approval of claims: {0}").format(len(self.lines))
		return _("Approval of payments: {0}").format(len(self.lines))

	def name_each_once(self) -> None:
		"""The lines in the order of their names, which all runs share, so that two at once do not block each other."""
		names = sorted({row.reference for row in self.lines if row.reference})
		if not names:
			frappe.throw(_("Choose what is to be approved."))
		if len(names) > MOST:
			frappe.throw(
				_(
					"{0} are chosen. Choose at most {1} at a time, so that the result can be looked through."
				).format(len(names), MOST)
			)
		self.set("lines", [{"reference_type": self.document_type, "reference": name} for name in names])

	def fill_lines(self) -> None:
		found = {row.name: row for row in self.chosen()}
		for line in self.lines:
			start_with(line, reference_type=self.document_type, outcome=WAITING, why=None)
			shown = found.get(line.reference)
			if not shown:
				frappe.throw(_("{0} does not exist, or you may not see it.").format(line.reference))
			start_with(
				line,
				payee_name=shown.mentor_name,
				amount=shown.get("amount") or shown.get("total"),
				currency=shown.currency,
			)

	def chosen(self) -> list[Any]:
		"""What of the chosen documents the user sees: nobody learns a mentor's name by guessing numbers."""
		return frappe.get_list(
			self.document_type,
			filters={"name": ["in", [line.reference for line in self.lines]]},
			fields=SHOWN[self.document_type],
			limit_page_length=0,
			order_by="name",
		)
