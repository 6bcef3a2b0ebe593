"""Somebody who may not read a concern any more keeps no string to it: no task, no bell, no mails about its changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import frappe

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentoring_concern.mentoring_concern import MentoringConcern


def cut_off_who_may_not_read(concern: MentoringConcern) -> None:
	"""Take away what others than its readers hold of a concern, past the platform's bin, which would keep a copy."""
	_cut(concern, "Document Follow", "ref_doctype", "ref_docname", "user")
	_cut(concern, "Notification Log", "document_type", "document_name", "for_user")
	if _cut(concern, "ToDo", "reference_type", "reference_name", "allocated_to"):
		_keep_assigned(concern)


def _cut(concern: MentoringConcern, doctype: str, kind: str, name: str, person: str) -> bool:
	"""Whether anything was taken away. The fields name the document that it is about, and whose it is."""
	of_concern = {kind: concern.doctype, name: concern.name}
	holders = set(frappe.get_all(doctype, filters=of_concern, pluck=person))
	closed_to = [user for user in holders if not concern.has_permission("read", user=user)]
	if closed_to:
		frappe.db.delete(doctype, {**of_concern, person: ["in", closed_to]})
	return bool(closed_to)


def _keep_assigned(concern: MentoringConcern) -> None:
	"""The platform repeats in a column of the document who has an open task about it."""
	of_concern = {"reference_type": concern.doctype, "reference_name": concern.name, "status": "Open"}
	left = frappe.get_all("ToDo", filters=of_concern, pluck="allocated_to")
	concern.db_set("_assign", frappe.as_json(left), update_modified=False)
