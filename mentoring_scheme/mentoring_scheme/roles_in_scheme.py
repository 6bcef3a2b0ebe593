"""What mentors, mentees and links have in common: how they begin in a scheme."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document


def check_scheme_is_open(scheme: str) -> None:
	"""Refuse new people and links in a scheme that is not enabled. Raises frappe.ValidationError."""
	if not frappe.get_cached_value("Mentoring Scheme", scheme, "enabled"):
		frappe.throw(
			_("The scheme {0} is not enabled, so it takes nobody new. Enable it first.").format(scheme)
		)


def check_begins_at(doc: Document, fieldname: str, first: str) -> None:
	"""Refuse a new document that begins anywhere but at its first state, whatever the site's workflow says.

	Raises frappe.ValidationError.
	"""
	if doc.is_new() and doc.get(fieldname) != first:
		frappe.throw(
			_("A new {0} begins as “{1}”, not as “{2}”. Save it first, then move it on step by step.").format(
				_(doc.doctype), _(first), _(doc.get(fieldname))
			)
		)


def check_single_role(doc: Document) -> None:
	"""Refuse a second document of the same role for one participant in one scheme. Raises frappe.ValidationError.

	The rows are locked while they are looked at, so that two people saving at once do not make two.
	"""
	frappe.db.get_value("Mentoring Participant", doc.participant, "name", for_update=True)
	other = frappe.db.get_value(
		doc.doctype, {"participant": doc.participant, "scheme": doc.scheme, "name": ["!=", doc.name or ""]}
	)
	if other:
		frappe.throw(
			_(
				"{0} is {1} in the scheme {2} already: {3}. Open that document instead of making a second one."
			).format(doc.participant_name or doc.participant, _(doc.doctype).lower(), doc.scheme, other),
			frappe.DuplicateEntryError,
		)
