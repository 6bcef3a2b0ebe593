# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""What was found in one cell of a workbook."""

from mentoring_scheme.mentoring_scheme.row_of_document import RowOfDocument


class MentoringImportFinding(RowOfDocument):
	"""A finding quotes its own cell and nothing besides."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		column_heading: DF.Data | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		problem: DF.SmallText | None
		remedy: DF.SmallText | None
		row_number: DF.Int
		severity: DF.Literal["To mend", "To note"]
		sheet: DF.Data | None
		value: DF.Data | None
	# end: auto-generated types
