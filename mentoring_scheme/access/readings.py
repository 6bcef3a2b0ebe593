"""The two readings of each predicate: the condition of a list, and the answer for one document."""

from __future__ import annotations

from typing import Any

import frappe
from frappe.model.document import Document
from pypika.queries import QueryBuilder
from pypika.terms import Criterion, ExistsCriterion, NullValue, Term

from mentoring_scheme.access.linked import no_more_than_seen
from mentoring_scheme.access.predicates import CHANGING, GUARDS, PARENTS
from mentoring_scheme.access.terms import MemoryRow, Value, as_text, column, everything, inner, names
from mentoring_scheme.access.visibility import (
	allowed,
	one_or_zero,
	sees_all,
	visible,
	visible_children,
	visible_names,
)


def conditions(user: str | None = None, doctype: str = "") -> str:
	"""What Frappe adds to every list of `doctype` (hook `permission_query_conditions`).

	Empty, which is no condition at all, only for those who see every document.
	"""
	user = user or frappe.session.user
	parents = PARENTS.get(doctype, (doctype,))
	if all(sees_all(user, parent) for parent in parents):
		return ""
	own = visible_children(doctype, user) if doctype in PARENTS else visible(doctype, user)
	return as_text(Criterion.all([own, *no_more_than_seen(user)]))


def has_permission(doc: Document, ptype: str | None = None, user: str | None = None) -> bool:
	"""Whether the user has the permission on this document (hook `has_permission`), in one query.

	The row as it is stored must be within the user's reach, and so must the values in memory, so that nobody moves a
	document out of their reach or into somebody else's. A document that is not stored yet is asked in memory alone.
	"""
	user, ptype = user or frappe.session.user, ptype or "read"
	if sees_all(user, doc.doctype, ptype):
		return True
	# what has no name yet, as everything that is being inserted, can have no row
	of_row = _stored(doc, ptype, user) if doc.name else NullValue()
	stored, in_memory = frappe.qb.select(of_row, _in_memory(doc, ptype, user)).run()[0]
	if stored is None and not doc.is_new() and ptype != "create":
		return False  # it claims to be stored, and is not
	return stored != 0 and in_memory == 1


def _stored(doc: Document, ptype: str, user: str) -> QueryBuilder:
	"""Whether the stored row is allowed; NULL if there is none."""
	table = inner(doc.doctype)
	answer = one_or_zero(allowed(table, doc.doctype, user, ptype))
	return frappe.qb.from_(table).select(answer).where(table.name == Value(doc.name))


def _in_memory(doc: Document, ptype: str, user: str) -> Term:
	"""Whether the values in memory are allowed: after a change the user must still see the document."""
	asked_as = "read" if ptype in CHANGING else ptype
	own = allowed(MemoryRow(doc), doc.doctype, user, ptype, asked_as=asked_as)
	pointers = [_within_reach(doc, path, user) for path in GUARDS[doc.doctype].points_at]
	rows = _own_rows(doc) if ptype in CHANGING else []
	return one_or_zero(Criterion.all([own, *pointers, *rows]))


def _own_rows(doc: Document) -> list[Criterion]:
	"""That no row of a table is another document's: a save writes each row by its name alone, wherever it belongs."""
	return [
		criterion
		for field in doc.meta.get_table_fields()
		if (criterion := _own_rows_of(doc, field)) is not None
	]


def _own_rows_of(doc: Document, field: Any) -> Criterion | None:
	stored = [Value(row.name) for row in doc.get(field.fieldname) or () if row.name and not row.is_new()]
	if not stored:
		return None
	row = inner(field.options)
	others = (row.parent != Value(doc.name)) | (row.parenttype != doc.doctype)
	return ExistsCriterion(names(field.options, row.name.isin(stored) & others)).negate()


def _within_reach(doc: Document, path: str, user: str) -> Criterion:
	"""Whether the field points at nothing that the user does not see, unless it did so before.

	What does not exist is left to Frappe, which says so.
	"""
	table, _, fieldname = path.rpartition(".")
	holders = doc.get(table) if table else [doc]
	values = [Value(value) for holder in holders or [] if (value := holder.get(fieldname))]
	if not values:
		return everything()
	meta = frappe.get_meta(doc.meta.get_field(table).options) if table else doc.meta
	target = inner(meta.get_field(fieldname).options)
	unseen = target.name.notin(visible_names(meta.get_field(fieldname).options, user))
	new = target.name.notin(_pointed_at_before(doc, meta.name, fieldname))
	pointed_at = frappe.qb.from_(target).select(target.name).where(target.name.isin(values))
	return ExistsCriterion(pointed_at.where(unseen).where(new)).negate()


def _pointed_at_before(doc: Document, holder: str, fieldname: str) -> QueryBuilder:
	row, name = inner(holder), Value(doc.name)
	own = (
		(row.name == name)
		if holder == doc.doctype
		else (row.parent == name) & (row.parenttype == doc.doctype)
	)
	return column(holder, fieldname, own)
