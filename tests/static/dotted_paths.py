"""Finds what a dotted path such as "mentoring_scheme.setup.install.after_install" names, without importing it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .app_files import APP_NAME, ROOT, tree_of

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Found:
	"""What a dotted path names: a module (`node` is its tree), a function, a class or another name in it."""

	path: Path
	node: ast.AST

	@property
	def is_module(self) -> bool:
		return isinstance(self.node, ast.Module)

	@property
	def function(self) -> Function | None:
		return self.node if isinstance(self.node, ast.FunctionDef | ast.AsyncFunctionDef) else None


@cache
def find(dotted: str) -> Found | None:
	"""The module, function, class or constant of the app that `dotted` names; None where there is none."""
	parts = dotted.split(".")
	if parts[0] != APP_NAME:
		return None
	for length in range(len(parts), 0, -1):
		module = module_file(".".join(parts[:length]))
		if module:
			return _inside(module, parts[length:])
	return None


def module_file(dotted: str) -> Path | None:
	"""The file of a module or package of the app; None where there is none."""
	base = ROOT.joinpath(*dotted.split("."))
	for candidate in (base.with_suffix(".py"), base / "__init__.py"):
		if candidate.is_file():
			return candidate
	return None


def _inside(module: Path, names: list[str]) -> Found | None:
	tree = tree_of(module)
	if not names:
		return Found(module, tree)
	found = _defined(module, tree, names[0])
	if found is None or len(names) == 1:
		return found
	if len(names) == 2 and isinstance(found.node, ast.ClassDef):
		return _defined(found.path, found.node, names[1])
	return None


def _defined(module: Path, scope: ast.Module | ast.ClassDef, name: str) -> Found | None:
	for statement in _statements(scope.body):
		if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
			if statement.name == name:
				return Found(module, statement)
		elif isinstance(statement, ast.ImportFrom):
			for alias in statement.names:
				if (alias.asname or alias.name) == name:
					return _imported(module, statement, alias)
		elif name in _assigned(statement):
			return Found(module, statement)
	return None


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
	"""The statements of a module or class, those under a top-level `if` or `try` too."""
	for statement in body:
		yield statement
		if isinstance(statement, ast.If | ast.Try):
			yield from _statements(statement.body)
			yield from _statements(statement.orelse)


def _imported(module: Path, statement: ast.ImportFrom, alias: ast.alias) -> Found | None:
	source = import_source(module, statement)
	if source.split(".")[0] != APP_NAME:
		return Found(module, statement)
	return find(f"{source}.{alias.name}")


def import_source(module: Path, statement: ast.ImportFrom) -> str:
	"""The dotted module that `from … import` names, relative imports made absolute."""
	if not statement.level:
		return statement.module or ""
	package = module.relative_to(ROOT).parent.parts
	base = package[: len(package) - statement.level + 1]
	return ".".join([*base, statement.module] if statement.module else base)


def _assigned(statement: ast.stmt) -> set[str]:
	targets: list[ast.expr] = []
	if isinstance(statement, ast.Assign):
		targets = statement.targets
	elif isinstance(statement, ast.AnnAssign):
		targets = [statement.target]
	return {node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)}
