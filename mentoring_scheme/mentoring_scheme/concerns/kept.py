"""People, links and schemes that a concern names are not deleted under it.

The platform would refuse that, too, but it would name the concern to whoever tries, such as an administrator who deletes
an account (`ignore_links_on_delete` in hooks.py keeps it quiet). Those who may delete these documents see all concerns.
"""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document

FIELDS = {
	"Mentoring Participant": "about_participant",
	"Mentoring Link": "link",
	"Mentoring Scheme": "scheme",
}


def refuse_deletion(doc: Document, method: str | None = None) -> None:
	"""Raises frappe.LinkExistsError where a concern names the document."""
	named = frappe.db.exists("Mentoring Concern", {FIELDS[doc.doctype]: doc.name})
	if named or frappe.db.exists("Mentoring Concern Decision", {"link": doc.name}):
		frappe.throw(_("A concern names {0}, so it is kept.").format(doc.name), frappe.LinkExistsError)
