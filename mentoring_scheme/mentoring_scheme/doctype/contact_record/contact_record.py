# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

from frappe.model.document import Document


class ContactRecord(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF
		from mentoring_scheme.mentoring_scheme.doctype.contact_action.contact_action import ContactAction

		actions: DF.Table[ContactAction]
		agreed_how: DF.Literal["", "With own account", "On paper"]
		agreed_name: DF.Data | None
		agreed_on: DF.Datetime | None
		agreed_recorded_by: DF.Link | None
		amended_from: DF.Link | None
		contact_date: DF.Date
		contact_time: DF.Time | None
		link: DF.Link
		mentee_name: DF.Data | None
		mentee_user: DF.Link | None
		mentor_name: DF.Data | None
		mentor_signed_how: DF.Literal["", "With own account", "On paper"]
		mentor_signed_name: DF.Data | None
		mentor_signed_on: DF.Datetime | None
		mentor_user: DF.Link | None
		minutes: DF.Int
		next_contact_on: DF.Date | None
		outcome: DF.Literal["Took place", "Rearranged", "Cancelled", "Not there"]
		outcome_reason: DF.SmallText | None
		planned: DF.Check
		progress: DF.SmallText | None
		query: DF.SmallText | None
		scheme: DF.Link | None
		sent_by: DF.Link | None
		sent_on: DF.Datetime | None
		share_with_mentee_ssw: DF.Check
		share_with_mentor_ssw: DF.Check
		status: DF.Literal["Draft", "Sent", "Queried", "Agreed", "Logged"]
		summary: DF.Text | None
		title: DF.Data | None
		way: DF.Literal["In person", "Video call", "Phone call", "E-mail", "Text message"]
	# end: auto-generated types
