# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

from mentoring_scheme.mentoring_scheme.row_of_document import RowOfDocument


class MentoringConcernTold(RowOfDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		reads_until: DF.Date | None
		told_by: DF.Link | None
		told_on: DF.Date
		user: DF.Link | None
		who: DF.Data | None
		why: DF.SmallText | None
	# end: auto-generated types
	pass
