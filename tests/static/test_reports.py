"""Reports ask through get_list, and their columns and filters exist."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from .app_files import MODULE, files, json_of, line_of, python_files, text_of, tree_of
from .calls import called_name, calls_in
from .documents import doctypes, exists, has_field
from .problems import Problem, none_of

REPORTS = MODULE / "report"

# What passes by the rules about who sees which row.
PAST_THE_RULES = {"frappe.get_all", "frappe.db.sql", "frappe.db.get_all", "frappe.db.multisql"}


def report_modules() -> list[Path]:
	return (
		[path for path in python_files(under=REPORTS) if path.name != "__init__.py"]
		if REPORTS.is_dir()
		else []
	)


def query_problems(path: Path) -> Iterator[Problem]:
	"""A report shows the rows that the reader may see."""
	for call in calls_in(tree_of(path)):
		if called_name(call) in PAST_THE_RULES:
			yield Problem(
				path, call.lineno, f"{called_name(call)} shows rows to whoever opens the report; use get_list"
			)


def column_problems(path: Path) -> Iterator[Problem]:
	"""Columns have a label that is translated, a type, and a link to what exists."""
	for column in _columns(path):
		options = column.get("options")
		if (
			_text(column.get("fieldtype")) in ("Link", "Table")
			and options is not None
			and not exists(_text(options))
		):
			yield Problem(path, options.lineno, f"a column links to {_text(options)}, which does not exist")
		label = column.get("label")
		if isinstance(label, ast.Constant):
			yield Problem(path, label.lineno, f"the label “{_text(label)}” is not marked for translation")


def _columns(path: Path) -> Iterator[dict[str, ast.expr]]:
	"""Each literal dict with a fieldname and a label."""
	for node in ast.walk(tree_of(path)):
		if isinstance(node, ast.Dict):
			column = {_text(key): value for key, value in zip(node.keys, node.values, strict=True) if key}
			if {"fieldname", "label"} <= set(column):
				yield column


def _text(node: ast.expr | None) -> str:
	return str(node.value) if isinstance(node, ast.Constant) else ""


def filter_problems(path: Path) -> Iterator[Problem]:
	"""The filters that a report reads are those that its script offers, and each offered one is read."""
	script = path.with_suffix(".js")
	offered = (
		set(re.findall(r"""\bfieldname:\s*["'](\w+)["']""", text_of(script))) if script.is_file() else set()
	)
	read = dict(_filters_read(path))
	for name in sorted(set(read) - offered):
		yield Problem(path, read[name], f"reads the filter {name}, which {script.name} does not offer")
	for name in sorted(offered - set(read)):
		yield Problem(
			script, line_of(script, f'"{name}"'), f"offers the filter {name}, which the report does not read"
		)


def _filters_read(path: Path) -> Iterator[tuple[str, int]]:
	for node in ast.walk(tree_of(path)):
		if isinstance(node, ast.Call) and called_name(node) == "filters.get" and node.args:
			yield _text(node.args[0]), node.lineno
		elif isinstance(node, ast.Subscript) and ast.unparse(node.value) == "filters":
			yield _text(node.slice), node.lineno
		elif isinstance(node, ast.Attribute) and ast.unparse(node.value) == "filters" and node.attr != "get":
			yield node.attr, node.lineno


def execute_problems(path: Path) -> Iterator[Problem]:
	functions = [
		node for node in tree_of(path).body if isinstance(node, ast.FunctionDef) and node.name == "execute"
	]
	if path.stem == path.parent.name and not functions:
		yield Problem(path, 1, "a report needs a function execute(filters)")
	for function in functions:
		if function.returns is None or any(each.annotation is None for each in function.args.args):
			yield Problem(path, function.lineno, "execute has arguments or a result without a type")


def stored_report_problems(path: Path, report: dict[str, Any]) -> Iterator[Problem]:
	"""The columns and filters of a report that is made of fields alone exist."""
	about = report.get("ref_doctype") or ""
	stored = json.loads(report.get("json") or "{}")
	for column in stored.get("fields") or []:
		fieldname, doctype = (*column, about)[:2] if isinstance(column, list) else (column, about)
		if not has_field(doctype, fieldname):
			yield Problem(path, 1, f"a column shows {doctype}.{fieldname}, which does not exist")
	for row in stored.get("filters") or []:
		if not has_field(row[0], row[1]):
			yield Problem(path, 1, f"a filter asks for {row[0]}.{row[1]}, which does not exist")


def role_problems(path: Path, report: dict[str, Any]) -> Iterator[Problem]:
	"""The platform opens a report to those of its roles that may see its document in reports."""
	about = report["ref_doctype"]
	may = {row["role"] for row in doctypes()[about].permissions if row.get("report")}
	for role in sorted({row["role"] for row in report["roles"]} - may):
		yield Problem(path, 1, f"{role} may not see {about} in reports, and so cannot open this one")


def stored_reports() -> list[tuple[Path, dict[str, Any]]]:
	found = [(path, json_of(path)) for path in files(".json", under=REPORTS)] if REPORTS.is_dir() else []
	return [(path, data) for path, data in found if data.get("doctype") == "Report"]


def test_reports_ask_for_what_the_reader_may_see() -> None:
	none_of(problem for path in report_modules() for problem in query_problems(path))


def test_columns_and_filters_of_reports_exist() -> None:
	none_of(problem for path in report_modules() for problem in column_problems(path))
	none_of(problem for path in report_modules() for problem in filter_problems(path))
	none_of(problem for path, report in stored_reports() for problem in stored_report_problems(path, report))


def test_every_role_of_a_report_can_open_it() -> None:
	none_of(problem for path, report in stored_reports() for problem in role_problems(path, report))


def test_reports_can_be_executed() -> None:
	none_of(problem for path in report_modules() for problem in execute_problems(path))


def test_no_report_is_a_bare_query() -> None:
	none_of(
		Problem(
			path,
			line_of(path, '"report_type"'),
			"a query report passes by the rules about who sees which row",
		)
		for path, report in stored_reports()
		if report.get("report_type") == "Query Report"
	)


def test_the_rules_see_a_careless_report(sample: Callable[..., Path]) -> None:
	path = sample(
		"def execute(filters):\n"
		'\trows = frappe.get_all("Mentor", filters={"scheme": filters.scheme})\n'
		'\treturn [{"fieldname": "a", "label": "A", "fieldtype": "Link", "options": "Mentro"}], rows\n',
		"caseload.py",
	)
	path.with_suffix(".js").write_text(
		'frappe.query_reports["Caseload"] = { filters: [{ fieldname: "area" }] };'
	)
	assert [each.line for each in query_problems(path)] == [2]
	assert [each.line for each in column_problems(path)] == [3, 3]
	assert len(list(filter_problems(path))) == 2
	assert list(execute_problems(path))
	spoilt = {
		"ref_doctype": "Mentor",
		"json": '{"fields": [["stge", "Mentor"]], "filters": [["Mentor", "stge", "=", 1]]}',
	}
	assert len(list(stored_report_problems(path, spoilt))) == 2
