# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

from mentoring_scheme.mentoring_scheme.row_of_document import RowOfDocument


class MentoringWish(RowOfDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		approval_type: DF.Autocomplete | None
		attribute: DF.Link | None
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
		]
		miles: DF.Int
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		strength: DF.Literal["Must", "Would like", "Must not"]
	# end: auto-generated types
