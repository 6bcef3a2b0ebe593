# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

from frappe.model.document import Document


class MentorAssessment(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from mentoring_scheme.mentoring_scheme.doctype.mentor_quality_rating.mentor_quality_rating import (
			MentorQualityRating,
		)

		assessed_by: DF.Data
		conclusion: DF.Text | None
		found_suitable: DF.Literal["", "Yes", "No"]
		held_on: DF.Date
		kind: DF.Literal["Interview", "Suitability review"]
		mentor: DF.Link
		mentor_name: DF.Data | None
		ratings: DF.Table[MentorQualityRating]
		scheme: DF.Link | None
	# end: auto-generated types
