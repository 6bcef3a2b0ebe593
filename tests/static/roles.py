"""The roles of the app, read from setup/roles.py."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from .app_files import APP, tree_of

ROLES_FILE = APP / "setup" / "roles.py"

# The platform's own roles that a part of the app may be given to.
PLATFORM_ROLES = {"System Manager"}


@cache
def role_names(constant: str) -> tuple[str, ...]:
	"""The roles that DESK_ROLES or PORTAL_ROLES lists."""
	for statement in tree_of(ROLES_FILE).body:
		if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == constant:
			return tuple(ast.literal_eval(statement.value))
	raise LookupError(f"{ROLES_FILE} has no {constant}")


def desk_roles() -> tuple[str, ...]:
	return role_names("DESK_ROLES")


def portal_roles() -> tuple[str, ...]:
	return role_names("PORTAL_ROLES")


def all_roles() -> set[str]:
	return {*desk_roles(), *portal_roles()}


def desk_access_given(path: Path, constant: str) -> Iterator[object]:
	"""The value of every `desk_access=` within loops over the roles of `constant`."""
	for loop in ast.walk(tree_of(path)):
		if isinstance(loop, ast.For) and ast.unparse(loop.iter) == constant:
			for node in ast.walk(loop):
				if isinstance(node, ast.keyword) and node.arg == "desk_access":
					yield ast.literal_eval(node.value)
