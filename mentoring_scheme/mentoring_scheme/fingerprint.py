"""Whether a file that was made once, and handed on, is still the one that was made."""

from __future__ import annotations

import hashlib

import frappe
from frappe.model.document import Document

from mentoring_scheme.mentoring_scheme.file_content import bytes_of


def fingerprint(content: bytes) -> str:
	"""The SHA-256 of a file's content."""
	return hashlib.sha256(content).hexdigest()


def has_fingerprint(doc: Document, address: str | None, made: str | None) -> bool:
	"""Whether the one file of this address that is attached to `doc` has the fingerprint with which it was made.

	A file that was changed, replaced, removed or attached twice is not untouched.
	"""
	attached = {"attached_to_doctype": doc.doctype, "attached_to_name": doc.name, "file_url": address}
	files = frappe.get_all("File", attached, pluck="name")
	if len(files) != 1:
		return False
	try:
		content = bytes_of(frappe.get_doc("File", files[0]))
	except (OSError, frappe.ValidationError):
		return False
	return fingerprint(content) == made
