"""Rows of many documents at once, each table in one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any

import frappe
from pypika.queries import QueryBuilder
from pypika.terms import Criterion

# Names of documents, or a sub-query for them.
Names = Collection[str] | QueryBuilder


def rows_of(doctype: str, fieldnames: tuple[str, ...], criterion: Criterion | None = None) -> list[Any]:
	"""The fields of the documents of which `criterion`, on the plain table, is true."""
	table = frappe.qb.DocType(doctype)
	query = frappe.qb.from_(table).select(*(table[fieldname] for fieldname in fieldnames))
	return (query.where(criterion) if criterion else query).run(as_dict=True)


def children_of(
	doctype: str, fieldnames: tuple[str, ...], parenttype: str, parents: Names
) -> defaultdict[str, list[Any]]:
	"""The rows of a child table in their order, by parent; a parent without rows has an empty list."""
	row = frappe.qb.DocType(doctype)
	criterion = (row.parenttype == parenttype) & named(row.parent, parents)
	query = (
		frappe.qb.from_(row)
		.select(row.parent, *(row[fieldname] for fieldname in fieldnames))
		.where(criterion)
		.orderby(row.idx)
	)
	return grouped(query.run(as_dict=True), "parent")


def grouped(rows: list[Any], key: str) -> defaultdict[str, list[Any]]:
	"""Rows by the value of one of their fields."""
	found: defaultdict[str, list[Any]] = defaultdict(list)
	for row in rows:
		found[row[key]].append(row)
	return found


def named(field: Any, names: Names) -> Criterion:
	"""Whether a field holds one of these names; an empty list, which no database takes, holds none."""
	if isinstance(names, QueryBuilder):
		return field.isin(names)
	return field.isin(list(names) or [""])
