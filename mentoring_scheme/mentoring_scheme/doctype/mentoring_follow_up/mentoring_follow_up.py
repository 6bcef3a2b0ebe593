# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""How things went on after a link ended: asked of mentee or mentor some months later (R4)."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate, today

from mentoring_scheme.mentoring_scheme.plain_values import date_or_none
from mentoring_scheme.mentoring_scheme.stored import keep_stored
from mentoring_scheme.mentoring_scheme.verdict import refuse_unless_allowed
from mentoring_scheme.policy.follow_ups import (
	FollowUpFacts,
	FollowUpState,
	Placement,
	StillInRole,
	assess_follow_up,
)
from mentoring_scheme.policy.months import add_months

ANSWERS = ("still_in_role", "placement")
ASKING = ("asked_on", "asked_how", "asked_by")


class MentoringFollowUp(Document):
	"""One person, asked once: what the scheme's retention and stability are told by."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		asked_by: DF.Link | None
		asked_how: DF.Literal[
			"", "Phone call", "In person", "Video call", "E-mail", "Letter", "From the case file"
		]
		asked_of: DF.Literal["Mentor", "Mentee"]
		asked_on: DF.Date | None
		due_on: DF.Date | None
		follow_up_key: DF.Data | None
		link: DF.Link
		months: DF.Int
		note: DF.SmallText | None
		placement: DF.Literal["", "Stable", "Moved", "Ended", "Not applicable", "Not known"]
		scheme: DF.Link | None
		status: DF.Literal["Due", "Done", "Not reached"]
		still_in_role: DF.Literal["", "Yes", "No", "Not known"]
		title: DF.Data | None
	# end: auto-generated types

	def validate(self) -> None:
		keep_stored(self, "asked_by")
		self.check_months()
		self.copy_from_link()
		self.clear_what_was_not_asked()
		self.keep_asker()
		self.check_answers()

	def check_months(self) -> None:
		if cint(self.months) < 1:
			frappe.throw(_("Say how many months after the end of the link this is: one or more."))

	def copy_from_link(self) -> None:
		"""The day follows the end of the link, also where that was corrected."""
		link = frappe.db.get_value("Mentoring Link", self.link, ["title", "scheme", "ended_on"], as_dict=True)
		self.scheme, self.ended_on = link.scheme, date_or_none(link.ended_on)
		if self.ended_on is None:
			frappe.throw(_("This link has not ended yet. People are followed up after its end."))
		self.due_on = add_months(self.ended_on, cint(self.months))
		self.follow_up_key = f"{self.link}:{self.asked_of}:{cint(self.months)}"
		whose = _("mentor") if self.asked_of == "Mentor" else _("mentee")
		self.title = _("{0}: {1} after {2} months").format(link.title, whose, cint(self.months))

	def clear_what_was_not_asked(self) -> None:
		"""What the form hides is empty."""
		if self.status == FollowUpState.DUE.value:
			self.update(dict.fromkeys((*ANSWERS, *ASKING), None))

	def keep_asker(self) -> None:
		"""Whoever first writes down what was heard has asked."""
		if self.status != FollowUpState.DUE.value and not self.asked_by:
			self.asked_by = frappe.session.user

	def check_answers(self) -> None:
		facts = FollowUpFacts(
			status=FollowUpState(self.status),
			due_on=getdate(self.due_on),
			ended_on=self.ended_on,
			asked_on=date_or_none(self.asked_on),
			still_in_role=StillInRole(self.still_in_role) if self.still_in_role else None,
			placement=Placement(self.placement) if self.placement else None,
		)
		refuse_unless_allowed(assess_follow_up(facts, getdate(today())))
