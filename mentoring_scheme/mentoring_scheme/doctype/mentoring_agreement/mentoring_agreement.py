# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

from frappe.model.document import Document


class MentoringAgreement(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_agreement_section.mentoring_agreement_section import MentoringAgreementSection
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_goal.mentoring_goal import MentoringGoal
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_signature.mentoring_signature import MentoringSignature

		amended_from: DF.Link | None
		between_contacts: DF.SmallText | None
		completed_on: DF.Date | None
		confidentiality_statement: DF.Text | None
		contact_every: DF.Int
		contact_time: DF.Time | None
		contact_unit: DF.Literal["Weeks", "Months"]
		contact_way: DF.Literal["", "In person", "Video call", "Phone call", "E-mail", "Text message"]
		contact_weekday: DF.Literal["", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
		goals: DF.Table[MentoringGoal]
		link: DF.Link
		mentee_name: DF.Data | None
		mentee_user: DF.Link | None
		mentor_name: DF.Data | None
		mentor_user: DF.Link | None
		policy_version: DF.Link | None
		reworded_on: DF.Date | None
		scheme: DF.Link | None
		sections: DF.Table[MentoringAgreementSection]
		signatures: DF.Table[MentoringSignature]
		signing_state: DF.Literal["Being written", "Awaiting signatures", "Signed", "Replaced"]
		ssw_user: DF.Link | None
		title: DF.Data | None
	# end: auto-generated types
