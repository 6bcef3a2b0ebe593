"""The workbook that is attached to an import, and the one of rows to mend that the import makes."""

from __future__ import annotations

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.model.document import Document

from mentoring_scheme.importing import template
from mentoring_scheme.importing.cells import Lists
from mentoring_scheme.importing.columns import Row
from mentoring_scheme.mentoring_scheme.file_content import bytes_of

IMPORT = "Mentoring Import"
UPLOADED, TO_MEND = "workbook", "mend_workbook"


def content_of(doc: Document) -> bytes:
	"""What is in the attached workbook: a file of this very import, whatever address its field bears.

	Raises frappe.ValidationError where there is none.
	"""
	return bytes_of(frappe.get_doc("File", refuse_other_files(doc)))


def refuse_other_files(doc: Document) -> str:
	"""The name of the file in the field, which was uploaded for this import. Raises frappe.ValidationError otherwise."""
	name = frappe.db.get_value("File", {**_attached(doc), "file_url": doc.workbook or ""})
	if not name:
		frappe.throw(
			_("No workbook is attached. Attach it in this form, below the template."), title=_("No workbook")
		)
	return name


def keep_to_mend(
	doc: Document, lists: Lists, rows: Iterable[Row], problems: dict[tuple[str, int], str]
) -> str | None:
	"""Attach a workbook of these rows, in place of the one before; its address, None where there is nothing to mend."""
	forget(doc, TO_MEND)
	rows = list(rows)
	if not rows:
		return None
	content = template.to_mend(doc.scheme, lists, rows, problems, _)
	return attach(doc, TO_MEND, f"{doc.name}-to-mend.xlsx", content).file_url


def attach(doc: Document, fieldname: str, file_name: str, content: bytes) -> Document:
	"""Put a private file into a field of an import, as if it had been uploaded there."""
	values = {"file_name": file_name, "attached_to_field": fieldname, "is_private": 1, "content": content}
	return frappe.get_doc({"doctype": "File", **_attached(doc), **values}).insert()


def forget(doc: Document, fieldname: str = "") -> None:
	"""Remove the files of an import, or the one of a field. They are full of what people have told the council."""
	of_field = {"attached_to_field": fieldname} if fieldname else {}
	if files := frappe.get_all("File", {**_attached(doc), **of_field}, pluck="name"):
		frappe.delete_doc("File", files, delete_permanently=True)


def _attached(doc: Document) -> dict[str, str]:
	return {"attached_to_doctype": IMPORT, "attached_to_name": doc.name}
