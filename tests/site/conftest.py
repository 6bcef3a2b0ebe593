"""A real site, as a request meets it: a fresh connection for each test, in a transaction that is rolled back.

The site is SITE (`mentoring.test`) in BENCH_DIR (`~/frappe-bench`); `make test-site` makes it and keeps it migrated.
Where the suite runs in several processes at once, each has a site of its own.

Nothing is mocked and no test is skipped. What a test may rely on:

* It starts as Administrator with a new `frappe.local`: no messages, no cached permissions, no flags of another test.
* It finds the site as it was made: a run that is killed amid a test that commits is the last one on its site, which
  `make test-site` then makes anew.
* What it begins with may be rows that an earlier test made in the same way (`replay.py`).
* Nothing that it writes stays. A commit inside a test is an error, raised where it happens, and found at the end if
  it was swallowed or went past Frappe (a change of schema commits by itself). A test that must commit, because a
  second connection or process has to see its rows, is marked `@pytest.mark.commits`: rows that it adds are removed
  after it; rows that it changes or deletes it must put back itself.
* Cached values go with the transaction: afterwards the site's cache keeps only what schema and code decide.
* Jobs wait in queues that no worker of this bench serves (the site has a `bench_id` of its own); `run_jobs` runs them.
* E-mail is written to the queue and never leaves (`mute_emails`).

`frappe.flags.in_test` is off, on purpose. With it on, `frappe.only_for` lets everybody through, no Version is written,
and jobs run at once in the middle of the transaction: a test of permissions, of history, or of what is deferred would
then pass or fail for the wrong reason. Frappe checks the types of whitelisted arguments only in a request or with the
flag on, so a test of those sets it for itself.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest

try:
	import frappe
except ImportError as error:
	raise pytest.UsageError("tests/site needs the Python of a bench: run `make test-site`.") from error

from frappe.utils.background_jobs import get_queues
from replay import forget, keep_journal, make_for_real


def _site_of_this_process() -> str:
	"""SITE may name several, with spaces between: one for each process that pytest-xdist has started."""
	names = (os.environ.get("SITE") or "mentoring.test").split()
	worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
	return names[int(worker) % len(names)]


SITE = _site_of_this_process()
SITES = Path(os.environ.get("BENCH_DIR") or "~/frappe-bench").expanduser().absolute() / "sites"
SAVEPOINT = "start_of_test"
# A file that is there while no test has rows on the site; scripts/site.sh makes the first.
AS_MADE = SITES / SITE / "as_made"

passed_key = pytest.StashKey[bool]()


class CommittedInTestError(AssertionError):
	"""A test, or the code that it tests, has committed."""


class CommitGuard:
	"""Refuses commits on the current connection until the test is over.

	Frappe forgets its callbacks at every commit and every rollback, so the guard puts itself back each time: before a
	rollback it asks to be called after it, and after it sets a new savepoint. A savepoint ends with its transaction:
	one that is gone at the end tells of a commit that went past Frappe.
	"""

	def __init__(self) -> None:
		self.refused = 0
		self._armed = True
		self._arm()

	def _arm(self) -> None:
		if self._armed:
			frappe.db.savepoint(SAVEPOINT)
			frappe.db.before_commit.add(self._refuse)
			frappe.db.before_rollback.add(self._outlast_rollback)

	def _outlast_rollback(self) -> None:
		frappe.db.after_rollback.add(self._arm)

	def _refuse(self) -> None:
		self.refused += 1
		frappe.db.before_commit.add(self._refuse)
		frappe.db.before_rollback.add(self._outlast_rollback)
		raise CommittedInTestError(
			"frappe.db.commit() inside a test. If it must be, mark the test @pytest.mark.commits."
		)

	def disarm(self) -> str:
		"""End the guard, and say what went wrong under it; nothing if all was well."""
		self._armed = False
		try:
			frappe.db.rollback(save_point=SAVEPOINT)
		except frappe.db.OperationalError:
			return (
				"a statement past frappe.db.commit() ended the test's transaction (a change of schema does)"
			)
		return (
			"frappe.db.commit() was called inside the test, and its refusal swallowed" if self.refused else ""
		)


def pytest_configure(config: pytest.Config) -> None:
	# Old-fashioned code in libraries that Frappe brings, which nobody here can mend.
	config.addinivalue_line("filterwarnings", r"ignore::DeprecationWarning:(.*[/.])?(whoosh|passlib)\b")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
	"""Import the tests where Frappe's processes run: Frappe 16 opens log files as some of its modules are imported."""
	before = Path.cwd()
	if SITES.is_dir():
		os.chdir(SITES)
	try:
		return (yield)
	finally:
		os.chdir(before)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
	report = yield
	if report.when == "call":
		item.stash[passed_key] = report.passed
	return report


@pytest.fixture(scope="session", autouse=True)
def site() -> Iterator[str]:
	"""The name of the site, once it is sure that tests may write to it."""
	if not (SITES / SITE / "site_config.json").exists():
		pytest.exit(
			f"There is no site {SITE} in {SITES}: run `make test-site`, which makes it.", returncode=4
		)
	before = Path.cwd()
	# Where every Frappe process runs: logs and files are found from here.
	os.chdir(SITES)
	with _connected():
		if not frappe.conf.allow_tests:
			pytest.exit(
				f"{SITE} is no test site (allow_tests is not set): the tests would write to it.", returncode=4
			)
		if not AS_MADE.exists():
			pytest.exit(
				f"{SITE} may hold what a killed run has left: run `make test-site`, which makes it anew.",
				returncode=4,
			)
		frappe.clear_cache()
		_empty_queues()
	yield SITE
	with _connected():
		_empty_queues()
		frappe.clear_cache()
	os.chdir(before)


