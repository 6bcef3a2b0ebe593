"""What is brought in has happened long ago: nobody is told of it today, and nobody is asked to do anything about it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import frappe

ASKING = "frappe.workflow.doctype.workflow_action.workflow_action.process_workflow_actions"


@contextmanager
def quietly() -> Iterator[None]:
	"""Write as the platform's own import does: no notification goes out for what is written inside."""
	before = frappe.flags.in_import, frappe.flags.mute_emails
	frappe.flags.in_import = frappe.flags.mute_emails = True
	try:
		with _unasked():
			yield
	finally:
		frappe.flags.in_import, frappe.flags.mute_emails = before


@contextmanager
def _unasked() -> Iterator[None]:
	"""Leave out what the workflow asks people to do in the state in which a document begins.

	What comes in is at another state in the next moment, and `past_workflow` takes back whatever was asked. To ask it first
	was a fifth of all queries. The table of events belongs to this request or job alone.
	"""
	events = frappe.get_doc_hooks().get("*", {})
	before = events.get("on_update", [])
	events["on_update"] = [each for each in before if each != ASKING]
	try:
		yield
	finally:
		events["on_update"] = before
