# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

from mentoring_scheme.mentoring_scheme.row_of_document import RowOfDocument


class MentoringCharacteristicWish(RowOfDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		characteristic: DF.Literal[
			"Language",
			"Ethnicity",
			"Culture",
			"Religion",
			"Gender",
			"Sexual orientation",
			"Disability",
			"Relationship status",
		]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		same_as_own: DF.Check
		strength: DF.Literal["Must", "Would like", "Must not"]
		value: DF.Data | None
	# end: auto-generated types
