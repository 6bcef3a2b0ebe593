"""What follows from facts is written past the workflow, whose moves belong to people."""

from __future__ import annotations

from copy import copy
from typing import Any

from frappe.model.document import Document
from frappe.workflow.doctype.workflow_action.workflow_action import clear_workflow_actions

STATES = {"status", "stage"}


def write_past_workflow(doc: Document, **values: Any) -> None:
	"""Write these values, as the history of the document then shows; callers hold its row and know its state.

	What the workflow has asked people to do with a state that is left, it asks no more.
	"""
	doc.load_doc_before_save()
	_write(doc, values)


def write_past_workflow_of_new(doc: Document, **values: Any) -> None:
	"""The same of a document that has just been inserted, and not been changed since: it is not read back first."""
	doc._doc_before_save = copy(doc)
	_write(doc, values)


def _write(doc: Document, values: dict[str, Any]) -> None:
	doc.db_set(values)
	doc.save_version()
	if STATES & values.keys():
		clear_workflow_actions(doc.doctype, doc.name)
