"""What Frappe sends along with a form: comments, e-mails, tasks and history, whoever may open the form.

An event is read by everybody whom it is for, a booking by the person booked. What staff say about it is for staff.
"""

from typing import Any

import frappe
from frappe import realtime
from frappe.desk.form import load

from mentoring_scheme.access.predicates import GUARDS
from mentoring_scheme.access.visibility import may_see

# What of it belongs to the form itself.
KEPT = ("doctype", "name", "attachments", "permissions", "shared", "is_document_followed")


@frappe.whitelist()
def getdoc(doctype: str, name: str) -> list | None:
	"""A document for its form (in place of Frappe's own)."""
	if doctype in GUARDS and not may_see(doctype, name, frappe.session.user, heard=True):
		answer = load.getdoc(doctype, name)
		_silence()
		return answer
	return load.getdoc(doctype, name)


@frappe.whitelist()
def get_docinfo(doctype: str, name: str) -> None:
	"""What goes with a form (in place of Frappe's own)."""
	if doctype in GUARDS and not may_see(doctype, name, frappe.session.user, heard=True):
		load.get_docinfo(doctype=doctype, name=name)
		_silence()
		return
	load.get_docinfo(doctype=doctype, name=name)


@frappe.whitelist()
def get_communications(doctype: str, name: str, start: int = 0, limit: int = 20) -> list[dict[str, Any]]:
	"""More e-mails of a document (in place of Frappe's own)."""
	if doctype in GUARDS and not may_see(doctype, name, frappe.session.user, heard=True):
		raise frappe.PermissionError
	return load.get_communications(doctype, name, start, limit)


@frappe.whitelist()
def can_subscribe_doc(doctype: str, docname: str) -> bool:
	"""Whether a browser is told of changes as they happen, new comments among them (in place of Frappe's own)."""
	if doctype in GUARDS and not may_see(doctype, docname, frappe.session.user, heard=True):
		raise frappe.PermissionError
	return realtime.can_subscribe_doc(doctype, docname)


# open to visitors like the platform's own, which asks for the right to read, and so does this
@frappe.whitelist(allow_guest=True)
def has_permission(doctype: str, name: str = "") -> bool:
	"""The same question as Frappe 16 asks it (in place of Frappe's own)."""
	if name and doctype in GUARDS and not may_see(doctype, name, frappe.session.user, heard=True):
		raise frappe.PermissionError
	frappe.has_permission(doctype, doc=name or None, throw=True)
	return True


def _silence() -> None:
	"""Empty what the answer holds besides the form; each part stays of its type."""
	if info := frappe.response.get("docinfo"):
		frappe.response["docinfo"] = frappe._dict(
			{part: value if part in KEPT or value is None else type(value)() for part, value in info.items()}
		)
