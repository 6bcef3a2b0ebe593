"""Follows calls from one function of the app into the next, as far as names tell."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .app_files import ROOT, dotted, tree_of
from .dotted_paths import Function, find


@dataclass(frozen=True)
class Scope:
	"""Where a function stands: its module, and its class if it is a method."""

	path: Path
	class_node: ast.ClassDef | None = None


def called_name(call: ast.Call) -> str:
	"""What is called, as written: "frappe.db.get_value", "doc.save"; what stands before a call is left out."""
	parts: list[str] = []
	node: ast.expr = call.func
	while isinstance(node, ast.Attribute):
		parts.append(node.attr)
		node = node.value
	parts.append(node.id if isinstance(node, ast.Name) else "")
	return ".".join(reversed(parts))


def last_name(call: ast.Call) -> str:
	return called_name(call).rpartition(".")[2]


def calls_in(node: ast.AST) -> Iterator[ast.Call]:
	return (each for each in ast.walk(node) if isinstance(each, ast.Call))


def resolve(call: ast.Call, scope: Scope) -> tuple[Scope, Function] | None:
	"""The function of the app that is called; None for anything else.

	A method is looked for in the class that the call stands in, whatever it is called on: `record.settle()` within
	`with stored(self) as record` is a method of the same class.
	"""
	name = last_name(call)
	if isinstance(call.func, ast.Attribute) and scope.class_node:
		for node in scope.class_node.body:
			if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == name:
				return scope, node
	return _by_name(called_name(call), scope)


def reached(function: Function, scope: Scope) -> list[tuple[Scope, Function]]:
	"""The function itself and every function of the app that it leads to."""
	found: dict[int, tuple[Scope, Function]] = {}
	to_look_at = [(scope, function)]
	while to_look_at:
		where, what = to_look_at.pop()
		if id(what) in found:
			continue
		found[id(what)] = (where, what)
		to_look_at += [target for call in calls_in(what) if (target := resolve(call, where))]
	return list(found.values())


def _by_name(name: str, scope: Scope) -> tuple[Scope, Function] | None:
	if not name or name.startswith("."):
		return None
	if not scope.path.is_relative_to(ROOT):
		return _in_module(name, scope.path)
	found = find(f"{dotted(scope.path)}.{name}")
	if found and found.is_module:
		return None
	if found and found.function:
		return Scope(found.path), found.function
	return None


def _in_module(name: str, path: Path) -> tuple[Scope, Function] | None:
	for node in tree_of(path).body:
		if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == name:
			return Scope(path), node
	return None
