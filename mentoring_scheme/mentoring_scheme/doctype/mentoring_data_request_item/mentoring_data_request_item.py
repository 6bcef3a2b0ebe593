# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

from mentoring_scheme.mentoring_scheme.row_of_document import RowOfDocument


class MentoringDataRequestItem(RowOfDocument):
	"""One document about the person, and whether it goes into the bundle."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		document: DF.Data | None
		document_type: DF.Link | None
		goes_in: DF.Literal["In", "Out", "To decide"]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		proposed: DF.Literal["In", "Out", "To decide"]
		reason: DF.SmallText | None
		to_check: DF.SmallText | None
	# end: auto-generated types
