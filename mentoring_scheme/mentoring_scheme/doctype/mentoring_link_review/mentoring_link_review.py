# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

from mentoring_scheme.mentoring_scheme.row_of_document import RowOfDocument


class MentoringLinkReview(RowOfDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		due_on: DF.Date | None
		held_on: DF.Date | None
		notes: DF.SmallText | None
		outcome: DF.Literal["", "Goes on", "To be extended", "To be ended"]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		with_whom: DF.Data | None
	# end: auto-generated types
