"""Doing things as the person who would do them, so that the demo proves the permissions as it goes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.model.workflow import apply_workflow
from frappe.utils import getdate, today


@contextmanager
def acting_as(user: str) -> Iterator[None]:
	"""Whatever is done inside is done by `user`, with no more than their permissions."""
	before = frappe.session.user
	if before != user:
		frappe.set_user(user)
	try:
		yield
	finally:
		if before != user:
			frappe.set_user(before)


def insert(doctype: str, **values: Any) -> Document:
	"""A new document, as the desk would make it."""
	return frappe.get_doc({"doctype": doctype, **values}).insert()


def change(doc: Document, **values: Any) -> Document:
	"""Open the document afresh, fill in these fields, save it."""
	current = frappe.get_doc(doc.doctype, doc.name)
	current.update(values)
	return current.save()


def move(doc: Document, *actions: str) -> Document:
	"""Take the document along its workflow, one action after the other."""
	for action in actions:
		doc = apply_workflow(doc, action)
	return doc


def ago(days: int) -> date:
	"""The day that many days before today; later than today where `days` is negative."""
	return getdate(today()) - timedelta(days=days)
