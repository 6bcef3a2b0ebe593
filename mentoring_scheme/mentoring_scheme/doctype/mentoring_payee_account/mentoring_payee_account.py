# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

from frappe.model.document import Document


class MentoringPayeeAccount(Document):
	"""Where a household's money goes: closed to all but those who pay."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		account_holder: DF.Data
		account_number: DF.Data
		confirmed_by: DF.Link | None
		confirmed_on: DF.Datetime | None
		entered_by: DF.Link | None
		entered_on: DF.Datetime | None
		household: DF.Link
		sort_code: DF.Data
	# end: auto-generated types
