"""What belongs to a document is as confidential as the document: its files, versions, comments, e-mails and tasks.

Frappe keeps these in documents of their own, of which it lists more than it should: every file of a type of which
somebody may read one, and to a System Manager every version, with the old and new text of each field.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote

import frappe
from frappe.model.document import Document
from pypika.terms import Criterion, ExistsCriterion

from mentoring_scheme.access.predicates import GUARDS
from mentoring_scheme.access.terms import MemoryRow, Row, Value, any_of, as_text, inner
from mentoring_scheme.access.visibility import (
	all_hear,
	one_or_zero,
	sees_all,
	sees_some,
	visible_names,
)


@dataclass(frozen=True)
class Follower:
	"""The fields by which a document says what it belongs to, and those that name people who see it in any case."""

	doctype_field: str
	name_field: str
	for_people: tuple[str, ...] = ()


FOLLOWERS: dict[str, Follower] = {
	"Activity Log": Follower("reference_doctype", "reference_name"),
	"Comment": Follower("reference_doctype", "reference_name"),
	"Communication": Follower("reference_doctype", "reference_name"),
	"Deleted Document": Follower("deleted_doctype", "deleted_name"),
	"Document Follow": Follower("ref_doctype", "ref_docname"),
	"Email Queue": Follower("reference_doctype", "reference_name"),
	"File": Follower("attached_to_doctype", "attached_to_name"),
	"Tag Link": Follower("document_type", "document_name"),
	"ToDo": Follower("reference_type", "reference_name", for_people=("allocated_to", "assigned_by")),
	"Version": Follower("ref_doctype", "docname"),
	"View Log": Follower("reference_doctype", "reference_name"),
}


def conditions(user: str | None = None, doctype: str = "") -> str:
	"""What is added to every list of a follower (hook `permission_query_conditions`), besides Frappe's own."""
	user = user or frappe.session.user
	if _sees_all_guarded(user):
		return ""
	return as_text(follows(frappe.qb.DocType(doctype), doctype, user))


def has_permission(
	doc: Document, ptype: str | None = None, user: str | None = None, debug: bool = False
) -> bool:
	"""Whether the document that this one belongs to is seen by the user, and other apps have no objection.

	The others are asked here, because Frappe 15 stops at the first answer and Frappe 16 at the first no.
	"""
	user = user or frappe.session.user
	return (
		_follows(doc, user)
		and (doc.doctype != "File" or ptype not in ("create", "write") or _takes_no_closed_file(doc, user))
		and _others_allow(doc, ptype, user, debug)
	)


def keep_private(doc: Document, method: str | None = None) -> None:
	"""A file on a guarded document is never public: a public one is read by whoever guesses its address."""
	if doc.is_private or doc.is_folder or doc.attached_to_doctype not in GUARDS:
		return
	doc.is_private = 1
	if doc.is_new():
		doc.handle_is_private_changed()


def keep_no_copy(doc: Document, method: str | None = None) -> None:
	"""Frappe copies comments and e-mails into a column of their document, which any list of it may ask for.

	Where not everybody who sees the document hears what is said about it, there is no copy.
	"""
	if doc.reference_doctype in GUARDS and not all_hear(doc.reference_doctype):
		# a column of Frappe's, which no rule of the document is about
		frappe.db.set_value(
			doc.reference_doctype, doc.reference_name, "_comments", None, update_modified=False
		)


def follows(row: Row, doctype: str, user: str) -> Criterion:
	"""Rows that belong to nothing guarded, or to a document that the user sees, or to the user in person.

	Files go with the document; for what is said about it, the user must be somebody who hears that.
	"""
	follower, heard = FOLLOWERS[doctype], doctype != "File"
	kind, name = getattr(row, follower.doctype_field), getattr(row, follower.name_field)
	closed = [guarded for guarded in GUARDS if not sees_all(user, guarded)]
	free = kind.isnull() | kind.notin(closed)
	of_seen = [
		(kind == guarded) & name.isin(visible_names(guarded, user, heard=heard))
		for guarded in closed
		if sees_some(user, guarded)
	]
	own = [getattr(row, person) == Value(user) for person in follower.for_people]
	return any_of([free, *of_seen, *own])


def _sees_all_guarded(user: str) -> bool:
	return all(sees_all(user, doctype) for doctype in GUARDS)


def _follows(doc: Document, user: str) -> bool:
	"""The list's question, asked of the document as it is stored and as it is in memory."""
	if _sees_all_guarded(user):
		return True
	table = inner(doc.doctype)
	stored = (
		frappe.qb.from_(table)
		.select(one_or_zero(follows(table, doc.doctype, user)))
		.where(table.name == Value(doc.name))
	)
	before, now = frappe.qb.select(stored, one_or_zero(follows(MemoryRow(doc), doc.doctype, user))).run()[0]
	return before != 0 and now == 1


def _takes_no_closed_file(doc: Document, user: str) -> bool:
	"""Whether the file's address is not that of somebody else's, which Frappe would then open to the user as well.

	All files lie side by side, so the last part of an address says which it is, however the rest is written.
	"""
	address = posixpath.basename(unquote(doc.get("file_url") or ""))
	if not address or _sees_all_guarded(user):
		return True
	table = inner("File")
	addresses = [Value(f"/{place}/{address}") for place in ("files", "private/files")]
	others = (
		frappe.qb.from_(table)
		.select(table.name)
		.where(table.file_url.isin(addresses))
		.where(table.name != Value(doc.name or ""))
	)
	nobodys = ExistsCriterion(others).negate()
	seen = ExistsCriterion(others.where(follows(table, "File", user)))
	return frappe.qb.select(one_or_zero(nobodys | seen)).run()[0][0] == 1


def _others_allow(doc: Document, ptype: str | None, user: str, debug: bool) -> bool:
	own = f"{__name__}.{has_permission.__name__}"
	others = [hook for hook in frappe.get_hooks("has_permission", {}).get(doc.doctype, []) if hook != own]
	answers = (frappe.call(hook, doc=doc, ptype=ptype, user=user, debug=debug) for hook in others)
	return all(answer is None or bool(answer) for answer in answers)
