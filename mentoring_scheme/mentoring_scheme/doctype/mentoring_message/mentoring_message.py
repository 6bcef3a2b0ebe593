# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""What a mentor or mentee was told, how, and where it leads. The app's own log, which nobody writes by hand."""

import frappe
from frappe.model.document import Document
from frappe.query_builder import Interval
from frappe.query_builder.functions import Now


class MentoringMessage(Document):
	"""One message to one person. A text message is sent from here; an e-mail goes through the platform's queue."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		address: DF.Data | None
		recipient: DF.Link
		reference_doctype: DF.Link | None
		reference_name: DF.DynamicLink | None
		scheme: DF.Link | None
		send_after: DF.Datetime | None
		sent_by: DF.Literal["E-mail", "Text message", "Portal only"]
		state: DF.Literal["", "Waiting", "Being sent", "Sent", "E-mailed instead", "Dropped"]
		subject: DF.Data | None
	# end: auto-generated types

	@staticmethod
	def clear_old_logs(days: int = 365) -> None:
		"""Remove what is older than so many days (the platform's Log Settings).

		Not while a legal hold is in force: the disposal lists, which know what it covers, go on removing the rest.
		"""
		if frappe.db.exists("Mentoring Legal Hold", {"status": "In force"}):
			return
		message = frappe.qb.DocType("Mentoring Message")
		frappe.db.delete(message, filters=(message.creation < (Now() - Interval(days=days))))
