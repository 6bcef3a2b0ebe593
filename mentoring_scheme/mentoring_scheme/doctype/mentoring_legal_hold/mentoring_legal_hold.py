# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""A reason to keep everything of a person or of a link, whatever the policy says (section 10)."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import today

from mentoring_scheme.mentoring_scheme.stored import keep_stored, start_with, stored

IN_FORCE, LIFTED = "In force", "Lifted"
LIFTING = ("status", "placed_by", "lifted_on", "lifted_by", "lifted_reason")


class MentoringLegalHold(Document):
	"""Placed by a manager, lifted by a manager with a reason; what it is about never changes."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		lifted_by: DF.Link | None
		lifted_on: DF.Date | None
		lifted_reason: DF.SmallText | None
		link: DF.Link | None
		participant: DF.Link | None
		participant_name: DF.Data | None
		placed_by: DF.Link | None
		placed_on: DF.Date
		reason: DF.SmallText
		status: DF.Literal["In force", "Lifted"]
		title: DF.Data | None
	# end: auto-generated types

	def before_insert(self) -> None:
		start_with(self, **dict.fromkeys(LIFTING) | {"status": IN_FORCE, "placed_by": frappe.session.user})

	def validate(self) -> None:
		keep_stored(self, *LIFTING)
		self.check_about_one()
		self.title = self.heading()

	def on_trash(self) -> None:
		if self.status == IN_FORCE:
			frappe.throw(_("The hold is in force. Lift it first, with a reason."))

	def check_about_one(self) -> None:
		if bool(self.participant) == bool(self.link):
			frappe.throw(_("Choose a participant or a link, and only one of them."))

	def heading(self) -> str:
		"""Holds are told apart by what they are about; a link's title names two people and is not repeated."""
		return _("Hold on {0}").format(self.participant_name or self.participant or self.link)

	@frappe.whitelist(methods=["POST"])
	def lift(self, reason: str) -> None:
		"""End the hold; what it kept may be listed again from now on."""
		with stored(self) as current:
			current.check_permission("write")
			if current.status == LIFTED:
				frappe.throw(_("The hold was lifted already."))
			if not reason.strip():
				frappe.throw(_("Write why the hold is lifted."))
			current.update(
				{
					"status": LIFTED,
					"lifted_on": today(),
					"lifted_by": frappe.session.user,
					"lifted_reason": reason.strip(),
				}
			)
			current.save()
