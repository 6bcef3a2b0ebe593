# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

from mentoring_scheme.mentoring_scheme.row_of_document import RowOfDocument


class MentoringFiledDocument(RowOfDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		dated: DF.Date | None
		document_name: DF.DynamicLink | None
		document_type: DF.Link | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		title: DF.Data | None
	# end: auto-generated types
