# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""Characteristics of a participant, in a document of their own so that no list or report can leak them."""

from frappe.model.document import Document


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
