"""Which rows a user may have: the predicates of their roles, put together."""

from __future__ import annotations

import frappe
from pypika import Case
from pypika.queries import QueryBuilder
from pypika.terms import Criterion, Term

from mentoring_scheme.access.predicates import GUARDS, PARENTS
from mentoring_scheme.access.roles import MANAGER
from mentoring_scheme.access.terms import Row, Value, any_of, everything, inner, names

ADMINISTRATOR = "Administrator"


def allowed(
	row: Row, doctype: str, user: str, ptype: str, *, asked_as: str | None = None, heard: bool = False
) -> Criterion:
	"""What must be true of the row for the permission, over all roles of the user that have it.

	Roles that do not have the permission in the DocType do not count. Else somebody who writes contact records as a
	mentor could write those that they only read as a social worker.

	`asked_as` asks the question of another permission for those same roles: the values in memory of a document that is
	changed must be such as the user sees.

	`heard` counts only the roles for which comments, e-mails and the like go with the document.
	"""
	if sees_all(user, doctype, ptype):
		return everything()
	rules = GUARDS[doctype].rules
	roles = sorted(
		role for role in roles_with(ptype, doctype, user) & rules.keys() if rules[role].hears or not heard
	)
	return any_of([rules[role].asks(asked_as or ptype)(row, user) for role in roles])


def sees_all(user: str, doctype: str, ptype: str = "read") -> bool:
	"""Whether no document of this type is closed to the user. Managers have everything where no rule narrows it."""
	if user == ADMINISTRATOR:
		return True
	return MANAGER not in GUARDS[doctype].rules and MANAGER in roles_with(ptype, doctype, user)


def sees_some(user: str, doctype: str) -> bool:
	"""Whether there may be any document of this type that is open to the user."""
	return sees_all(user, doctype) or bool(roles_with("read", doctype, user) & GUARDS[doctype].rules.keys())


def all_hear(doctype: str) -> bool:
	"""Whether comments, e-mails and the like are for everybody who sees a document of this type."""
	return all(rule.hears for rule in GUARDS[doctype].rules.values())


def roles_with(ptype: str, doctype: str, user: str) -> frozenset[str]:
	"""The user's roles that have the permission in the DocType, as it is on this site."""
	wanted = ("read", "select") if ptype in ("read", "select") else (ptype,)
	rows = frappe.get_meta(doctype).permissions
	having = {row.role for row in rows if not row.permlevel and any(row.get(right) for right in wanted)}
	return frozenset(having.intersection(frappe.get_roles(user)))


def visible(doctype: str, user: str) -> Criterion:
	"""The rows of `doctype` that the user sees, as a criterion on the table of a list."""
	return allowed(frappe.qb.DocType(doctype), doctype, user, "read")


def visible_names(doctype: str, user: str, *, heard: bool = False) -> QueryBuilder:
	"""The names of the documents that the user sees, or of which they hear as well, as a sub-query."""
	return names(doctype, allowed(inner(doctype), doctype, user, "read", heard=heard))


def visible_children(doctype: str, user: str) -> Criterion:
	"""The rows of a child table whose parent the user sees."""
	row = frappe.qb.DocType(doctype)
	return any_of(
		[
			(row.parenttype == parent) & row.parent.isin(visible_names(parent, user))
			for parent in PARENTS[doctype]
		]
	)


def may_see(doctype: str, name: str, user: str, *, heard: bool = False) -> bool:
	"""Whether the user sees the stored document of this name; with `heard`, what is said about it as well."""
	if sees_all(user, doctype):
		return True
	seen = visible_names(doctype, user, heard=heard)
	return frappe.qb.select(one_or_zero(Value(name).isin(seen))).run()[0][0] == 1


def one_or_zero(criterion: Criterion) -> Term:
	"""The criterion as a figure to select; what is not known counts as no."""
	return Case().when(criterion, 1).else_(0)
