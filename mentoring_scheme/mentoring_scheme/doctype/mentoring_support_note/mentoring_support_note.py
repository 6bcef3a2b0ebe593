# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""What staff note of supporting a link, apart from the mentor's records: a call after a contact, advice given (R33)."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, today

from mentoring_scheme.mentoring_scheme.stored import keep_stored

CALL = "Call after a contact"


class MentoringSupportNote(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		contact_record: DF.Link | None
		kind: DF.Literal["Call after a contact", "Support note", "Advice given", "Message passed on"]
		link: DF.Link
		link_title: DF.Data | None
		note_date: DF.Date
		scheme: DF.Link | None
		text: DF.Text | None
		written_by: DF.Link | None
	# end: auto-generated types

	def validate(self) -> None:
		self.keep_writer()
		self.check_day()
		self.check_record()
		self.check_text()

	def keep_writer(self) -> None:
		"""Whoever writes the first words is the writer."""
		if self.is_new():
			self.written_by = frappe.session.user
		else:
			keep_stored(self, "written_by")

	def check_day(self) -> None:
		if getdate(self.note_date) > getdate(today()):
			frappe.throw(_("The note is dated in the future. Write it once the day has come."))

	def check_record(self) -> None:
		if self.kind != CALL:
			self.contact_record = None
		if not self.contact_record:
			return
		record = frappe.db.get_value(
			"Contact Record", self.contact_record, ["link", "contact_date"], as_dict=True
		)
		if not record or record.link != self.link:
			frappe.throw(_("Choose a contact record of this link."))
		if getdate(record.contact_date) > getdate(self.note_date):
			frappe.throw(_("The call is dated before the contact that it was about. Correct one of the two."))

	def check_text(self) -> None:
		"""That a call was made says something by itself; any other note is its text."""
		if self.kind != CALL and not (self.text or "").strip():
			frappe.throw(_("The note is empty. Write what it is about."))
