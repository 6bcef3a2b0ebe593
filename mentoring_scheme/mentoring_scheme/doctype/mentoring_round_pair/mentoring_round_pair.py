# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

from mentoring_scheme.mentoring_scheme.row_of_document import RowOfDocument


class MentoringRoundPair(RowOfDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		chosen: DF.Check
		contributions: DF.JSON | None
		explanation: DF.SmallText | None
		highest: DF.Int
		link: DF.Link | None
		locked: DF.Check
		lowest: DF.Int
		mentee: DF.Link
		mentee_name: DF.Data | None
		mentor: DF.Link | None
		mentor_name: DF.Data | None
		one_by_one_mentor: DF.Link | None
		one_by_one_name: DF.Data | None
		one_by_one_score: DF.Int
		outcome: DF.SmallText | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		reason: DF.SmallText | None
		score: DF.Int
		warnings: DF.JSON | None
		weeks_waited: DF.Int
	# end: auto-generated types
