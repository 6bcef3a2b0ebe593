# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

from mentoring_scheme.mentoring_scheme.row_of_document import RowOfDocument


class MentoringConcernDecision(RowOfDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		decided_by: DF.Link | None
		decided_on: DF.Date | None
		decision: DF.Literal["Continue", "Suspend"]
		lapsed: DF.Check
		link: DF.Link
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		why: DF.SmallText
	# end: auto-generated types
	pass
