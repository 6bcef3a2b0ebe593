# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

from mentoring_scheme.mentoring_scheme.row_of_document import RowOfDocument


class MentorClaimTime(RowOfDocument):
	"""Time that a mentor gave on one day (R43, R46)."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		amount: DF.Currency
		currency: DF.Link | None
		date: DF.Date
		kind: DF.Literal["Contact", "Supervision", "Event", "Task"]
		minutes: DF.Int
		note: DF.SmallText | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		source: DF.DynamicLink | None
		source_type: DF.Literal["", "Contact Record", "Mentoring Supervision", "Mentoring Booking"]
		task: DF.Autocomplete | None
		way: DF.Data | None
	# end: auto-generated types
