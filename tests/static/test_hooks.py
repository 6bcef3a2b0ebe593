"""hooks.py is a table of what plugs in where: no logic, and nothing in it that is not there."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from .app_files import APP, APP_NAME, files, tree_of
from .documents import DocType, doctypes, documents, exists
from .dotted_paths import find
from .hook_names import DOC_EVENTS, HOOKS, KEYED_BY_DOCTYPE, REPLACING_HOOKS, SCHEDULES
from .problems import Problem, none_of
from .roles import all_roles

HOOKS_FILE = APP / "hooks.py"
ASSETS = f"/assets/{APP_NAME}/"
FILE_ENDINGS = (".js", ".css", ".html", ".svg", ".png")


def hooks_of(path: Path) -> dict[str, ast.expr]:
	"""The value of each hook by name."""
	return {
		target.id: statement.value
		for statement in tree_of(path).body
		if isinstance(statement, ast.Assign)
		for target in statement.targets
		if isinstance(target, ast.Name)
	}


@cache
def hook(name: str) -> Any:
	"""The value of one of the app's hooks; an empty dict where it is not set."""
	value = hooks_of(HOOKS_FILE).get(name)
	return ast.literal_eval(value) if value is not None else {}


def strings_of(path: Path) -> Iterator[ast.Constant]:
	for value in hooks_of(path).values():
		for node in ast.walk(value):
			if isinstance(node, ast.Constant) and isinstance(node.value, str):
				yield node


def logic_in(path: Path) -> Iterator[Problem]:
	for number, statement in enumerate(tree_of(path).body):
		if number == 0 and isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
			continue
		if not isinstance(statement, ast.Assign):
			yield Problem(path, statement.lineno, "only assignments belong here; move the logic to a module")
			continue
		try:
			ast.literal_eval(statement.value)
		except ValueError:
			yield Problem(path, statement.lineno, "write the value out; hooks.py computes nothing")


def broken_paths_in(path: Path) -> Iterator[Problem]:
	for node in strings_of(path):
		if node.value.startswith(f"{APP_NAME}.") and not node.value.endswith(FILE_ENDINGS):
			found = find(node.value)
			if found is None:
				yield Problem(path, node.lineno, f"{node.value} does not exist")
			elif not found.is_module and found.function is None:
				yield Problem(path, node.lineno, f"{node.value} is neither a module nor a function")


def missing_files_in(path: Path) -> Iterator[Problem]:
	bundles = {each.name for each in files(".bundle.js", ".bundle.css", ".bundle.scss", under=APP / "public")}
	for node in strings_of(path):
		if not node.value.endswith(FILE_ENDINGS):
			continue
		if ".bundle." in node.value:
			there = Path(node.value).name in bundles
		elif node.value.startswith(ASSETS):
			there = (APP / "public" / node.value.removeprefix(ASSETS)).is_file()
		else:
			there = (APP / node.value).is_file()
		if not there:
			yield Problem(path, node.lineno, f"the file {node.value} does not exist")


def unknown_names_in(path: Path) -> Iterator[Problem]:
	for name, value in hooks_of(path).items():
		if name in REPLACING_HOOKS:
			yield Problem(path, value.lineno, f"{name} replaces a whole class; use doc_events")
		elif name not in HOOKS:
			yield Problem(path, value.lineno, f"{name} is no hook that Frappe knows; it would be ignored")
		if name in KEYED_BY_DOCTYPE:
			yield from _unknown_doctypes(path, value)
		if name == "doc_events":
			yield from _unknown_keys(path, _values(value), DOC_EVENTS, "no event of a document")
		if name == "scheduler_events":
			yield from _unknown_keys(path, [value], SCHEDULES, "no schedule that Frappe knows")


def unknown_roles_in(path: Path) -> Iterator[Problem]:
	"""Home pages and menu entries are for roles that the app makes."""
	hooks = hooks_of(path)
	keys = _keys([hooks["role_home_page"]] if "role_home_page" in hooks else [])
	menu = (node for name, node in hooks.items() if name.endswith("portal_menu_items"))
	values = [
		value
		for items in menu
		for each in ast.walk(items)
		if isinstance(each, ast.Dict)
		for key, value in zip(each.keys, each.values, strict=True)
		if isinstance(key, ast.Constant) and key.value == "role" and isinstance(value, ast.Constant)
	]
	for node in (*keys, *values):
		if node.value not in all_roles():
			yield Problem(path, node.lineno, f"{node.value} is no role of the app")


def loose_fixtures_in(path: Path) -> Iterator[Problem]:
	"""Fixtures name a DocType that exists and which of its documents; without a filter a whole site would be exported."""
	value = hooks_of(path).get("fixtures")
	for entry in value.elts if isinstance(value, ast.List | ast.Tuple) else ():
		given = ast.literal_eval(entry)
		name = given.get("dt") or given.get("doctype") if isinstance(given, dict) else given
		if not exists(str(name)):
			yield Problem(path, entry.lineno, f"there is no DocType {name}")
		if not isinstance(given, dict) or not given.get("filters"):
			yield Problem(path, entry.lineno, f"every {name} of the site would be exported; add filters")


