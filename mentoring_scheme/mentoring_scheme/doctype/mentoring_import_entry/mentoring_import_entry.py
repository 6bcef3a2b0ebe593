# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""What became of one row of a workbook."""

import frappe
from frappe import _
from frappe.model.document import Document


class MentoringImportEntry(Document):
	"""Its name is the fingerprint of the row, so that no row becomes two documents. The import alone writes it."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		document: DF.Data | None
		document_type: DF.Data | None
		mentoring_import: DF.Link | None
		said: DF.Code | None
		scheme: DF.Link | None
		sheet: DF.Data | None
	# end: auto-generated types

	def validate(self) -> None:
		"""Raises frappe.PermissionError: the import writes all of them at once, and nobody else writes any."""
		frappe.throw(_("What was brought in is noted by the import alone."), frappe.PermissionError)
