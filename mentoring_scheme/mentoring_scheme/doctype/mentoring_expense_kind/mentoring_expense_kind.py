# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

from mentoring_scheme.mentoring_scheme.row_of_document import RowOfDocument


class MentoringExpenseKind(RowOfDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		counted: DF.Literal["Amount", "Miles"]
		kind: DF.Data
		limit_each: DF.Currency
		limit_month: DF.Currency
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		receipt: DF.Literal["Always", "Above an amount", "Never"]
		receipt_above: DF.Currency
		travel: DF.Check
	# end: auto-generated types
