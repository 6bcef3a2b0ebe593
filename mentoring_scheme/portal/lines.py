"""The lines of a claim, each known by a name that its form has from the beginning.

A form that is sent twice, by a second tap or from a page that was gone back to, therefore writes the same line twice
and not a second one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.model.document import Document

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentor_claim.mentor_claim import MentorClaim

NAME = re.compile(r"[a-z0-9]{10}")


def line_to_write(claim: MentorClaim, table: str, name: str) -> Document:
	"""The line of that name; a new one where the claim has none.

	Raises frappe.PermissionError for a name that no form of ours has, or that a line of another claim has.
	"""
	for row in claim.get(table):
		if row.name == name:
			return row
	doctype = claim.meta.get_field(table).options
	if not NAME.fullmatch(name) or frappe.db.exists(doctype, name):
		frappe.throw(_("There is no such line in this claim."), frappe.PermissionError)
	row = claim.append(table, {})
	row.name = name
	return row


def form_of(claim: MentorClaim, line: str) -> str:
	"""Under which name the answers of a line's form are put by."""
	return f"{claim.name}/{line}"
