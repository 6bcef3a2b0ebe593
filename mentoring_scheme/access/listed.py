"""What the reader's lists show, as a criterion of a query that counts in the database."""

from __future__ import annotations

import frappe
from frappe.core.doctype.user_permission.user_permission import get_user_permissions
from pypika.queries import Table
from pypika.terms import Criterion

from mentoring_scheme.access.terms import nothing
from mentoring_scheme.access.visibility import allowed

ALL = 0  # of a list: no limit


def seen(doctype: str, scheme: str | None = None) -> Criterion:
	"""The rows of a document that its lists would show to the reader; in one scheme, where one is chosen."""
	table = frappe.qb.DocType(doctype)
	open_to = seen_of(table, doctype)
	return open_to & (table.scheme == scheme) if scheme else open_to


def seen_of(row: Table, doctype: str) -> Criterion:
	"""The same of a table that goes by another name."""
	user = frappe.session.user
	open_to = allowed(row, doctype, user, "read")
	if not get_user_permissions(user):
		return open_to
	# Lists follow the platform's User Permissions as well, by rules of its own: its list is asked. Few people have any.
	names = frappe.get_list(doctype, pluck="name", limit_page_length=ALL)
	return open_to & row.name.isin(names) if names else nothing()
