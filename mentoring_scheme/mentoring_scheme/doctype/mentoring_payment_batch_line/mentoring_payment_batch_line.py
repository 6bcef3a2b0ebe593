# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

from mentoring_scheme.mentoring_scheme.row_of_document import RowOfDocument


class MentoringPaymentBatchLine(RowOfDocument):
	"""One payment or claim in a batch."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		amount: DF.Currency
		came_back_on: DF.Date | None
		came_back_reason: DF.Data | None
		currency: DF.Link | None
		description: DF.Data | None
		household: DF.Link | None
		line_key: DF.Data | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		payee_name: DF.Data | None
		reference: DF.DynamicLink
		reference_type: DF.Literal["Mentoring Payment", "Mentor Claim"]
	# end: auto-generated types
