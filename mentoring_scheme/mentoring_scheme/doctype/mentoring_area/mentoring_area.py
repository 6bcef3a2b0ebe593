# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""A part of the country that people live in, for schemes that go by area instead of by distance (R18)."""

from frappe.model.document import Document

from mentoring_scheme.mentoring_scheme.geolocation import check_location
from mentoring_scheme.mentoring_scheme.named_once import check_named_once, trim


class MentoringArea(Document):
	"""An area, with its own point on the map where it has one."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		area_name: DF.Data
	# end: auto-generated types

	def before_insert(self) -> None:
		trim(self, "area_name")  # before the document is named after it

	def validate(self) -> None:
		trim(self, "area_name")
		check_named_once(self, "area_name")
		check_location(self)
