# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

from mentoring_scheme.mentoring_scheme.row_of_document import RowOfDocument


class MentoringApprovalRunLine(RowOfDocument):
	"""What became of one payment or claim that somebody chose to approve with others."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		amount: DF.Currency
		currency: DF.Link | None
		outcome: DF.Literal["Waiting", "Approved", "Not approved"]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		payee_name: DF.Data | None
		reference: DF.DynamicLink
		reference_type: DF.Literal["Mentoring Payment", "Mentor Claim"]
		why: DF.SmallText | None
	# end: auto-generated types
