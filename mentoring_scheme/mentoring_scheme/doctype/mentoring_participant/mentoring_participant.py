# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""A person known to the service, who can be mentee now and mentor later, or both."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate, today

from mentoring_scheme.mentoring_scheme.geolocation import check_location
from mentoring_scheme.mentoring_scheme.matching.wishes import check_attributes
from mentoring_scheme.policy.telling import Hears


class MentoringParticipant(Document):
	"""Identity, household, approval and caring history: what eligibility is counted from (R6)."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from mentoring_scheme.mentoring_scheme.doctype.mentoring_active_period.mentoring_active_period import (
			MentoringActivePeriod,
		)
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_approval.mentoring_approval import (
			MentoringApproval,
		)
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_attribute_row.mentoring_attribute_row import (
			MentoringAttributeRow,
		)

		active_periods: DF.Table[MentoringActivePeriod]
		approvals: DF.Table[MentoringApproval]
		area: DF.Link | None
		attributes: DF.TableMultiSelect[MentoringAttributeRow]
		contact: DF.Link | None
		date_of_birth: DF.Date | None
		email: DF.Data | None
		experience: DF.SmallText | None
		expertise: DF.SmallText | None
		hears_by: DF.Literal["E-mail", "Text message", "Portal only"]
		household: DF.Link | None
		interests: DF.SmallText | None
		mentee_access_ended_on: DF.Date | None
		mentor_access_ended_on: DF.Date | None
		participant_name: DF.Data
		phone: DF.Data | None
		postcode: DF.Data | None
		second_carer: DF.Link | None
		ssw: DF.Link | None
		text_number: DF.Data | None
		user: DF.Link | None
	# end: auto-generated types

	def validate(self) -> None:
		self.check_birth()
		self.check_approvals()
		self.check_active_periods()
		self.check_second_carer()
		self.check_way_of_hearing()
		check_attributes(self, "attributes")
		check_location(self)

	def check_birth(self) -> None:
		if self.date_of_birth and getdate(self.date_of_birth) > getdate(today()):
			frappe.throw(
				_("The date of birth {0} lies in the future.").format(self.get_formatted("date_of_birth"))
			)

	def check_approvals(self) -> None:
		for row in self.approvals:
			_check_period(_("Approvals"), row, "approved_on", "ended_on")

	def check_active_periods(self) -> None:
		for row in self.active_periods:
			_check_period(_("Active caring"), row, "from_date", "to_date")

	def check_second_carer(self) -> None:
		if self.second_carer and self.second_carer == self.name:
			frappe.throw(_("The second carer in the household must be someone else."))

	def check_way_of_hearing(self) -> None:
		if self.hears_by == Hears.TEXT.value and not self.text_number:
			frappe.throw(_("Text messages need a number: enter the mobile number that they go to."))


def _check_period(table: str, row: Document, start: str, end: str) -> None:
	where = _("{0}, row {1}").format(table, cint(row.idx))
	if getdate(row.get(start)) > getdate(today()):
		frappe.throw(_("{0}: {1} lies in the future.").format(where, row.get_formatted(start)))
	if row.get(end) and getdate(row.get(end)) < getdate(row.get(start)):
		frappe.throw(
			_("{0}: the end, {1}, comes before the start, {2}.").format(
				where, row.get_formatted(end), row.get_formatted(start)
			)
		)
