"""Keeping a bundle: a private file of its file entry, whose SHA-256 tells whether it is still what was filed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from mentoring_scheme.mentoring_scheme.fingerprint import fingerprint, has_fingerprint
from mentoring_scheme.mentoring_scheme.pair import lock_link
from mentoring_scheme.mentoring_scheme.verdict import RuleRefusal

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentoring_file_entry.mentoring_file_entry import (
		MentoringFileEntry,
	)

ENTRY = "Mentoring File Entry"


def fasten(name: str, content: bytes, pages: int) -> int:
	"""Attach the bundle to its entry unless there is one; returns how many were attached: one, or none.

	The entry is held meanwhile: of two that have each composed one, the second finds that of the first. So is its
	link, which somebody may have opened again while the papers were printed; or their time was over meanwhile.
	"""
	lock_link(frappe.db.get_value(ENTRY, name, "link"))
	entry = frappe.get_doc(ENTRY, name, for_update=True)
	if entry.bundle or entry.records_removed or not entry.is_latest:
		return 0
	file = frappe.get_doc(
		{
			"doctype": "File",
			"file_name": f"{entry.name}.pdf",
			"attached_to_doctype": ENTRY,
			"attached_to_name": entry.name,
			"attached_to_field": "bundle",
			"is_private": 1,
			"content": content,
		}
	)
	file.insert(ignore_permissions=True)  # safe: the app's own paper; who reads it is asked of the entry
	entry.db_set(
		{
			"bundle": file.file_url,
			"bundle_hash": fingerprint(content),
			"bundle_pages": pages,
			"bundle_made_on": now_datetime(),
			"bundle_problem": None,
			"bundle_tried_on": None,
		}
	)
	return 1


def is_whole(entry: MentoringFileEntry) -> bool:
	"""Whether the file that people are given is, byte by byte, the one that was sealed."""
	return has_fingerprint(entry, entry.bundle, entry.bundle_hash)


def keep(file: Document, method: str | None = None) -> None:
	"""A bundle stays where it is (event of File). Raises RuleRefusal."""
	before = file.get_doc_before_save()
	fields = ("file_url", "attached_to_doctype", "attached_to_name", "attached_to_field", "is_private")
	if before and any(file.get(field) != before.get(field) for field in fields) and _is_bundle(before):
		frappe.throw(
			_("This file is the sealed bundle of {0}. It stays as it is.").format(before.attached_to_name),
			RuleRefusal,
		)


def has_permission(
	doc: Document, ptype: str | None = None, user: str | None = None, debug: bool = False
) -> bool:
	"""Nobody deletes a bundle by hand (hook `has_permission` of File)."""
	return ptype != "delete" or not _is_bundle(doc)


def _is_bundle(file: Document) -> bool:
	return file.attached_to_doctype == ENTRY and bool(
		frappe.db.exists(ENTRY, {"name": file.attached_to_name, "bundle": file.file_url})
	)
