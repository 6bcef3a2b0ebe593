# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

from frappe.model.document import Document


class MentoringSupervision(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_supervision_action.mentoring_supervision_action import MentoringSupervisionAction
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_supervision_attendance.mentoring_supervision_attendance import MentoringSupervisionAttendance
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_supervision_link.mentoring_supervision_link import MentoringSupervisionLink

		actions: DF.Table[MentoringSupervisionAction]
		attendance: DF.Table[MentoringSupervisionAttendance]
		combined: DF.Check
		difficulties: DF.Text | None
		impact_on_caring: DF.Text | None
		kind: DF.Literal["One-to-one", "Group", "Closing"]
		links: DF.Table[MentoringSupervisionLink]
		mentor: DF.Link | None
		mentor_name: DF.Data | None
		next_on: DF.Date | None
		notes_for_mentor: DF.Text | None
		scheme: DF.Link
		status: DF.Literal["Planned", "Held", "Cancelled"]
		supervision_date: DF.Date
		supervisor: DF.Link
		title: DF.Data | None
		training_needs: DF.Text | None
	# end: auto-generated types
