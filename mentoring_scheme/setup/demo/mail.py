"""E-mails that the documents write on the way. Nobody is told today of what is said to have been half a year ago."""

from __future__ import annotations

import frappe

MODULE = "Mentoring Scheme"


def discard() -> None:
	"""Remove the e-mails about documents of this app that wait to be sent; on this site all of them are the demo's."""
	doctypes = frappe.get_all("DocType", {"module": MODULE}, pluck="name")
	waiting = {"status": "Not Sent", "reference_doctype": ["in", doctypes]}
	for name in frappe.get_all("Email Queue", waiting, pluck="name"):
		frappe.delete_doc("Email Queue", name, delete_permanently=True)
