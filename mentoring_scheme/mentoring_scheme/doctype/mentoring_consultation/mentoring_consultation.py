# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

from frappe.model.document import Document


class MentoringConsultation(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		about: DF.Data | None
		answer: DF.Literal["", "Agrees", "Has concerns", "Does not agree"]
		answered_by: DF.Link | None
		answered_on: DF.Date | None
		asked_on: DF.Date | None
		comment: DF.SmallText | None
		link: DF.Link
		scheme: DF.Link | None
		ssw: DF.Link
		whose: DF.Literal["Mentor's SSW", "Mentee's SSW"]
	# end: auto-generated types
