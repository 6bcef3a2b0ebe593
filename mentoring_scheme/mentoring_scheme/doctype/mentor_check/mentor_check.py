# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

from frappe.model.document import Document


class MentorCheck(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		check_kind: DF.Autocomplete
		expires_on: DF.Date | None
		issued_on: DF.Date
		mentor: DF.Link
		mentor_name: DF.Data | None
		notes: DF.SmallText | None
		number: DF.Data | None
		outcome: DF.Literal["Clear", "Considered, and accepted", "Not accepted"]
		scheme: DF.Link | None
		seen_by: DF.Link
		seen_on: DF.Date | None
	# end: auto-generated types
