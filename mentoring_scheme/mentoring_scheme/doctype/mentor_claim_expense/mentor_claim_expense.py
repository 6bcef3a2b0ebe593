# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

from mentoring_scheme.mentoring_scheme.row_of_document import RowOfDocument


class MentorClaimExpense(RowOfDocument):
	"""What a mentor spent on one day, and what it rests on (R32, R43)."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		amount: DF.Currency
		amount_claimed: DF.Currency
		currency: DF.Link | None
		date: DF.Date
		explanation: DF.SmallText | None
		journey: DF.Data | None
		kind: DF.Autocomplete
		miles: DF.Float
		note: DF.SmallText | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		passengers: DF.Int
		receipt: DF.Attach | None
		rests_on: DF.Data | None
		source: DF.DynamicLink | None
		source_type: DF.Literal["", "Contact Record", "Mentoring Supervision", "Mentoring Booking"]
	# end: auto-generated types
