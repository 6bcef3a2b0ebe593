"""Reads the conditions that DocTypes, notifications and scripts write as text, such as eval:doc.anchor=="Event"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .documents import DocType

_FIELD = re.compile(r"(?<![\w.])doc\.(\w+)")
_COMPARED = re.compile(r"""(?<![\w.])doc\.(\w+)\s*(?:===?|!==?)\s*(["'])(.*?)\2""")
_ONE_OF = re.compile(
	r"""\[([^\[\]]*)\]\s*\.includes\(\s*doc\.(\w+)\s*\)|doc\.(\w+)\s+(?:not )?in\s+[\[(]([^\])]*)[\])]"""
)
_STRING = re.compile(r"""(["'])(.*?)\1""")


def fields_in(expression: str) -> set[str]:
	"""The fields that an expression reads from `doc`."""
	return set(_FIELD.findall(expression))


def comparisons_in(expression: str) -> Iterator[tuple[str, str]]:
	"""Each field of `doc` with a string that it is compared with."""
	for fieldname, _quote, value in _COMPARED.findall(expression):
		yield fieldname, value
	for before, first, second, after in _ONE_OF.findall(expression):
		for _quote, value in _STRING.findall(before or after):
			yield first or second, value


def wrong_in(expression: str, doctype: DocType, also: frozenset[str] = frozenset()) -> Iterator[str]:
	"""What an expression gets wrong about `doctype`: fields it lacks, choices that a Select does not offer.

	`also`: names that `doc` answers to beyond its fields, such as the methods of its class.
	"""
	for fieldname in sorted(fields_in(expression)):
		if fieldname not in doctype.known_names | also and not fieldname.startswith("__"):
			yield f"{doctype.name} has no field {fieldname}"
	for fieldname, value in comparisons_in(expression):
		field = doctype.by_name.get(fieldname)
		if field and field["fieldtype"] == "Select" and value and value not in doctype.options(fieldname):
			yield f"{doctype.name}.{fieldname} is never “{value}”"
