"""What predicates are made of."""

from __future__ import annotations

from typing import Any

import frappe
from pypika.queries import QueryBuilder, Table
from pypika.terms import Criterion, Term, ValueWrapper


class Value(Term):
	"""A value that is safe in SQL, whether the query takes parameters or is spliced into another as text.

	Pypika's own literals double the quotes but leave backslashes alone, which MariaDB takes for an escape, so
	they are not safe for a text that people chose, such as a user's name.
	"""

	def __init__(self, value: Any) -> None:
		super().__init__()
		self.value = value

	def get_sql(self, param_wrapper: Any = None, **kwargs: Any) -> str:
		if self.value is None:
			return "NULL"
		if isinstance(self.value, int | float):
			return str(self.value + 0)  # True becomes 1
		text = str(self.value)
		if param_wrapper:
			return param_wrapper.get_sql(param_value=text)
		if "%" in text:
			return _hexadecimal(text)
		return frappe.db.escape(text, percent=False)


class MemoryRow:
	"""A document in memory, asked like a row of its table: `row.link` is the value that would be stored."""

	def __init__(self, doc: Any) -> None:
		self._doc = doc

	def __getattr__(self, fieldname: str) -> Value:
		return Value(self._doc.get(fieldname))


# What a predicate is asked of: the table in a query, or one document in memory.
Row = Table | MemoryRow


def everything() -> Criterion:
	"""True of every row."""
	return ValueWrapper(1) == ValueWrapper(1)


def nothing() -> Criterion:
	"""True of no row."""
	return ValueWrapper(1) == ValueWrapper(0)


def any_of(criteria: list[Criterion]) -> Criterion:
	"""True where one of `criteria` is; where there is none, never (pypika's own `any` of none is no filter)."""
	return Criterion.any(criteria) if criteria else nothing()


def inner(doctype: str) -> Table:
	"""The table of a sub-query. It has an alias so that each of its columns is named with it: a column that it does
	not have is then an error, instead of a column of the query around it.
	"""
	return frappe.qb.DocType(doctype).as_(f"inner_{frappe.scrub(doctype)}")


def names(doctype: str, criterion: Criterion) -> QueryBuilder:
	"""The names of the `doctype` documents of which `criterion`, on its inner table, is true, as a sub-query."""
	table = inner(doctype)
	return frappe.qb.from_(table).select(table.name).where(criterion)


def column(doctype: str, fieldname: str, criterion: Criterion | None = None) -> QueryBuilder:
	"""The filled values of one field, as a sub-query; never NULL, so that it may stand behind NOT IN."""
	table = inner(doctype)
	query = frappe.qb.from_(table).select(table[fieldname]).where(table[fieldname].isnotnull())
	return query.where(criterion) if criterion else query


def as_text(criterion: Criterion) -> str:
	"""The criterion as a condition that another query may splice in."""
	return f"({criterion.get_sql(quote_char='`', with_namespace=True)})"


def _hexadecimal(text: str) -> str:
	"""The text as a literal without the per cent sign, which one Frappe takes for a placeholder and another not."""
	return f"_utf8mb4 0x{text.encode().hex()}"
