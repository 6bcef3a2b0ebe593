"""The workspace's cards that are more than a count of one list, or that are not for everybody who reads the list.

The platform shows a card of its kind "Custom" to whoever may read the card's document type. Where a card is for those alone
whose work it is, its JSON names a document that only they read.
"""

from typing import Any

import frappe

from mentoring_scheme.access.listed import ALL
from mentoring_scheme.mentoring_scheme.report.mentoring_caseload import mentoring_caseload

Card = dict[str, Any]

CO_ORDINATING = "Mentoring Request"  # what they alone read who co-ordinate, or manage
PAYING = "Mentoring Payment Batch"  # what they alone read who pay, or manage


@frappe.whitelist()
def red_links() -> Card:
	"""Links of the caseload at red (R49), of those that the reader sees."""
	frappe.has_permission("Mentoring Link", "read", throw=True)
	return {
		"value": len(mentoring_caseload.execute({"light": "Red"})[1]),
		"fieldtype": "Int",
		"route": ["query-report", "Mentoring Caseload"],
		"route_options": {"light": "Red"},
	}


@frappe.whitelist()
def claims_to_check() -> Card:
	"""Claims that mentors have sent in (R43)."""
	frappe.has_permission(CO_ORDINATING, "read", throw=True)
	return _standing("Mentor Claim", "Submitted")


@frappe.whitelist()
def claims_to_approve() -> Card:
	"""Claims that are checked."""
	frappe.has_permission(PAYING, "read", throw=True)
	return _standing("Mentor Claim", "Checked")


@frappe.whitelist()
def claims_not_sent() -> Card:
	"""Claims that are approved and in no payment batch that has gone."""
	frappe.has_permission(PAYING, "read", throw=True)
	return _standing("Mentor Claim", "Approved")


@frappe.whitelist()
def payments_due() -> Card:
	"""Instalments to approve (R42)."""
	frappe.has_permission(PAYING, "read", throw=True)
	return _standing("Mentoring Payment", "Due")


@frappe.whitelist()
def payments_held() -> Card:
	"""Instalments that somebody holds back."""
	frappe.has_permission(PAYING, "read", throw=True)
	return _standing("Mentoring Payment", "Held")


@frappe.whitelist()
def payments_not_sent() -> Card:
	"""Instalments that are approved and in no payment batch that has gone."""
	frappe.has_permission(PAYING, "read", throw=True)
	return _standing("Mentoring Payment", "Approved")


def _standing(kind: str, status: str) -> Card:
	"""How many documents of a kind the reader's list holds in a state; a click leads to that list."""
	found = frappe.get_list(kind, filters={"status": status}, pluck="name", limit_page_length=ALL)
	return {
		"value": len(found),
		"fieldtype": "Int",
		"route": ["List", kind, "List"],
		"route_options": {"status": status},
	}
