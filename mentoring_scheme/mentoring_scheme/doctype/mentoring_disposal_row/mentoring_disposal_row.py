# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

from mentoring_scheme.mentoring_scheme.row_of_document import RowOfDocument


class MentoringDisposalRow(RowOfDocument):
	"""One document that has reached its date, and what became of it."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		decided_by: DF.Link | None
		document: DF.Data | None
		document_type: DF.Link | None
		done_on: DF.Datetime | None
		kind: DF.Data | None
		outcome: DF.Literal["Waiting", "Taken out", "Anonymised", "Deleted", "Not done"]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		proposal: DF.Literal["Anonymise", "Delete"]
		reached_on: DF.Date | None
		rule: DF.SmallText | None
		why: DF.SmallText | None
	# end: auto-generated types
