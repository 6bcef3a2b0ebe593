"""Choices that there are: a value of a list field that is none of its options is refused before any rule reads it."""

from __future__ import annotations

from frappe.model.document import Document

MODULE = "Mentoring Scheme"


def refuse_others(doc: Document, method: str | None = None) -> None:
	"""Before the rules of a document of ours; the platform itself looks only after them. Raises frappe.ValidationError."""
	if doc.meta.module == MODULE:
		for each in (doc, *doc.get_all_children()):
			each._validate_selects()
