# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

from mentoring_scheme.mentoring_scheme.row_of_document import RowOfDocument


class MentoringSupervisionAction(RowOfDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		action: DF.Data
		by_when: DF.Date | None
		done: DF.Check
		done_on: DF.Date | None
		for_mentor: DF.Check
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		who: DF.Data | None
	# end: auto-generated types
