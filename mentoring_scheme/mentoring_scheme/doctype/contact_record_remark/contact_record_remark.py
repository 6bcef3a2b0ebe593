# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""What was said about a record between mentee and mentor, before it was agreed (R29). Written by the record's methods."""

from mentoring_scheme.mentoring_scheme.row_of_document import RowOfDocument


class ContactRecordRemark(RowOfDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		party: DF.Literal["Mentee", "Mentor", "Staff"]
		said_by: DF.Link | None
		said_on: DF.Datetime | None
		text: DF.Text | None
	# end: auto-generated types
