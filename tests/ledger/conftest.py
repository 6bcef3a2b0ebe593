"""A site with ERPNext, as a council has it that keeps its books there: one company, its chart of accounts, our app.

Everything about connections, transactions and jobs is as in tests/site, whose fixtures are used here. The site is SITE;
`make test-ledger` makes it and hands it over. What the tests need of ERPNext is set up once for each site, and stays.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
os.environ.setdefault("SITE", "mentoring-ledger.test")
sys.path.insert(0, str(TESTS / "site"))  # the casts and stories of the site suite

_spec = importlib.util.spec_from_file_location("conftest_of_site", TESTS / "site" / "conftest.py")
_site = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_site)

# Pytest finds fixtures and hooks by name in this module.
site = _site.site
transaction = _site.transaction
as_user = _site.as_user
other_connection = _site.other_connection
run_jobs = _site.run_jobs
pytest_configure = _site.pytest_configure
pytest_collection = _site.pytest_collection
pytest_runtest_makereport = _site.pytest_runtest_makereport


@pytest.fixture(scope="session", autouse=True)
def books(site: str) -> Iterator[str]:
	"""The company whose books the tests keep, made through ERPNext's own setup where the site has none."""
	import frappe
	from books import COMPANY, is_open, open_books

	with _site._connected():
		if "erpnext" not in frappe.get_installed_apps():
			pytest.exit(
				f"{site} has no ERPNext: run `make test-ledger`, which makes a site that has.", returncode=4
			)
		if not is_open():
			open_books()
			frappe.db.commit()
			frappe.clear_cache()
	yield COMPANY


@pytest.fixture(autouse=True)
def nothing_kept(transaction: None, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
	"""The jobs' own commits are left out, so that a test is rolled back as a whole; not in those marked commits."""
	from mentoring_scheme.jobs import ledger

	if not request.node.get_closest_marker("commits"):
		monkeypatch.setattr(ledger, "kept", lambda act: act())
