# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

from mentoring_scheme.mentoring_scheme.row_of_document import RowOfDocument


class MentoringReminderRule(RowOfDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		enabled: DF.Check
		escalate_after_days: DF.Int
		escalate_to: DF.Literal["Co-ordinator", "Manager", "SSW"]
		first_days: DF.Int
		first_when: DF.Literal["Before", "After"]
		kind: DF.Literal[
			"Contact overdue",
			"Record missing",
			"Record waiting for the mentee",
			"Staff call after a contact",
			"Supervision due",
			"Review of a link",
			"Planned end",
			"Extension running out",
			"Ending not finished",
			"Consultation unanswered",
			"Agreement not signed",
			"Training due",
			"Check running out",
			"Claim of a month",
			"Feedback not given",
			"Follow-up due",
			"Concern without a step",
			"Data-protection complaint",
			"Review of the policy",
		]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		second_after_days: DF.Int
	# end: auto-generated types
