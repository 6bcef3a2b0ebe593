"""Where a document is read: one place that knows the address for each recipient."""

from __future__ import annotations

from urllib.parse import quote

import frappe
from frappe.model.document import Document
from frappe.utils import get_url, get_url_to_form

from mentoring_scheme.policy.requests import RequestKind

HOME = "/mentoring"

# Documents that have a page of their own on the portal.
PAGES = {
	"Contact Record": "records",
	"Mentor Claim": "claims",
	"Mentoring Agreement": "agreements",
	"Mentoring Event": "events",
	"Mentoring Feedback": "feedback",
	"Mentoring Link": "links",
}
# Documents that are read on a page together with others of their kind.
SHARED_PAGES = {"Mentoring Concern": "raised", "Mentoring Supervision": "supervision"}


def letter_address(doc: Document, recipient: str | None) -> str:
	"""The address of the document for an account, for the link of a letter: of its page on the portal, or its form.

	Empty for an account that does not exist or is closed.
	"""
	kind = frappe.db.get_value("User", {"name": recipient, "enabled": 1}, "user_type") if recipient else None
	if kind is None:
		return ""
	if kind == "Website User":
		return get_url(portal_path(doc.doctype, doc.name))
	return get_url_to_form(*_shown_as(doc.doctype, doc.name))


def portal_path(doctype: str, name: str) -> str:
	"""The page of the portal that shows a document; home for what has none."""
	doctype, name = _shown_as(doctype, name)
	if doctype in PAGES:
		return f"{list_path(doctype)}/{quote(name, safe='')}"
	if doctype == "Mentoring Request":
		details = frappe.db.get_value(doctype, name, "kind") == RequestKind.DETAILS.value
		return f"{HOME}/profile" if details else f"{HOME}/break"
	return f"{HOME}/{SHARED_PAGES[doctype]}" if doctype in SHARED_PAGES else HOME


def list_path(doctype: str) -> str:
	"""The page of the portal that lists somebody's own documents of this type, which have pages of their own."""
	return f"{HOME}/{PAGES[doctype]}"


def _shown_as(doctype: str, name: str) -> tuple[str, str]:
	"""The document that is shown in its place: people see the event, not their booking."""
	if doctype == "Mentoring Booking":
		return "Mentoring Event", frappe.db.get_value(doctype, name, "event") or ""
	return doctype, name
