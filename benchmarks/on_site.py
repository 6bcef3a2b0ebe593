"""What benchmarks on a site share: the site for as long as they run, and how many queries its database has counted."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager

import frappe


def parser(description: str | None) -> argparse.ArgumentParser:
	"""A command line that asks for the site and its bench."""
	made = argparse.ArgumentParser(description=(description or "").splitlines()[0])
	made.add_argument("--site", default=os.environ.get("SITE") or "mentoring.test")
	bench = os.environ.get("BENCH_DIR") or os.path.expanduser("~/frappe-bench")
	made.add_argument("--bench", default=bench)
	return made


@contextmanager
def connected(site: str, bench: str) -> Iterator[None]:
	"""The site, as its Administrator. Nothing that is done meanwhile and not committed is kept."""
	os.chdir(os.path.join(bench, "sites"))
	frappe.init(site, sites_path=".")
	frappe.connect()
	frappe.set_user("Administrator")
	try:
		yield
	finally:
		frappe.db.rollback()
		frappe.destroy()


def questions() -> int:
	"""How many queries the database has counted in this connection, this one included."""
	return int(frappe.db.sql("show session status like 'Questions'")[0][1])
