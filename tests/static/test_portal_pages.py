"""No page of the portal is forgotten: each has its row in tests/portal_pages.py, which the walk and others go by."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import pytest
from portal_pages import PAGES

from mentoring_scheme import hooks

from .app_files import APP, files

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


def differences(found: Collection[str], table: Collection[str]) -> Iterator[str]:
	yield from (f"{address} has no row in tests/portal_pages.py" for address in sorted({*found} - {*table}))
	yield from (f"{address} has a row, and there is no such page" for address in sorted({*table} - {*found}))


def test_every_page_has_its_row() -> None:
	found = addresses(files(".html", under=WWW), hooks.website_route_rules)
	problems = list(differences(found, [page.address for page in PAGES]))
	assert not problems, "\n".join(problems)


def test_no_page_has_two_rows() -> None:
	assert len({page.address for page in PAGES}) == len(PAGES)


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
