# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

from frappe.model.document import Document


class MentorReference(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		answer: DF.Literal["", "For the mentor", "With reservations", "Against the mentor"]
		asked_on: DF.Date | None
		mentor: DF.Link
		mentor_name: DF.Data | None
		received_on: DF.Date | None
		referee: DF.Data
		relation: DF.Data | None
		scheme: DF.Link | None
		summary: DF.Text | None
	# end: auto-generated types