@pytest.fixture(autouse=True)
def transaction(site: str, request: pytest.FixtureRequest) -> Iterator[None]:
	"""The test's own connection and `frappe.local`; what it wrote is taken back."""
	with _connected():
		if "monkeypatch" not in request.fixturenames:
			keep_journal()
		if request.node.get_closest_marker("commits"):
			before = _names()
			AS_MADE.unlink(missing_ok=True)
			yield
			frappe.db.rollback()
			_remove_all_but(before)
			AS_MADE.touch()
			frappe.clear_cache()
			frappe.cache.delete_keys("rl:")  # how often somebody asked
			return
		guard = CommitGuard()
		yield
		problem = guard.disarm()
		frappe.db.rollback()
		forget()
		# A test that failed has said why already.
		if problem and request.node.stash.get(passed_key, False):
			pytest.fail(f"{request.node.name}: {problem}.", pytrace=False)


@contextmanager
def _connected() -> Iterator[None]:
	"""A connection as a request has it, closed at the end; about a millisecond."""
	os.chdir(SITES)  # pytest leaves the folder before it clears up after a run that was interrupted
	frappe.init(SITE, sites_path=".", force=True)
	frappe.connect()
	try:
		yield
	finally:
		frappe.destroy()


def _names() -> dict[str, set[str]]:
	"""The names of all rows of the site, by table."""
	columns = frappe.qb.Schema("information_schema").columns
	query = frappe.qb.from_(columns).select(columns.table_name)
	query = query.where((columns.table_schema == frappe.conf.db_name) & (columns.column_name == "name"))
	tables = [table for table in query.run(pluck=True) if table.startswith("tab")]
	return {
		table: set(frappe.qb.from_(frappe.qb.Table(table)).select("name").run(pluck=True)) for table in tables
	}


def _remove_all_but(before: dict[str, set[str]]) -> None:
	"""Remove the rows that have come since: told by their names, because clocks differ and times can be set."""
	for table, names in _names().items():
		if added := names - before.get(table, set()):
			rows = frappe.qb.Table(table)
			frappe.qb.from_(rows).delete().where(rows.name.isin(list(added))).run()
	frappe.db.commit()


def _empty_queues() -> None:
	for queue in get_queues():
		queue.empty()


@pytest.fixture
def as_user() -> Callable[[str], AbstractContextManager[None]]:
	"""`with as_user("anna@example.org"):` acts as that user, then as whoever it was before."""

	@contextmanager
	def act(user: str) -> Iterator[None]:
		before = frappe.session.user
		frappe.set_user(user)
		try:
			yield
		finally:
			frappe.set_user(before)

	return act


@pytest.fixture
def sign_in(site: str) -> Iterator[Callable[[str], Any]]:
	"""`sign_in(user)` is that user's browser; it is closed, and what was sent from it removed, in the end."""
	from portal_browser import browsers  # other suites use these fixtures, too, and know of no such browser

	folder = Path(frappe.get_site_path("private", "files"))
	before = set(folder.iterdir())
	with browsers(site) as browser_of:
		yield browser_of
	frappe.cache.delete_keys("rl:")  # how often each has asked for what may be asked for so often an hour
	for file in set(folder.iterdir()) - before:
		file.unlink()


@pytest.fixture
def other_connection() -> Callable[[], AbstractContextManager[None]]:
	"""`with other_connection():` sees the site as another worker does, for tests of two at once (mark them commits).

	What is not committed inside is taken back.
	"""

	@contextmanager
	def switch() -> Iterator[None]:
		make_for_real()
		mine, user = frappe.local.db, frappe.session.user
		frappe.connect()
		try:
			yield
		finally:
			frappe.db.rollback()
			frappe.db.close()
			frappe.local.db = mine
			frappe.set_user(user)

	return switch


@pytest.fixture
def run_jobs(transaction: None) -> Iterator[Callable[[], list[str]]]:
	"""`run_jobs()` does what would follow the commit, then runs the waiting jobs, oldest first, in this transaction.

	Returns the methods' names. Jobs that those jobs queue are left for the next call.
	"""
	_empty_queues()

	def run() -> list[str]:
		frappe.db.after_commit.run()
		jobs = sorted((job for queue in get_queues() for job in queue.jobs), key=lambda job: job.enqueued_at)
		_empty_queues()
		return [_run_job(job.kwargs) for job in jobs]

	yield run
	_empty_queues()


def _run_job(job: dict) -> str:
	"""One job as Frappe has put it into the queue, for the user who asked for it."""
	method, before = job["method"], frappe.session.user
	frappe.set_user(job["user"])
	try:
		(frappe.get_attr(method) if isinstance(method, str) else method)(**job["kwargs"])
	finally:
		frappe.set_user(before)
	return method if isinstance(method, str) else f"{method.__module__}.{method.__qualname__}"
