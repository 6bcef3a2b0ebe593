# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

from mentoring_scheme.mentoring_scheme.row_of_document import RowOfDocument


class MentoringRetentionRule(RowOfDocument):
	"""How long one kind of record is kept, where, and what happens then (section 10)."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		basis: DF.Data
		counted_from: DF.Literal[
			"Approval ended",
			"Last involvement",
			"Role ended",
			"Answered",
			"Link ended",
			"Closed",
			"Paid",
			"End of the tax year of payment",
			"Held",
			"Made or sent",
		]
		kind: DF.Literal[
			"Participant",
			"Equality profile",
			"Mentor",
			"Mentee",
			"Mentee, declined or withdrawn",
			"Application",
			"Checks and references",
			"Link with its papers",
			"Supervision",
			"Concern",
			"Payments and claims",
			"Event with its bookings",
			"Matching round",
			"Reminders and messages",
			"Data request",
			"Legal hold",
			"Import workbook",
		]
		months: DF.Int
		nation: DF.Literal["All", "England", "Wales", "Scotland", "Northern Ireland"]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		then: DF.Literal["Anonymise", "Delete"]
		years: DF.Int
	# end: auto-generated types
