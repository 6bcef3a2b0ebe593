# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

from frappe.model.document import Document


class MentoringApplication(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		about: DF.Text | None
		applicant_name: DF.Data
		area: DF.Data | None
		best_time: DF.Data | None
		carer_since: DF.Data | None
		consent: DF.Check
		decided_by: DF.Link | None
		decided_on: DF.Date | None
		decision_reason: DF.SmallText | None
		email: DF.Data
		leave_empty: DF.Data | None
		mentee: DF.Link | None
		mentor: DF.Link | None
		participant: DF.Link | None
		phone: DF.Data | None
		role: DF.Literal["Mentor", "Mentee"]
		scheme: DF.Link
		status: DF.Literal["New", "Accepted", "Declined"]
		submitted_on: DF.Datetime | None
		support_wanted: DF.Text | None
	# end: auto-generated types
