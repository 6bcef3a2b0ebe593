# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""What people have in common, in words that everybody on the site uses the same way (R18)."""

from frappe.model.document import Document

from mentoring_scheme.mentoring_scheme.named_once import check_named_once, trim


class MentoringAttribute(Document):
	"""One experience, expertise, interest and so on."""

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

	def before_insert(self) -> None:
		trim(self, "attribute")  # before the document is named after it

	def validate(self) -> None:
		trim(self, "attribute")
		check_named_once(self, "attribute", within="kind")