def _unknown_doctypes(path: Path, value: ast.expr) -> Iterator[Problem]:
	for key in _keys([value]):
		if key.value != "*" and not exists(key.value):
			yield Problem(path, key.lineno, f"there is no DocType {key.value}")


def _unknown_keys(path: Path, dicts: list[ast.expr], known: set[str], problem: str) -> Iterator[Problem]:
	for key in _keys(dicts):
		if key.value not in known:
			yield Problem(path, key.lineno, f"{key.value} is {problem}; it would be ignored")


def _values(value: ast.expr) -> list[ast.expr]:
	return value.values if isinstance(value, ast.Dict) else []


def _keys(dicts: list[ast.expr]) -> Iterator[ast.Constant]:
	for each in dicts:
		if isinstance(each, ast.Dict):
			yield from (key for key in each.keys if isinstance(key, ast.Constant))


def test_hooks_hold_values_and_no_logic() -> None:
	none_of(logic_in(HOOKS_FILE))


def test_every_dotted_path_in_hooks_names_a_module_or_function() -> None:
	none_of(broken_paths_in(HOOKS_FILE))


def test_every_file_that_hooks_name_exists() -> None:
	none_of(missing_files_in(HOOKS_FILE))


def test_every_hook_event_schedule_and_doctype_is_one_that_exists() -> None:
	none_of(unknown_names_in(HOOKS_FILE))


def test_every_role_in_hooks_is_one_of_the_app() -> None:
	none_of(unknown_roles_in(HOOKS_FILE))


def test_fixtures_are_narrow() -> None:
	none_of(loose_fixtures_in(HOOKS_FILE))


def test_hooks_name_the_app_and_its_steps_of_install_and_removal() -> None:
	assert hook("app_name") == APP_NAME
	assert hook("require_type_annotated_api_methods") is True
	assert hook("export_python_type_annotations") is True
	for step in ("before_install", "after_install", "before_migrate", "before_uninstall"):
		assert hook(step), f"{step} is not set in hooks.py"


def test_every_doctype_is_ruled_row_by_row() -> None:
	"""Each has a list condition, tables too, because their rows can be listed by themselves; a document has both."""
	lists, single = set(hook("permission_query_conditions")), set(hook("has_permission"))
	none_of(
		[
			*(
				each.near(each.name, "hooks.py has no list condition for it")
				for each in unruled(doctypes().values(), lists)
			),
			*(
				each.near(each.name, "hooks.py has no has_permission for it")
				for each in unruled(documents(), single)
			),
		]
	)


def unruled(asked: Iterable[DocType], ruled: set[str]) -> list[DocType]:
	return [doctype for doctype in asked if doctype.name not in ruled]


def test_what_follows_a_document_is_closed_with_the_same_key() -> None:
	"""Files, versions, comments and mails of a document: listed and opened by the same rule, so both are set."""
	lists, single = hook("permission_query_conditions"), hook("has_permission")
	platforms = (set(lists) | set(single)) - set(doctypes())
	assert {"File", "Version", "Comment", "Communication"} <= platforms
	assert {name for name in platforms if name in lists} == {name for name in platforms if name in single}


BAD_HOOKS = f'''"""Hooks."""
import os
app_name = os.environ["APP"]
after_instal = "{APP_NAME}.setup.install.after_install"
doc_events = {{"Mentring Link": {{"on_updat": ["{APP_NAME}.jobs.nowhere.run"]}}}}
scheduler_events = {{"dayly": ["{APP_NAME}.setup.roles.DESK_ROLES"]}}
app_include_js = "{ASSETS}js/missing.js"
doctype_js = {{"Mentor": "public/js/missing.js"}}
override_doctype_class = {{"File": "{APP_NAME}.setup.roles.make_roles"}}
role_home_page = {{"Boss": "home"}}
standard_portal_menu_items = [{{"title": "Home", "route": "/home", "role": "Guide"}}]
fixtures = ["Workflow State", {{"dt": "Workflw", "filters": [["name", "=", "x"]]}}]
'''


@pytest.fixture
def bad_hooks(tmp_path: Path) -> Path:
	path = tmp_path / "hooks.py"
	path.write_text(BAD_HOOKS)
	return path


def test_the_rules_for_hooks_see_what_is_wrong(bad_hooks: Path) -> None:
	assert [each.line for each in logic_in(bad_hooks)] == [2, 3]
	assert [each.line for each in broken_paths_in(bad_hooks)] == [5, 6]
	assert [each.line for each in missing_files_in(bad_hooks)] == [7, 8]
	assert [each.line for each in unknown_names_in(bad_hooks)] == [4, 5, 5, 6, 9]
	assert [each.line for each in unknown_roles_in(bad_hooks)] == [10, 11]
	assert [each.line for each in loose_fixtures_in(bad_hooks)] == [12, 12]
	assert [each.name for each in unruled(documents(), {each.name for each in documents()[1:]})] == [
		documents()[0].name
	]
