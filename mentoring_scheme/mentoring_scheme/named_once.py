"""Words of which each stands in a list once, however it is written."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document


def trim(doc: Document, fieldname: str) -> None:
	"""Take superfluous spaces out of a word or name."""
	doc.set(fieldname, " ".join((doc.get(fieldname) or "").split()))


def check_named_once(doc: Document, fieldname: str, within: str | None = None) -> None:
	"""Refuse a second document of the same name, small and capital letters alike.

	`within`: a field in which two may differ. Raises frappe.DuplicateEntryError.
	"""
	same = {within: doc.get(within)} if within else {}
	word = doc.get(fieldname).casefold()
	for other in frappe.get_all(doc.doctype, filters=same, fields=["name", fieldname]):
		itself = other.name == doc.name and not doc.is_new()
		if not itself and other[fieldname].casefold() == word:
			frappe.throw(
				_("“{0}” is in the list already: {1}. Use that one.").format(doc.get(fieldname), other.name),
				frappe.DuplicateEntryError,
			)
