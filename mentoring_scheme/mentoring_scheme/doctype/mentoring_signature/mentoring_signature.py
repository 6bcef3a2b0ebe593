# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

from mentoring_scheme.mentoring_scheme.row_of_document import RowOfDocument


class MentoringSignature(RowOfDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from_address: DF.Data | None
		name_typed: DF.Data | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		party: DF.Literal["Mentor", "Mentee", "Mentee's SSW"]
		recorded_by: DF.Link | None
		signed_on: DF.Datetime | None
		user: DF.Link | None
		way: DF.Literal["With own account", "On paper"]
	# end: auto-generated types
