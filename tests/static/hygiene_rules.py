"""Habits of the source that keep it safe and readable. Each rule yields the problems of one Python file."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from .app_files import APP, ROOT, dotted, lines_of, tree_of
from .calls import called_name, calls_in, last_name
from .comments import comments_of
from .dotted_paths import find, import_source
from .problems import Problem

LAST_RULE = 49  # RULES: R1 to R49

SQL = {"frappe.db.sql", "frappe.db.multisql", "frappe.db.sql_list", "frappe.db.sql_ddl"}
CLOCKS = {"now", "today", "utcnow", "fromtimestamp", "time", "localtime"}
EVALUATORS = {
	"eval",
	"exec",
	"frappe.safe_eval",
	"frappe.utils.safe_exec.safe_eval",
	"frappe.render_template",
}


def is_under(path: Path, *folders: str) -> bool:
	return any((APP / folder) in path.parents or (APP / folder) == path for folder in folders)


def sql(path: Path) -> Iterator[Problem]:
	"""SQL is never put together from strings; frappe.qb does that."""
	for call in calls_in(tree_of(path)):
		if called_name(call) in SQL and call.args and _is_put_together(call.args[0]):
			yield Problem(path, call.lineno, "SQL is put together from strings; use frappe.qb")


def _is_put_together(node: ast.expr) -> bool:
	"""An f-string with places, a sum, a % or .format(), also by way of a name."""
	if isinstance(node, ast.JoinedStr):
		return any(isinstance(part, ast.FormattedValue) for part in node.values)
	if isinstance(node, ast.BinOp):
		return isinstance(node.op, ast.Mod | ast.Add)
	if isinstance(node, ast.Call):
		return last_name(node) in ("format", "join", "replace")
	return not isinstance(node, ast.Constant)


def permissions_left_aside(path: Path) -> Iterator[tuple[int, ast.stmt]]:
	"""Where permissions are left aside: the line, and the statement around it."""
	for statement in ast.walk(tree_of(path)):
		if not isinstance(statement, ast.stmt):
			continue
		for node in _own_expressions(statement):
			if isinstance(node, ast.keyword) and node.arg in ("ignore_permissions", "ignore_permission"):
				if ast.unparse(node.value) != "False":
					yield node.value.lineno, statement
			if isinstance(node, ast.Dict) and any(
				isinstance(key, ast.Constant) and key.value == "ignore_permissions" for key in node.keys
			):
				yield node.lineno, statement
		if isinstance(statement, ast.Assign) and any(
			isinstance(target, ast.Attribute) and target.attr == "ignore_permissions"
			for target in statement.targets
		):
			yield statement.lineno, statement


def _own_expressions(statement: ast.stmt) -> Iterator[ast.AST]:
	"""The nodes of a statement, without the statements within it."""
	for child in ast.iter_child_nodes(statement):
		if not isinstance(child, ast.stmt | ast.excepthandler | ast.match_case):
			yield from ast.walk(child)


def unexplained(path: Path) -> Iterator[Problem]:
	"""Whoever leaves permissions aside says in a comment ("safe: …") why that is safe."""
	comments = comments_of(path)
	for line, statement in permissions_left_aside(path):
		around = {line, line - 1, statement.lineno, statement.lineno - 1, statement.end_lineno or line}
		if not any(comments.get(each, "").startswith("safe") for each in _with_block_above(around, comments)):
			yield Problem(path, line, "leaves permissions aside without a comment that begins with “safe:”")


def _with_block_above(lines: set[int], comments: dict[int, str]) -> set[int]:
	"""The lines and, for a comment of several lines, those above."""
	found = set(lines)
	for line in lines:
		while line in comments:
			found.add(line)
			line -= 1
	return found


def commits(path: Path) -> Iterator[Problem]:
	"""Only jobs and the set-up decide when work is kept; elsewhere the request does, all or nothing."""
	for call in calls_in(tree_of(path)):
		if called_name(call) == "frappe.db.commit" and not is_under(path, "jobs", "setup"):
			yield Problem(
				path, call.lineno, "commits in the middle of a request; an error later would leave half"
			)


def prints(path: Path) -> Iterator[Problem]:
	"""Nothing is printed, except by what is run by hand."""
	for call in calls_in(tree_of(path)):
		if called_name(call) in ("print", "breakpoint", "frappe.print") and not is_under(
			path, "setup/demo", "setup/demo.py"
		):
			yield Problem(path, call.lineno, f"{called_name(call)}() is left in")


def evaluated(path: Path) -> Iterator[Problem]:
	"""No text is run as code, or as a template."""
	for call in calls_in(tree_of(path)):
		if called_name(call) in EVALUATORS:
			yield Problem(path, call.lineno, f"{called_name(call)} runs text as code")


def translated(path: Path) -> Iterator[Problem]:
	"""What is handed to `_()` is a whole sentence that a translator can find; values are put in afterwards."""
	for call in calls_in(tree_of(path)):
		if called_name(call) in ("_", "_lt", "frappe._") and call.args:
			first = call.args[0]
			if isinstance(first, ast.JoinedStr | ast.BinOp) or (
				isinstance(first, ast.Call) and last_name(first) == "format"
			):
				yield Problem(
					path, call.lineno, "_() gets a sentence that is put together; put values in after it"
				)


def imports(path: Path) -> Iterator[Problem]:
	"""Every name that is imported from the app, or named by a dotted path in a string, is there."""
	for node in ast.walk(tree_of(path)):
		if isinstance(node, ast.ImportFrom):
			source = import_source(path, node) if path.is_relative_to(ROOT) else node.module or ""
			for alias in node.names:
				if source.split(".")[0] == APP.name and find(f"{source}.{alias.name}") is None:
					yield Problem(path, node.lineno, f"{source} has no {alias.name}")
		elif isinstance(node, ast.Import):
			for alias in node.names:
				if alias.name.split(".")[0] == APP.name and find(alias.name) is None:
					yield Problem(path, node.lineno, f"there is no module {alias.name}")
		elif isinstance(node, ast.Constant) and isinstance(node.value, str):
			if re.fullmatch(rf"{APP.name}(\.[a-zA-Z_]\w*)+", node.value) and find(node.value) is None:
				yield Problem(path, node.lineno, f"{node.value} does not exist")


# Which part of the app may import which: arrows point down only.
LAYERS = {
	"policy": {"policy"},
	"access": {"policy", "access"},
	"rounds": {"policy", "rounds"},
	"importing": {"policy", "importing"},
	"mentoring_scheme": {"policy", "access", "rounds", "importing", "mentoring_scheme"},
	"finance": {"policy", "access", "mentoring_scheme", "finance"},
	"retention": {"policy", "access", "mentoring_scheme", "retention"},
	"jobs": {"policy", "access", "importing", "mentoring_scheme", "finance", "retention", "jobs"},
	"portal": {"policy", "access", "mentoring_scheme", "portal"},
	"www": {"policy", "access", "mentoring_scheme", "portal", "www"},
	"forecast": {"policy", "forecast"},
	"report": {"policy", "access", "mentoring_scheme", "forecast", "finance", "report"},
}


def layers(path: Path) -> Iterator[Problem]:
	"""Jobs, portal and finance rest on the documents, these on access, and all on the policy; never the other way."""
	part = layer_of(dotted(path))
	for node in ast.walk(tree_of(path)):
		sources = []
		if isinstance(node, ast.ImportFrom):
			source = import_source(path, node) if path.is_relative_to(ROOT) else node.module or ""
			sources = [f"{source}.{alias.name}" for alias in node.names]
		elif isinstance(node, ast.Import):
			sources = [alias.name for alias in node.names]
		for source in sources:
			target = layer_of(source)
			if part in LAYERS and target and target not in LAYERS[part]:
				yield Problem(path, node.lineno, f"{part}/ imports {source}; arrows point down only")


def layer_of(name: str) -> str:
	"""The part of the app that a module belongs to; reports lie among the documents and stand above them."""
	parts = name.split(".")
	if parts[:3] == [APP.name, APP.name, "report"]:
		return "report"
	return parts[1] if parts[0] == APP.name and len(parts) > 1 else ""


def pure(path: Path) -> Iterator[Problem]:
	"""The policy, and what rests on it alone, know neither the platform nor the clock."""
	if not is_under(path, "policy", "rounds", "importing"):
		return
	for node in ast.walk(tree_of(path)):
		names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
		names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
		if any(name.split(".")[0] in ("frappe", "pypika", "erpnext") for name in names):
			yield Problem(path, node.lineno, "what is pure imports the platform")
		if isinstance(node, ast.Call) and "." in called_name(node) and last_name(node) in CLOCKS:
			yield Problem(path, node.lineno, f"{called_name(node)}() asks the clock; today is an argument")


def cited_rules(path: Path) -> Iterator[Problem]:
	"""A rule that a text cites exists."""
	for number, line in enumerate(lines_of(path), 1):
		for cited in re.findall(r"(?<![\w-])R(\d+)\b", line):
			if not 1 <= int(cited) <= LAST_RULE:
				yield Problem(path, number, f"cites R{cited}; there are R1 to R{LAST_RULE}")


HYGIENE_RULES = (
	sql,
	unexplained,
	commits,
	prints,
	evaluated,
	translated,
	imports,
	layers,
	pure,
	cited_rules,
)
