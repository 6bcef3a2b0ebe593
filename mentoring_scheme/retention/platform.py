"""The platform's own tool for deleting personal data is held back for people of a scheme.

It would rename the account and replace names in all comments and versions of the site, whoever they belong to, and leave
the participant, the links and the records with their names; it knows no legal hold and no time for which the law wants
records kept. A request that comes in that way is therefore kept as what it is: a request to erase, for a manager.
"""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document

REQUEST = "Mentoring Data Request"
HELD_BACK = "On Hold"


def hold_back(doc: Document, method: str | None = None) -> None:
	"""Turn a confirmed deletion of a participant's account into a request to erase (hook of the platform's request)."""
	if doc.status != "Pending Approval":
		return
	participants = _participants(doc.email)
	if not participants and not frappe.db.exists("Mentoring Application", {"email": doc.email}):
		return
	doc.status = HELD_BACK
	for participant in participants:
		_ask(participant)
	frappe.msgprint(
		_("The account belongs to somebody in a mentoring scheme. A mentoring manager answers the request.")
	)


def _participants(email: str) -> list[str]:
	return frappe.get_all(
		"Mentoring Participant",
		or_filters={"user": email, "email": email},
		pluck="name",
		order_by="name",
	)


def _ask(participant: str) -> None:
	asked = {"participant": participant, "kind": "Erasure", "status": "Received"}
	if frappe.db.exists(REQUEST, asked):
		return
	# safe: the person has confirmed by e-mail that it is them who asks; a manager decides
	frappe.get_doc({"doctype": REQUEST, **asked}).insert(ignore_permissions=True)
