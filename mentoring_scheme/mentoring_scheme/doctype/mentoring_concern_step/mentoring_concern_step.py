# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

from mentoring_scheme.mentoring_scheme.row_of_document import RowOfDocument


class MentoringConcernStep(RowOfDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		next_by: DF.Date | None
		next_step: DF.SmallText | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		rung: DF.Literal[
			"",
			"The pair talk it over",
			"A meeting with the social workers",
			"A three-way meeting",
			"An ending without fault",
		]
		step: DF.SmallText
		taken_by: DF.Link | None
		taken_on: DF.Date
	# end: auto-generated types
	pass
