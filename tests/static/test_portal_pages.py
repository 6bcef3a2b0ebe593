"""No page of the portal is forgotten: each has its row in tests/portal_pages.py, which the walk and others go by."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from portal_pages import PAGES

from mentoring_scheme import hooks

from .app_files import APP, files, tree_of

WWW = APP / "www" / "mentoring"


def addresses(pages: Iterable[Path], rules: Iterable[dict[str, str]]) -> set[str]:
	"""The addresses of pages: by the rules that lead to them, else that of their file."""
	routes = [(rule["from_route"], rule["to_route"]) for rule in rules]
	found = {route for route, target in routes if target.startswith("mentoring/") or target == "mentoring"}
	led_to = {target for _route, target in routes}
	for path in pages:
		target = path.relative_to(WWW.parent).with_suffix("").as_posix()
		if target not in led_to:
			found.add("/" + target.removesuffix("/index"))
	return found


def values_of(path: Path) -> dict[str, Any]:
	"""The values that a module gives names to, without importing it."""
	values = {}
	for node in tree_of(path).body:
		if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
			values[node.targets[0].id] = ast.literal_eval(node.value)
	return values


def differences(found: Collection[str], table: Collection[str]) -> Iterator[str]:
	yield from (f"{address} has no row in tests/portal_pages.py" for address in sorted({*found} - {*table}))
	yield from (f"{address} has a row, and there is no such page" for address in sorted({*table} - {*found}))


def test_every_page_has_its_row() -> None:
	found = addresses(files(".html", under=WWW), hooks.website_route_rules)
	problems = list(differences(found, {page.address for page in PAGES}))
	assert not problems, "\n".join(problems)


def test_no_page_has_two_rows_about_the_same() -> None:
	assert len({(page.address, page.shows) for page in PAGES}) == len(PAGES)


def test_letters_lead_to_pages_that_there_are() -> None:
	"""A page for one document has its name at the end of the address."""
	letters = values_of(APP / "mentoring_scheme" / "telling" / "addresses.py")
	known = {page.address.rpartition("/<")[0] or page.address for page in PAGES}
	led_to = {*letters["PAGES"].values(), *letters["SHARED_PAGES"].values()}
	assert not {each for each in led_to if f"/mentoring/{each}" not in known}


@pytest.mark.parametrize("forgotten", ["/mentoring/records", "/mentoring", "/mentoring/records/<record>"])
def test_the_rule_sees_what_is_forgotten(forgotten: str) -> None:
	pages = [WWW / "index.html", WWW / "records.html", WWW / "record.html"]
	rules = [
		{"from_route": "/mentoring/records/<record>", "to_route": "mentoring/record"},
		{"from_route": "/elsewhere", "to_route": "elsewhere/record"},
	]
	found = addresses(pages, rules)
	assert found == {"/mentoring", "/mentoring/records", "/mentoring/records/<record>"}
	assert len(list(differences(found, found - {forgotten}))) == 1
	assert len(list(differences(found - {forgotten}, found))) == 1
