# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

from mentoring_scheme.mentoring_scheme.row_of_document import RowOfDocument


class MentoringMatchingCriterion(RowOfDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		criterion: DF.Literal[
			"Approval type",
			"Experience",
			"Expertise",
			"Kind of care",
			"Household",
			"Personality and learning style",
			"Earlier employment",
			"Interests",
			"Availability",
			"Distance",
			"Free places",
			"Earlier link",
			"Language",
			"Ethnicity",
			"Culture",
			"Religion",
			"Gender",
			"Sexual orientation",
			"Disability",
			"Relationship status",
		]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		weight: DF.Int
	# end: auto-generated types
