"""Acting on what is stored, not on what a browser sent.

The desk calls a document's methods with the whole document as the browser has it, and saves whatever fields it is
given. What only methods may change is therefore read from the database, and put back where a save brings it along.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import frappe
from frappe.model.document import Document

AnyDocument = TypeVar("AnyDocument", bound=Document)


@contextmanager
def stored(doc: AnyDocument) -> Iterator[AnyDocument]:
	"""The document as the database has it, locked until the transaction ends; `doc` is brought up to date after.

	Whoever comes second waits for the first, and then sees what the first has written.
	"""
	current = frappe.get_doc(doc.doctype, doc.name, for_update=True)
	current.flags.by_method = True
	yield current
	doc.load_from_db()


def keep_stored(doc: Document, *fieldnames: str) -> None:
	"""Put back what is stored in these fields, unless one of the document's own methods is saving."""
	before = doc.get_doc_before_save()
	if doc.flags.by_method or before is None:
		return
	for fieldname in fieldnames:
		doc.set(fieldname, _copied(before.get(fieldname)))


def start_with(doc: Document, **values: Any) -> None:
	"""Give a new document these values, whatever came along in their fields."""
	for fieldname, value in values.items():
		doc.set(fieldname, value)


def any_changed(doc: Document, *fieldnames: str) -> bool:
	"""Whether a save would change one of these fields, child tables by their visible values."""
	before = doc.get_doc_before_save()
	return before is None or any(_value(doc, name) != _value(before, name) for name in fieldnames)


def _copied(value: Any) -> Any:
	"""Rows of a table as new rows, so that no change to them reaches the stored ones."""
	return [row.as_dict() for row in value] if isinstance(value, list) else value


def _value(doc: Document, fieldname: str) -> Any:
	field = doc.meta.get_field(fieldname)
	value = doc.get(fieldname)
	if field.fieldtype == "Table":
		columns = [
			each.fieldname
			for each in frappe.get_meta(field.options).fields
			if each.fieldtype not in frappe.model.no_value_fields
		]
		return [tuple(_value(row, column) for column in columns) for row in value]
	return doc.cast(value, field) or None
