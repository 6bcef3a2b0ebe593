"""The functions and methods that a browser may call: those under @frappe.whitelist()."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .app_files import dotted, python_files, tree_of
from .calls import Scope, called_name
from .dotted_paths import Function
from .problems import Problem


@dataclass(frozen=True)
class Endpoint:
	"""One whitelisted function, or method of a controller."""

	scope: Scope
	function: Function
	decorator: ast.Call

	@property
	def path(self) -> Path:
		return self.scope.path

	@property
	def is_method(self) -> bool:
		return self.scope.class_node is not None

	@property
	def dotted(self) -> str:
		inside = f"{self.scope.class_node.name}." if self.scope.class_node else ""
		return f"{dotted(self.path)}.{inside}{self.function.name}"

	@property
	def arguments(self) -> list[ast.arg]:
		"""What the browser sends."""
		given = self.function.args
		names = [*given.posonlyargs, *given.args, *given.kwonlyargs]
		names += [each for each in (given.vararg, given.kwarg) if each]
		return names[1:] if self.is_method else names

	def option(self, name: str) -> object:
		"""The value of an option of the decorator, None where it is not given."""
		keyword = next((each for each in self.decorator.keywords if each.arg == name), None)
		return ast.literal_eval(keyword.value) if keyword else None

	def problem(self, text: str) -> Problem:
		return Problem(self.path, self.function.lineno, f"{self.function.name}: {text}")


@cache
def endpoints() -> tuple[Endpoint, ...]:
	return tuple(endpoint for path in python_files() for endpoint in endpoints_in(path))


def endpoints_in(path: Path) -> Iterator[Endpoint]:
	for scope, function in _functions(path):
		for decorator in function.decorator_list:
			call = decorator if isinstance(decorator, ast.Call) else ast.Call(decorator, [], [])
			if called_name(call) in ("frappe.whitelist", "whitelist"):
				yield Endpoint(scope, function, call)


def _functions(path: Path) -> Iterator[tuple[Scope, Function]]:
	for node in tree_of(path).body:
		if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
			yield Scope(path), node
		elif isinstance(node, ast.ClassDef):
			for inner in node.body:
				if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef):
					yield Scope(path, node), inner
