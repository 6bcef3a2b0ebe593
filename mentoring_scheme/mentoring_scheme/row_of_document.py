"""Rows that change with their document and never by themselves."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document


class RowOfDocument(Document):
	"""A row of a child table that rests on what its document checks and keeps.

	A save of the document writes its rows without asking them. The platform's API can also save, make or delete a row by
	itself, past everything that the document checks; only then are the methods here called.
	"""

	def validate(self) -> None:
		self.refuse_by_itself()

	def before_update_after_submit(self) -> None:
		self.refuse_by_itself()  # the platform validates nothing then

	def before_cancel(self) -> None:
		self.refuse_by_itself()  # nor then

	def on_trash(self) -> None:
		self.refuse_by_itself()

	def refuse_by_itself(self) -> None:
		"""Raises frappe.PermissionError."""
		frappe.throw(
			_("{0} is a row of {1}. Change it there.").format(_(self.doctype), _(self.parenttype or "")),
			frappe.PermissionError,
		)
