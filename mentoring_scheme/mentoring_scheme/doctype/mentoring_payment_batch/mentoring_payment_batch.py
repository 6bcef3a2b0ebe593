# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

from frappe.model.document import Document


class MentoringPaymentBatch(Document):
	"""What is paid to the bank in one go."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from mentoring_scheme.mentoring_scheme.doctype.mentoring_payment_batch_line.mentoring_payment_batch_line import (
			MentoringPaymentBatchLine,
		)

		currency: DF.Link | None
		file: DF.Attach | None
		file_hash: DF.Data | None
		file_made_on: DF.Datetime | None
		layout: DF.Link | None
		lines: DF.Table[MentoringPaymentBatchLine]
		paid_by: DF.Link | None
		paid_on: DF.Date | None
		pay_on: DF.Date
		payees: DF.Int
		payment_reference: DF.Data | None
		reason: DF.SmallText | None
		scheme: DF.Link | None
		sent_by: DF.Link | None
		sent_on: DF.Date | None
		status: DF.Literal["Draft", "Sent", "Paid", "Cancelled"]
		title: DF.Data | None
		total: DF.Currency
	# end: auto-generated types
