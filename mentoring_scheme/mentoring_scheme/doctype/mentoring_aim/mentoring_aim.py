# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

from mentoring_scheme.mentoring_scheme.row_of_document import RowOfDocument


class MentoringAim(RowOfDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		aim: DF.Data
		direction: DF.Literal["At least", "At most"]
		kind: DF.Literal["Process", "Outcome"]
		measure: DF.Literal[
			"Referred people offered a mentor",
			"Offers accepted",
			"Links completed",
			"Mentors supervised in time",
			"Feedback of four or five",
			"Still in the role after 6 months",
			"Still in the role after 12 months",
			"Placement stable after 6 months",
			"Placement stable after 12 months",
			"Less alone at the end",
			"More confident at the end",
			"More skilled at the end",
		]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		target: DF.Int
		within_months: DF.Int
	# end: auto-generated types
