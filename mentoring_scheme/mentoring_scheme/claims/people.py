"""Who acts on a claim: its mentor, staff of the scheme, finance. Read afresh, never from the claim's copies."""

from __future__ import annotations

from typing import Any

import frappe
from frappe import _

from mentoring_scheme.mentoring_scheme.paying import household_names_of
from mentoring_scheme.policy.claim_steps import Hands


def is_own(mentor: str) -> bool:
	"""Whether the session's account is that of the mentor."""
	participant = frappe.db.get_value("Mentor", mentor, "participant")
	user = participant and frappe.db.get_value("Mentoring Participant", participant, "user")
	return bool(user) and user == frappe.session.user


def is_staff_of(mentor: str) -> bool:
	"""Whether the session may write in the mentor's own document: the staff of the scheme, and nobody else."""
	# asked of the platform and not of the document, which would tell the user of every right that is lacking
	return bool(frappe.has_permission("Mentor", "write", doc=frappe.get_doc("Mentor", mentor)))


def check_writer(mentor: str) -> None:
	"""Raises frappe.PermissionError for all but the mentor and the staff of the scheme."""
	if not is_own(mentor) and not is_staff_of(mentor):
		frappe.throw(
			_("A claim is written by its mentor, or by staff of the scheme on the mentor's behalf."),
			frappe.PermissionError,
		)


def hands_of(claim: Any, household: str | None) -> Hands:
	"""The session as whoever checks or approves `claim`, which is paid to `household`."""
	name = frappe.db.get_value("Mentoring Household", household, "household_name") if household else ""
	return Hands(
		mentor=claim.mentor_name or claim.mentor,
		household=name or "",
		lives_there=bool(household and household_names_of(frappe.session.user, [household])),
		is_mentor=is_own(claim.mentor),
	)
