"""What belongs to the user of the session. Who asks is never told by a request."""

from __future__ import annotations

from typing import TYPE_CHECKING

import frappe
from frappe import _

from mentoring_scheme.access import reach
from mentoring_scheme.access.terms import inner
from mentoring_scheme.mentoring_scheme.claims.states import WITH_WRITER

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentor_claim.mentor_claim import MentorClaim


def mentors() -> list[frappe._dict]:
	"""The Mentor documents of the user: one for each scheme that they are a mentor in, oldest first."""
	mentor = frappe.qb.DocType("Mentor")
	query = (
		frappe.qb.from_(mentor)
		.select(mentor.name, mentor.scheme)
		.where(mentor.name.isin(reach.own_mentors(frappe.session.user)))
		.orderby(mentor.creation)
	)
	return query.run(as_dict=True)


def is_own_claim(name: str) -> bool:
	"""Whether the claim exists and is the user's own."""
	claim = inner("Mentor Claim")
	query = (
		frappe.qb.from_(claim)
		.select(claim.name)
		.where(claim.name == name)
		.where(claim.mentor.isin(reach.own_mentors(frappe.session.user)))
	)
	return bool(query.run())


def claim_to_read(name: str) -> MentorClaim | None:
	"""The user's own claim; None for one that is somebody else's, as for one that does not exist."""
	if not is_own_claim(name):
		return None
	doc = frappe.get_doc("Mentor Claim", name)
	return doc if doc.has_permission("read") else None


def claim_to_change(name: str) -> MentorClaim | None:
	"""The user's own claim, locked until the request ends; None where it was sent in and may not be changed any more.

	Raises frappe.PermissionError for one that is somebody else's, as for one that does not exist.
	"""
	if not is_own_claim(name):
		frappe.throw(_("There is no such claim among yours."), frappe.PermissionError)
	doc = frappe.get_doc("Mentor Claim", name, for_update=True)
	if doc.status not in WITH_WRITER:
		return None
	doc.check_permission("write")
	return doc
