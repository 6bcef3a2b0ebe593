# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

from mentoring_scheme.mentoring_scheme.row_of_document import RowOfDocument


class MentoringSupportType(RowOfDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		anchor: DF.Literal["Approval", "Link start", "Event", "Open"]
		event: DF.Data | None
		extension_longest_months: DF.Int
		months: DF.Int
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		payment_cap: DF.Currency
		review_every_months: DF.Int
		support_type: DF.Data
		weeks_after_event: DF.Int
	# end: auto-generated types
