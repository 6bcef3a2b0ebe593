# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""A reference about a mentor: who gives it, when, and whether it speaks for the mentor (R9)."""

from __future__ import annotations

import frappe
from frappe.model.document import Document
from frappe.utils import getdate, today

from mentoring_scheme.mentoring_scheme.plain_values import date_or_none
from mentoring_scheme.mentoring_scheme.verdict import refuse_unless_allowed
from mentoring_scheme.policy import checks as rules
from mentoring_scheme.policy.checks import ReferenceAnswer, ReferenceFacts


class MentorReference(Document):
	"""One reference, from the question to the answer."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		answer: DF.Literal["", "For the mentor", "With reservations", "Against the mentor"]
		asked_on: DF.Date | None
		mentor: DF.Link
		mentor_name: DF.Data | None
		received_on: DF.Date | None
		referee: DF.Data
		relation: DF.Data | None
		scheme: DF.Link | None
		summary: DF.Text | None
	# end: auto-generated types

	def validate(self) -> None:
		refuse_unless_allowed(rules.assess_reference(self.facts(), getdate(today())))

	def facts(self) -> ReferenceFacts:
		return ReferenceFacts(
			referee=self.referee,
			names=self.names_of_mentor(),
			asked_on=date_or_none(self.asked_on),
			received_on=date_or_none(self.received_on),
			answer=ReferenceAnswer(self.answer) if self.answer else None,
		)

	def names_of_mentor(self) -> tuple[str, ...]:
		"""The name that the mentor goes by, read from the participant."""
		participant = frappe.db.get_value("Mentor", self.mentor, "participant")
		name = frappe.db.get_value("Mentoring Participant", participant, "participant_name")
		return (name,) if name else ()
