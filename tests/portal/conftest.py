"""The pages of mentors in a real browser, against a real site that the suite serves itself for as long as it runs.

Everything about connections, transactions and jobs is as in tests/site, whose fixtures are used here. The server is
another process, so every test commits: what it makes is removed after it, and so are sessions, passwords and files.
The browser is CHROMIUM, or what find_browser.py finds.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import frappe
import pytest
from find_browser import NoBrowserError, find_browser
from frappe.sessions import clear_sessions
from frappe.utils.password import delete_all_passwords_for
from playwright.sync_api import Browser, sync_playwright
from portal_cast import PortalCast
from serving import served
from visitor import Visitor

_spec = importlib.util.spec_from_file_location(
	"conftest_of_site", Path(__file__).parents[1] / "site" / "conftest.py"
)
_site = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_site)

# Pytest finds fixtures and hooks by name in this module.
site = _site.site
transaction = _site.transaction
as_user = _site.as_user
pytest_collection = _site.pytest_collection
pytest_configure = _site.pytest_configure
pytest_runtest_makereport = _site.pytest_runtest_makereport

PHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}
DESKTOP = {"viewport": {"width": 1280, "height": 800}}
WITHOUT = {"java_script_enabled": False}
SIZES = {"phone": PHONE, "desktop": DESKTOP, "phone without JavaScript": {**PHONE, **WITHOUT}}
PATIENCE = 20_000  # milliseconds: the machine may have other things to do

Visit = Callable[[], Visitor]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
	for item in items:
		item.add_marker("commits")


@pytest.fixture(scope="session")
def address(site: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
	"""Where the site is served."""
	with served(site, tmp_path_factory.mktemp("server") / "log") as address:
		yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
	try:
		path = find_browser()
	except NoBrowserError as error:
		pytest.exit(f"{error}.", returncode=4)
	with sync_playwright() as playwright:
		browser = playwright.chromium.launch(executable_path=path)
		yield browser
		browser.close()


@pytest.fixture
def options(request: pytest.FixtureRequest) -> dict[str, Any]:
	"""Of the browser: a phone's, unless the test is told otherwise by `sizes`."""
	return SIZES[getattr(request, "param", "phone")]


@pytest.fixture
def visit(transaction: None, browser: Browser, address: str, options: dict[str, Any]) -> Iterator[Visit]:
	"""`visit()` is a new visitor, with a browser that knows nobody yet."""
	folder = Path(frappe.get_site_path("private", "files")).resolve()
	before, visitors = set(folder.iterdir()), []

	def come() -> Visitor:
		context = browser.new_context(locale="en-GB", **options)
		context.set_default_timeout(PATIENCE)
		visitors.append(Visitor(context, address, scripts=options.get("java_script_enabled", True)))
		return visitors[-1]

	yield come
	for visitor in visitors:
		visitor.context.close()
		for user in visitor.users:
			# neither has a name, by which the end of the test would know it
			clear_sessions(user, force=True)
			delete_all_passwords_for("User", user)
	frappe.db.commit()
	for file in set(folder.iterdir()) - before:
		file.unlink()


@pytest.fixture
def cast(transaction: None) -> PortalCast:
	return PortalCast()


@pytest.fixture
def mentor(cast: PortalCast, visit: Visit) -> Visitor:
	"""The mentor of the cast, signed in."""
	return visit().sign_in(cast.user)
