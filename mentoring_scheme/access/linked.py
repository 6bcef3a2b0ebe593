"""Fields of linked documents in a list, such as `fields=["mentee.needs"]` in a list of links.

Frappe 15 joins the linked table for them and asks about its type alone, so a social worker could read the needs of a
mentee whom they do not supervise in the list of links. Frappe 16 asks about its rows as well; this is the same for 15:
a row that would tell of a document which the user does not see is left out.

The hook is not told of the joined tables, but it is called by the query that has them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import frappe
from frappe.model.db_query import DatabaseQuery
from pypika.queries import Table
from pypika.terms import Criterion

from mentoring_scheme.access.predicates import GUARDS
from mentoring_scheme.access.visibility import visible_names

FRAMES_TO_THE_QUERY = 8


def no_more_than_seen(user: str) -> list[Criterion]:
	"""One criterion for each guarded table that the query which asks has joined; none outside of such a query."""
	return [
		table.name.isnull() | table.name.isin(visible_names(doctype, user))
		for doctype, table in _joined_tables()
		if doctype in GUARDS
	]


def _joined_tables() -> Iterator[tuple[str, Table]]:
	for joined in getattr(_query_that_asks(), "link_tables", ()):
		yield joined.doctype, frappe.qb.Table(joined.table_alias.strip("`"))


def _query_that_asks() -> Any:
	frame = sys._getframe(1)
	for _ in range(FRAMES_TO_THE_QUERY):
		if frame is None:
			return None
		if isinstance(caller := frame.f_locals.get("self"), DatabaseQuery):
			return caller
		frame = frame.f_back
	return None
