# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""What went on a participant's file when a link ended (R31)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, today

# What is filed: the document, the field that holds its date, and which of them count as finished.
FILED = (
	("Mentoring Agreement", "completed_on", {"docstatus": ["in", [1, 2]], "completed_on": ["is", "set"]}),
	("Contact Record", "contact_date", {"docstatus": 1}),
)


class MentoringFileEntry(Document):
	"""The list of a link's papers on one participant's file. It never changes."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from mentoring_scheme.mentoring_scheme.doctype.mentoring_filed_document.mentoring_filed_document import (
			MentoringFiledDocument,
		)

		as_role: DF.Literal["Mentor", "Mentee"]
		documents: DF.Table[MentoringFiledDocument]
		file_key: DF.Data | None
		filed_by: DF.Link | None
		filed_on: DF.Date | None
		link: DF.Link
		participant: DF.Link
		participant_name: DF.Data | None
		scheme: DF.Link | None
	# end: auto-generated types

	def validate(self) -> None:
		if not self.is_new():
			frappe.throw(_("What has gone on a file does not change."))


def file_records(link: Document) -> list[str]:
	"""Put the link's papers on the files of mentor and mentee; return the entries made. A second call makes none."""
	papers = list(_papers(link.name))
	roles = (("Mentor", link.mentor_participant), ("Mentee", link.mentee_participant))
	return [entry for role, participant in roles if (entry := _file(link, role, participant, papers))]


def _file(link: Document, role: str, participant: str, papers: list[dict[str, Any]]) -> str | None:
	key = f"{link.name}/{role}"
	if frappe.db.exists("Mentoring File Entry", {"file_key": key}):
		return None
	entry = frappe.get_doc(
		{
			"doctype": "Mentoring File Entry",
			"participant": participant,
			"as_role": role,
			"link": link.name,
			"scheme": link.scheme,
			"filed_on": today(),
			"filed_by": frappe.session.user,
			"documents": papers,
			"file_key": key,
		}
	)
	# safe: whoever may close the link files its records; nobody files by hand
	return entry.insert(ignore_permissions=True).name


def _papers(link: str) -> Iterator[dict[str, Any]]:
	for doctype, dated, filters in FILED:
		rows = frappe.get_all(
			doctype,
			filters={"link": link, **filters},
			fields=["name", "title", dated],
			order_by=f"{dated}, name",
		)
		for row in rows:
			yield _paper(doctype, row.name, row.title, row[dated])
	yield from _supervisions(link)


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
