# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

from frappe.model.document import Document


class MentoringEvent(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from mentoring_scheme.mentoring_scheme.doctype.mentoring_event_topic.mentoring_event_topic import (
			MentoringEventTopic,
		)

		attended: DF.Int
		booked: DF.Int
		cancel_reason: DF.SmallText | None
		description: DF.Text | None
		ends_on: DF.Datetime
		kind: DF.Literal[
			"Information session",
			"Awareness day",
			"Preparation course",
			"Ongoing training",
			"Support meeting",
			"Group activity",
		]
		online_link: DF.Data | None
		open_to: DF.Literal["Mentors and applicants", "Mentors", "Mentees", "Mentors and mentees"]
		places: DF.Int
		scheme: DF.Link
		starts_on: DF.Datetime
		status: DF.Literal["Planned", "Held", "Cancelled"]
		title: DF.Data
		topics: DF.Table[MentoringEventTopic]
		trainer: DF.Data | None
		training: DF.Autocomplete | None
		venue: DF.Data | None
		waiting: DF.Int
	# end: auto-generated types
