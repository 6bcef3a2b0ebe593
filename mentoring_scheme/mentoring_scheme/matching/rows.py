"""Rows of many documents at once, each table in one query.

There can be a hundred thousand of them, so they are read as tuples with names, and not as dictionaries.
"""

from __future__ import annotations

from collections import defaultdict, namedtuple
from collections.abc import Callable, Collection
from functools import cache
from typing import Any, TypeVar

import frappe
from frappe.query_builder.functions import Concat, Count, GroupConcat
from pypika.queries import QueryBuilder
from pypika.terms import Criterion

# Names of documents, or a sub-query for them.
Names = Collection[str] | QueryBuilder
Made = TypeVar("Made")
END = "\n"  # stands in no name


def rows_of(doctype: str, fieldnames: tuple[str, ...], criterion: Criterion | None = None) -> list[Any]:
	"""The fields of the documents of which `criterion`, on the plain table, is true."""
	table = frappe.qb.DocType(doctype)
	query = frappe.qb.from_(table).select(*(table[fieldname] for fieldname in fieldnames))
	row = namedtuple("row", fieldnames)
	return list(map(row._make, (query.where(criterion) if criterion else query).run()))


def children_of(
	doctype: str,
	fieldnames: tuple[str, ...],
	parenttype: str,
	parents: Names,
	make: Callable[[Any], Made],
) -> defaultdict[str, list[Made]]:
	"""What `make` makes of the rows of a child table, in their order, by parent; an empty list where there are none."""
	row = frappe.qb.DocType(doctype)
	criterion = (row.parenttype == parenttype) & named(row.parent, parents)
	return made_by(row, "parent", fieldnames, criterion, "idx", make)


def made_by(
	table: Any,
	key: str,
	fieldnames: tuple[str, ...],
	criterion: Criterion,
	order: str,
	make: Callable[[Any], Made],
) -> defaultdict[str, list[Made]]:
	"""What `make` makes of the rows of which `criterion` is true, in their order, by the value of the field `key`.

	Rows that say the same share what is made of them, which therefore nobody may change.
	"""
	query = frappe.qb.from_(table).select(table[key], *(table[fieldname] for fieldname in fieldnames))
	row = namedtuple("row", fieldnames)
	made = cache(lambda *values: make(row(*values)))
	found: defaultdict[str, list[Made]] = defaultdict(list)
	for of, *values in query.where(criterion).orderby(table[order]).run():
		found[of].append(made(*values))
	return found


def listed_attributes(parenttype: str, parents: Names) -> dict[str, list[str]]:
	"""The names of the attributes that documents list, by document.

	Nothing else has so many rows, so the database sends all names of one document as one text.
	"""
	row = frappe.qb.DocType("Mentoring Attribute Row")
	criterion = (row.parenttype == parenttype) & named(row.parent, parents) & (row.attribute != "")
	query = frappe.qb.from_(row).where(criterion).groupby(row.parent)
	query = query.select(row.parent, GroupConcat(Concat(row.attribute, END)), Count(row.attribute))
	found, cut = {}, []
	for parent, text, number in query.run():
		names = text.removesuffix(END).split(f"{END},")
		if len(names) == number and text.endswith(END):
			found[parent] = names
		else:  # longer than the database was told to send
			cut.append(parent)
	return {**found, **_one_by_one(row, parenttype, cut)} if cut else found


def _one_by_one(row: Any, parenttype: str, parents: list[str]) -> dict[str, list[str]]:
	found: defaultdict[str, list[str]] = defaultdict(list)
	listed = (row.parenttype == parenttype) & row.parent.isin(parents)
	for parent, attribute in frappe.qb.from_(row).select(row.parent, row.attribute).where(listed).run():
		found[parent].append(attribute)
	return found


def named(field: Any, names: Names) -> Criterion:
	"""Whether a field holds one of these names; an empty list, which no database takes, holds none."""
	if isinstance(names, QueryBuilder):
		return field.isin(names)
	return field.isin(list(names) or [""])
