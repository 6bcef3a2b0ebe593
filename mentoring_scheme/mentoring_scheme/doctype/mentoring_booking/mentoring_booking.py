# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

from frappe.model.document import Document


class MentoringBooking(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		answered_on: DF.Datetime | None
		attendance_recorded_on: DF.Datetime | None
		event: DF.Link
		event_title: DF.Data | None
		invited_on: DF.Datetime | None
		mentee: DF.Link | None
		mentor: DF.Link | None
		note: DF.SmallText | None
		participant: DF.Link
		participant_name: DF.Data | None
		scheme: DF.Link | None
		status: DF.Literal[
			"Invited", "Booked", "Waiting list", "Declined", "Withdrawn", "Attended", "Did not attend"
		]
	# end: auto-generated types
