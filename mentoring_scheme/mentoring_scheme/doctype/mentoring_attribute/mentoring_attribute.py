# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

from frappe.model.document import Document


class MentoringAttribute(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		attribute: DF.Data
		description: DF.SmallText | None
		kind: DF.Literal[
			"Experience",
			"Expertise",
			"Kind of care",
			"Household",
			"Personality and learning style",
			"Earlier employment",
			"Interests",
			"Availability",
		]
	# end: auto-generated types
