# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

from frappe.model.document import Document


class MentoringFeedback(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_feedback_answer.mentoring_feedback_answer import MentoringFeedbackAnswer

		answers: DF.Table[MentoringFeedbackAnswer]
		asked_on: DF.Date | None
		asked_user: DF.Link | None
		feedback_key: DF.Data | None
		given_by: DF.Literal["Mentor", "Mentee"]
		given_how: DF.Literal["", "With own account", "On paper"]
		given_on: DF.Date | None
		link: DF.Link
		occasion: DF.Literal["Mid-term", "End"]
		recorded_by: DF.Link | None
		scheme: DF.Link | None
		title: DF.Data | None
	# end: auto-generated types
