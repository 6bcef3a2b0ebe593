"""The app taken off a site and put on again. On a site of its own, made for this alone; last, because that takes a minute."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from mentoring_scheme.setup.kanban import BOARD
from mentoring_scheme.setup.roles import DESK_ROLES, PORTAL_ROLES
from mentoring_scheme.setup.workflow_tables import WORKFLOWS

REPOSITORY = Path(__file__).parents[2]
MADE = """
import json, frappe
frappe.init({site!r}, sites_path=".")
frappe.connect()
module = {{"module": "Mentoring Scheme"}}
print(json.dumps({{
	"apps": frappe.get_installed_apps(),
	"documents": frappe.db.count("DocType", module),
	"tables": len([table for table in frappe.db.get_tables(cached=False) if table.startswith("tabMentor")]),
	"roles": frappe.get_all("Role", {{"name": ["in", {roles!r}]}}, pluck="name"),
	"workflows": frappe.get_all("Workflow", {{"name": ["in", {workflows!r}]}}, pluck="name"),
	"boards": frappe.get_all("Kanban Board", {{"reference_doctype": "Mentor"}}, pluck="name"),
	"defs": frappe.db.count("Module Def", {{"app_name": "mentoring_scheme"}}),
	"portal": frappe.get_all("Role", {{"name": ["in", {portal!r}], "desk_access": 1}}, pluck="name"),
}}))
"""


class ThrowawaySite:
	"""A site that is there for one test."""

	def __init__(self, sites: Path, archive: Path) -> None:
		self.sites = sites
		self.archive = archive
		self.name = f"throwaway-{secrets.token_hex(4)}.test"

	def make(self) -> None:
		self._script("site.sh", "test")

	def bench(self, *arguments: str) -> str:
		return self._run("-m", "frappe.utils.bench_helper", "frappe", "--site", self.name, *arguments)

	def made(self) -> dict:
		"""What of the app is on the site."""
		roles = (*DESK_ROLES, *PORTAL_ROLES)
		workflows = [table.name for table in WORKFLOWS]
		code = MADE.format(site=self.name, roles=roles, workflows=workflows, portal=PORTAL_ROLES)
		return json.loads(self._run("-c", code).strip().splitlines()[-1])

	def drop(self) -> None:
		user = os.environ.get("DB_ROOT_USER") or "root"
		password = os.environ.get("DB_ROOT_PASSWORD") or self._script("servers.sh", "password").strip()
		options = ["--db-root-username", user, "--db-root-password", password, "--no-backup", "--force"]
		options += ["--archived-sites-path", str(self.archive)]
		self._run("-m", "frappe.utils.bench_helper", "frappe", "drop-site", self.name, *options)
		for kept in (self.sites.parent / ".mentoring_scheme").glob(f"*{self.name}*"):
			kept.unlink()

	def _script(self, name: str, *arguments: str) -> str:
		environment = os.environ | {"TEST_SITE": self.name, "BENCH_DIR": str(self.sites.parent)}
		return _output([str(REPOSITORY / "scripts" / name), *arguments], cwd=REPOSITORY, env=environment)

	def _run(self, *arguments: str) -> str:
		python = self.sites.parent / "env" / "bin" / "python"
		return _output([str(python), *arguments], cwd=self.sites, env=dict(os.environ))


def _output(command: list[str], **options: object) -> str:
	done = subprocess.run(command, capture_output=True, text=True, **options)
	assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
	return done.stdout


@pytest.fixture
def throwaway(tmp_path: Path) -> Iterator[ThrowawaySite]:
	site = ThrowawaySite(Path.cwd(), tmp_path)
	try:
		yield site
	finally:
		site.drop()


def test_the_app_leaves_a_site_as_it_found_it_and_can_come_back(throwaway: ThrowawaySite):
	throwaway.make()
	installed = throwaway.made()
	assert "mentoring_scheme" in installed["apps"]
	assert len(installed["roles"]) == len(DESK_ROLES) + len(PORTAL_ROLES)
	assert len(installed["workflows"]) == len(WORKFLOWS)
	assert installed["boards"] == [BOARD]
	assert installed["portal"] == []
	assert installed["documents"] > 20

	throwaway.bench("uninstall-app", "mentoring_scheme", "--yes", "--no-backup")
	left = throwaway.made()
	assert left == {
		"apps": ["frappe"],
		"documents": 0,
		"tables": 0,
		"roles": [],
		"workflows": [],
		"boards": [],
		"defs": 0,
		"portal": [],
	}

	throwaway.bench("install-app", "mentoring_scheme")
	assert throwaway.made() == installed
