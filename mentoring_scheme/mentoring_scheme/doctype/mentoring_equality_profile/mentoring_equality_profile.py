# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""Characteristics of a participant, in a document of their own so that no list or report can leak them."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document

from mentoring_scheme.mentoring_scheme.matching.characteristics import check_wishes_of


class MentoringEqualityProfile(Document):
	"""Each characteristic is optional; read by co-ordinator and manager only."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from mentoring_scheme.mentoring_scheme.doctype.mentoring_characteristic_wish.mentoring_characteristic_wish import (
			MentoringCharacteristicWish,
		)

		culture: DF.Data | None
		disability: DF.Literal["", "Yes", "No", "Prefer not to say"]
		ethnicity: DF.Data | None
		first_language: DF.Data | None
		gender: DF.Data | None
		other_languages: DF.Data | None
		participant: DF.Link
		participant_name: DF.Data | None
		prefers_not_to_say: DF.SmallText | None
		relationship_status: DF.Data | None
		religion: DF.Data | None
		sexual_orientation: DF.Data | None
		wishes: DF.Table[MentoringCharacteristicWish]
	# end: auto-generated types

	def validate(self) -> None:
		self.check_only_one()
		check_wishes_of(self)

	def check_only_one(self) -> None:
		"""A second profile of the same person would leave open which of the two holds."""
		other = frappe.db.get_value(
			"Mentoring Equality Profile", {"participant": self.participant, "name": ["!=", self.name or ""]}
		)
		if other:
			frappe.throw(
				_(
					"{0} has an equality profile already: {1}. Open that one instead of making a second."
				).format(self.participant_name or self.participant, other),
				frappe.DuplicateEntryError,
			)
