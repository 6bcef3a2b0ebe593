# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

from mentoring_scheme.mentoring_scheme.row_of_document import RowOfDocument


class MentoringSelfRating(RowOfDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		about: DF.Literal["Isolation", "Confidence", "Skill"]
		asked_of: DF.Literal["Mentor", "Mentee", "Both"]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		question: DF.Data
	# end: auto-generated types
