# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

from mentoring_scheme.mentoring_scheme.row_of_document import RowOfDocument


class MentoringMileageRate(RowOfDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from_date: DF.Date
		full_rate_miles: DF.Int
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		passenger_rate: DF.Currency
		rate: DF.Currency
		rate_after: DF.Currency
	# end: auto-generated types
