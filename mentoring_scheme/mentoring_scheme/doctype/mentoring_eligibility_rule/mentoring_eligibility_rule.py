# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

from mentoring_scheme.mentoring_scheme.row_of_document import RowOfDocument


class MentoringEligibilityRule(RowOfDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		approval_type: DF.Literal[
			"",
			"Mainstream",
			"Respite",
			"Family and friends",
			"Short breaks",
			"Adopter",
			"Kinship",
			"Care leaver",
			"Refugee",
			"Other",
		]
		highest_level: DF.Int
		lowest_level: DF.Int
		months_active: DF.Int
		months_approved: DF.Int
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
	# end: auto-generated types
