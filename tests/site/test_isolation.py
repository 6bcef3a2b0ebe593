"""The ground that the other tests stand on: what a test does is gone after it, and a commit is found.

The cases run in a pytest of their own, with the same conftest, because most of them must fail.
"""

import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

CASES = """
import os

import frappe
import pytest


def note(text="left behind"):
	return frappe.get_doc({"doctype": "ToDo", "description": text}).insert()


NAMES = []


def test_01_leaves_everything_behind():
	NAMES.append(note().name)
	assert frappe.get_cached_doc("ToDo", NAMES[0]).description == "left behind"
	frappe.msgprint("a message")
	frappe.flags.probe = True
	frappe.set_user("Guest")


def test_02_finds_nothing_of_it():
	assert not frappe.db.exists("ToDo", NAMES[0])
	with pytest.raises(frappe.DoesNotExistError):
		frappe.get_cached_doc("ToDo", NAMES[0])
	assert frappe.session.user == "Administrator"
	assert not frappe.flags.probe
	assert not frappe.flags.in_test


def test_03_commits():
	note()
	frappe.db.commit()


def test_04_commits_and_hides_it():
	try:
		note()
		frappe.db.commit()
	except Exception:
		pass


def test_05_commits_after_a_rollback():
	frappe.db.rollback()
	note()
	frappe.db.commit()


def test_06_commits_past_frappe():
	frappe.db.sql("commit")


def test_07_rolls_back_and_goes_on():
	note()
	frappe.db.rollback()
	frappe.db.savepoint("half_way")
	note()
	frappe.db.rollback(save_point="half_way")


@pytest.mark.commits
def test_08_may_commit(other_connection):
	assert not os.path.exists(frappe.get_site_path("as_made"))
	NAMES.append(note("committed").name)
	with other_connection():
		assert not frappe.db.exists("ToDo", NAMES[-1])
	frappe.db.commit()
	with other_connection():
		assert frappe.db.exists("ToDo", NAMES[-1])


def test_09_finds_nothing_of_it_either():
	assert os.path.exists(frappe.get_site_path("as_made"))
	assert not frappe.db.exists("ToDo", NAMES[-1])


def test_10_jobs_wait_until_they_are_run(run_jobs):
	frappe.enqueue("frappe.ping")
	frappe.enqueue("frappe.utils.now", enqueue_after_commit=True)
	assert run_jobs() == ["frappe.ping", "frappe.utils.now"]
	assert run_jobs() == []


def test_11_mail_is_written(site):
	frappe.sendmail(recipients=["anna@example.org"], subject="Subject", message="Text")
	assert frappe.db.count("Email Queue") == 1


def test_12_acts_as_another(as_user):
	with as_user("Guest"):
		assert frappe.session.user == "Guest"
	assert frappe.session.user == "Administrator"
"""

EXPECTED = {
	"test_01_leaves_everything_behind": None,
	"test_02_finds_nothing_of_it": None,
	"test_03_commits": "commit() inside a test",
	"test_04_commits_and_hides_it": "its refusal swallowed",
	"test_05_commits_after_a_rollback": "commit() inside a test",
	"test_06_commits_past_frappe": "ended the test's transaction",
	"test_07_rolls_back_and_goes_on": None,
	"test_08_may_commit": None,
	"test_09_finds_nothing_of_it_either": None,
	"test_10_jobs_wait_until_they_are_run": None,
	"test_11_mail_is_written": None,
	"test_12_acts_as_another": None,
}


def run_cases(site: str, folder: Path) -> subprocess.CompletedProcess[str]:
	"""The cases in a pytest of their own, run in this folder, where it leaves report.xml."""
	shutil.copy(Path(__file__).with_name("conftest.py"), folder)
	(folder / "test_cases.py").write_text(CASES)
	(folder / "pytest.ini").write_text("[pytest]\nmarkers = commits: may commit\n")
	bench = Path.cwd().parent  # the conftest has changed into the bench's sites
	return subprocess.run(
		[
			sys.executable,
			"-m",
			"pytest",
			"-q",
			"-p",
			"no:cacheprovider",
			"--junitxml=report.xml",
			"test_cases.py",
		],
		cwd=folder,
		env={
			**os.environ,
			"SITE": site,
			"BENCH_DIR": str(bench),
			"PYTEST_ADDOPTS": "",
			"PYTHONPATH": str(Path(__file__).parents[1]),
		},
		capture_output=True,
		text=True,
		timeout=300,
	)


@pytest.fixture(scope="module")
def outcomes(site: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str | None]:
	"""By the name of the case: what went wrong, or None."""
	folder = tmp_path_factory.mktemp("isolation")
	result = run_cases(site, folder)
	assert (folder / "report.xml").exists(), result.stdout + result.stderr
	cases = ElementTree.parse(folder / "report.xml").getroot().iter("testcase")
	problems: dict[str, str | None] = {}
	for case in cases:
		found = [problem.get("message", "") for problem in case if problem.tag in ("failure", "error")]
		problems[case.get("name", "")] = "; ".join(found) or problems.get(case.get("name", ""))
	return problems


@pytest.mark.parametrize("case", EXPECTED)
def test_case(outcomes: dict[str, str | None], case: str) -> None:
	wanted = EXPECTED[case]
	if wanted is None:
		assert outcomes[case] is None
	else:
		assert wanted in (outcomes[case] or "passed")


def test_no_test_runs_where_a_killed_run_may_have_left_something(site: str, tmp_path: Path) -> None:
	mark = Path(site) / "as_made"
	mark.unlink()
	try:
		result = run_cases(site, tmp_path)
	finally:
		mark.touch()
	assert result.returncode == 4 and "make test-site" in result.stdout + result.stderr
