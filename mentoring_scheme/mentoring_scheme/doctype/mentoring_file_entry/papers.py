"""Which papers of a link go on the file of mentor and of mentee when it ends (R31)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import frappe
from frappe.utils import getdate

# What is filed: the document, the field that holds its date, and which of them count as finished.
FILED = (
	("Mentoring Agreement", "completed_on", {"docstatus": ["in", [1, 2]], "completed_on": ["is", "set"]}),
	("Contact Record", "contact_date", {"docstatus": 1}),
)


def papers_of(link: str, role: str) -> Iterator[dict[str, Any]]:
	"""The rows of the file entry: what both have in common, then what is this one's alone."""
	for doctype, dated, filters in FILED:
		yield from _papers(doctype, dated, {"link": link, **filters})
	yield from _papers("Mentoring Letter", "sent_on", {"link": link, "as_role": role, "status": "Sent"})
	yield from _supervisions(link)


def _papers(doctype: str, dated: str, filters: dict[str, Any]) -> Iterator[dict[str, Any]]:
	rows = frappe.get_all(
		doctype, filters=filters, fields=["name", "title", dated], order_by=f"{dated}, name"
	)
	for row in rows:
		yield _paper(doctype, row.name, row.title, row[dated])


def _supervisions(link: str) -> Iterator[dict[str, Any]]:
	"""Closing supervisions go on file as having been held; their notes stay with the supervisor (R35)."""
	names = frappe.get_all(
		"Mentoring Supervision Link", {"link": link, "parenttype": "Mentoring Supervision"}, pluck="parent"
	)
	rows = frappe.get_all(
		"Mentoring Supervision",
		filters={"name": ["in", names], "status": "Held", "kind": "Closing"},
		fields=["name", "title", "supervision_date"],
	)
	for row in rows:
		yield _paper("Mentoring Supervision", row.name, row.title, row.supervision_date)


def _paper(doctype: str, name: str, title: str, dated: Any) -> dict[str, Any]:
	return {"document_type": doctype, "document_name": name, "title": title, "dated": getdate(dated)}
