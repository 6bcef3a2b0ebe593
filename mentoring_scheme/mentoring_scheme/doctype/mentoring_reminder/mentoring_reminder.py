# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

from frappe.model.document import Document


class MentoringReminder(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		due_on: DF.Date | None
		instead_of: DF.Data | None
		kind: DF.Data | None
		matter_key: DF.Data
		recipient: DF.Link | None
		reference_doctype: DF.Link | None
		reference_name: DF.DynamicLink | None
		scheme: DF.Link | None
		sent_on: DF.Datetime | None
		step: DF.Literal["", "First", "Second", "Escalated"]
		subject: DF.Data | None
	# end: auto-generated types
