"""What is asked of the queries in Python: they name DocTypes and fields that exist, and stand in no loop over records."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .app_files import tree_of
from .calls import called_name
from .documents import DocType, doctypes, exists, has_field
from .problems import Problem

# Calls whose first argument is a DocType.
BY_DOCTYPE = {
	f"frappe.{name}"
	for name in (
		"get_all",
		"get_list",
		"get_doc",
		"new_doc",
		"get_cached_doc",
		"get_last_doc",
		"get_cached_value",
		"get_value",
		"get_meta",
		"delete_doc",
		"rename_doc",
		"has_permission",
		"qb.DocType",
		"db.get_value",
		"db.get_values",
		"db.get_all",
		"db.get_list",
		"db.get_single_value",
		"db.set_value",
		"db.set_single_value",
		"db.exists",
		"db.count",
		"db.delete",
		"db.add_unique",
		"db.add_index",
	)
}

# Those that ask the database each time they are called.
ASKING = BY_DOCTYPE - {"frappe.get_meta", "frappe.new_doc", "frappe.qb.DocType", "frappe.has_permission"}
ASKING |= {"frappe.db.sql", "frappe.delete_doc", "frappe.get_cached_doc"}


@dataclass(frozen=True)
class Looped:
	"""A query within a loop: the function it stands in, its line and what is called."""

	path: Path
	function: str
	line: int
	name: str


def queries_in_loops(path: Path) -> list[Looped]:
	"""Every call that asks the database once for each turn of a loop or comprehension."""
	found: list[Looped] = []
	_visit(tree_of(path), path, "", False, found)
	return found


def _visit(node: ast.AST, path: Path, function: str, in_loop: bool, found: list[Looped]) -> None:
	if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
		name = node.name if not isinstance(node, ast.Lambda) else function
		for child in ast.iter_child_nodes(node):
			_visit(child, path, name, False, found)
		return
	if isinstance(node, ast.Call) and in_loop and called_name(node) in ASKING:
		found.append(Looped(path, function, node.lineno, called_name(node)))
	once = _asked_once(node)
	loops = in_loop or (_is_loop(node) and not _goes_over_constant(node))
	for child in ast.iter_child_nodes(node):
		if isinstance(child, ast.comprehension):
			_visit_comprehension(child, path, function, in_loop, once, found)
		else:
			_visit(child, path, function, in_loop if child in once else loops, found)


def _is_loop(node: ast.AST) -> bool:
	return isinstance(
		node,
		ast.For | ast.AsyncFor | ast.While | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp,
	)


def _goes_over_constant(node: ast.AST) -> bool:
	"""Whether a `for` goes over what the source itself lists (a literal, a CONSTANT), and not over records."""
	return isinstance(node, ast.For) and (
		(isinstance(node.iter, ast.Name) and node.iter.id.isupper())
		or (isinstance(node.iter, ast.Tuple | ast.List) and bool(node.iter.elts))
	)


def _visit_comprehension(
	node: ast.comprehension,
	path: Path,
	function: str,
	in_loop: bool,
	once: list[ast.AST],
	found: list[Looped],
) -> None:
	for child in ast.iter_child_nodes(node):
		_visit(child, path, function, in_loop if child in once else True, found)


def _asked_once(node: ast.AST) -> list[ast.AST]:
	"""What a loop evaluates before its first turn: what it goes over; and its `else`."""
	if isinstance(node, ast.For | ast.AsyncFor):
		return [node.iter, node.target, *node.orelse]
	if isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
		return [node.generators[0].iter]
	return []


def unknown_names(path: Path) -> Iterator[Problem]:
	"""Queries name DocTypes, fields and choices that exist."""
	for call in (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)):
		name = called_name(call)
		if name in BY_DOCTYPE and call.args:
			first = call.args[0]
			if isinstance(first, ast.Constant) and isinstance(first.value, str):
				if not exists(first.value):
					yield Problem(path, first.lineno, f"there is no DocType {first.value}")
				elif first.value in doctypes():
					yield from _fields_of_query(path, call, doctypes()[first.value])
			elif isinstance(first, ast.Dict):
				yield from _new_document(path, first)


def _fields_of_query(path: Path, call: ast.Call, doctype: DocType) -> Iterator[Problem]:
	name = called_name(call)
	for argument in (
		*call.args[1:],
		*(each.value for each in call.keywords if each.arg in ("filters", "or_filters")),
	):
		if isinstance(argument, ast.Dict):
			yield from _keys(path, argument, doctype)
	for keyword in call.keywords:
		if keyword.arg in ("fields", "fieldname", "pluck"):
			yield from _names(path, keyword.value, doctype)
	if name.endswith(("get_value", "get_values", "get_cached_value", "set_value")) and len(call.args) > 2:
		yield from _names(path, call.args[2], doctype)
	if name.endswith("add_unique") and len(call.args) > 1:
		yield from _names(path, call.args[1], doctype)


def _new_document(path: Path, values: ast.Dict) -> Iterator[Problem]:
	"""`frappe.get_doc({"doctype": "Mentor", …})` fills fields that exist."""
	pairs = {
		key.value: value
		for key, value in zip(values.keys, values.values, strict=True)
		if isinstance(key, ast.Constant)
	}
	named = pairs.get("doctype")
	if isinstance(named, ast.Constant):
		if not exists(str(named.value)):
			yield Problem(path, named.lineno, f"there is no DocType {named.value}")
		elif named.value in doctypes():
			yield from _keys(path, values, doctypes()[str(named.value)])


def _keys(path: Path, values: ast.Dict, doctype: DocType) -> Iterator[Problem]:
	for key, value in zip(values.keys, values.values, strict=True):
		if not isinstance(key, ast.Constant) or not isinstance(key.value, str):
			continue
		if not has_field(doctype.name, key.value):
			yield Problem(path, key.lineno, f"{doctype.name} has no field {key.value}")
		elif doctype.by_name.get(key.value, {}).get("fieldtype") == "Select":
			for choice in _choices(value):
				if choice and choice not in doctype.options(key.value):
					yield Problem(path, value.lineno, f"{doctype.name}.{key.value} is never “{choice}”")


def _choices(value: ast.expr) -> list[str]:
	"""The strings that a filter compares a field with: "x", or ["in", ["x", "y"]]."""
	if isinstance(value, ast.Constant):
		return [value.value] if isinstance(value.value, str) else []
	if (
		isinstance(value, ast.List | ast.Tuple)
		and len(value.elts) == 2
		and isinstance(value.elts[0], ast.Constant)
	):
		if value.elts[0].value in ("=", "!=", "in", "not in"):
			given = value.elts[1]
			each = given.elts if isinstance(given, ast.List | ast.Tuple) else [given]
			return [
				item.value for item in each if isinstance(item, ast.Constant) and isinstance(item.value, str)
			]
	return []


def _names(path: Path, value: ast.expr, doctype: DocType) -> Iterator[Problem]:
	if isinstance(value, ast.Dict):
		yield from _keys(path, value, doctype)
	each = value.elts if isinstance(value, ast.List | ast.Tuple) else [value]
	for node in each:
		if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value != "*":
			field = node.value.split(" as ")[0].strip("`")
			if field.isidentifier() and not has_field(doctype.name, field):
				yield Problem(path, node.lineno, f"{doctype.name} has no field {field}")
