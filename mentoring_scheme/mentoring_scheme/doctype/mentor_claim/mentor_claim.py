# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

from frappe.model.document import Document


class MentorClaim(Document):
	"""A mentor's time and expenses of one month (R43)."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from mentoring_scheme.mentoring_scheme.doctype.mentor_claim_expense.mentor_claim_expense import (
			MentorClaimExpense,
		)
		from mentoring_scheme.mentoring_scheme.doctype.mentor_claim_time.mentor_claim_time import (
			MentorClaimTime,
		)
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_decision.mentoring_decision import (
			MentoringDecision,
		)

		approved_by: DF.Link | None
		approved_on: DF.Datetime | None
		batch: DF.Link | None
		checked_by: DF.Link | None
		checked_on: DF.Datetime | None
		claim_key: DF.Data | None
		comment: DF.SmallText | None
		currency: DF.Link | None
		decision_reason: DF.SmallText | None
		decisions: DF.Table[MentoringDecision]
		expense_lines: DF.Table[MentorClaimExpense]
		expenses_total: DF.Currency
		household: DF.Link | None
		ledger_error: DF.SmallText | None
		ledger_invoice: DF.Data | None
		mentor: DF.Link
		mentor_name: DF.Data | None
		month: DF.Date
		paid_on: DF.Date | None
		participant: DF.Link | None
		payment_reference: DF.Data | None
		policy_version: DF.Link | None
		scheme: DF.Link | None
		sent_on: DF.Date | None
		status: DF.Literal[
			"Draft", "Submitted", "Returned", "Checked", "Approved", "Sent", "Paid", "Cancelled"
		]
		submitted_by: DF.Link | None
		submitted_on: DF.Datetime | None
		tasks_total: DF.Currency
		time_lines: DF.Table[MentorClaimTime]
		title: DF.Data | None
		total: DF.Currency
		total_miles: DF.Float
		total_minutes: DF.Int
	# end: auto-generated types
