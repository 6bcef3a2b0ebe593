"""What a test begins with, made once and then written again: the same rows, without the work of making them.

Nearly every test of the site begins with a scheme and its people, made by a few of the same calls, and is rolled back.
`@remembered` on a maker notes, the first time, each statement that it sends to the database. A later test that begins
with the same calls in the same order sends those statements alone; what is to follow a commit follows it as before.

It is made for real as soon as a test has written anything else, for then the rows would not be the same: names are
counted, and two of a kind differ; as soon as it has committed, for then others may write; and where it has put something
in another's place (`monkeypatch`).
"""

from __future__ import annotations

import functools
import io
import pickle
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, ParamSpec, TypeVar

import frappe
from frappe.model.document import Document
from frappe.utils import caching

P = ParamSpec("P")
T = TypeVar("T")
Path = tuple[bytes, ...]

# After a commit others may write, too.
ENDS = re.compile(r"\s*(insert|update|delete|replace|rollback|commit)\b", re.IGNORECASE)
KEPT = re.compile(r"\s*(insert|update|delete|replace|savepoint|release|rollback to)\b", re.IGNORECASE)

OF_SAVING = ("currently_saving",)  # flags that saving leaves behind, and that nothing but saving reads

# Cache entries that schema and code alone decide, and that are slow to make. Frappe drops them itself when a change of
# schema is rolled back. Everything else that the site has cached could rest on rows that are gone.
KEPT_IN_CACHE = (
	"all_apps",
	"app_hooks",
	"app_modules",
	"db_tables",
	"doctype_form_meta",
	"doctype_meta",
	"doctype_modules",
	"installed_app_modules",
	"installed_apps",
	"is_table",
	"lang_",
	"merged_translations",
	"module_app",
	"module_installed_app",
	"table_columns",
	"translations",
)


@dataclass(frozen=True)
class Memory:
	"""What was sent, what should follow a commit, and what was returned."""

	statements: list[str]
	after_commit: list[Callable[[], Any]]
	returned: bytes


@dataclass
class Journal:
	"""What one test has sent to the database.

	`path`: the calls that all its rows come from; None once there are others. `noting`: the statements of the call that
	is being noted.
	"""

	path: Path | None = ()
	noting: list[str] | None = None

	def hear(self, statement: str) -> None:
		if self.noting is not None:
			if KEPT.match(statement):
				self.noting.append(statement)
		elif ENDS.match(statement):
			self.path = None


_memories: dict[Path, Memory] = {}


def keep_journal() -> None:
	"""Begin the journal of this connection."""
	journal, log_query = Journal(), frappe.db.log_query

	def log(*args: Any, **kwargs: Any) -> Any:
		logged = log_query(*args, **kwargs)
		journal.hear(str(logged))
		return logged

	frappe.db.log_query, frappe.db.journal = log, journal


def make_for_real() -> None:
	"""From here on this test makes all that it makes, and keeps what is cached meanwhile."""
	if journal := getattr(frappe.db, "journal", None):
		journal.path = None


def remembered(make: Callable[P, T]) -> Callable[P, T]:
	"""Of a function that writes rows and nothing else, and returns documents that it has saved, or names."""

	@functools.wraps(make)
	def made(*args: P.args, **kwargs: P.kwargs) -> T:
		journal = getattr(frappe.db, "journal", None)
		if journal is None or journal.path is None or journal.noting is not None or kwargs.get("do_not_save"):
			return make(*args, **kwargs)
		try:
			path = (*journal.path, _key(make, args, kwargs))
		except (pickle.PicklingError, AttributeError, TypeError):
			return make(*args, **kwargs)
		if path in _memories:
			_write(_memories[path])
		else:
			_memories[path] = _noted(journal, lambda: make(*args, **kwargs))
		memory = _memories[path]
		journal.path = path
		return _Unpickler(io.BytesIO(memory.returned)).load()

	return made


def _key(make: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> bytes:
	"""The call, and what else decides what is written."""
	flags = sorted(
		(key, str(value)) for key, value in frappe.local.flags.items() if value and key not in OF_SAVING
	)
	around = (
		date.today(),
		frappe.session.user,
		frappe.local.lang,
		flags,
		frappe.local.conf.get("mail_server"),
	)
	return _pickled((make.__module__, make.__qualname__, args, sorted(kwargs.items()), around))


def _noted(journal: Journal, make: Callable[[], Any]) -> Memory:
	statements: list[str] = []
	before = len(frappe.db.after_commit._functions)
	journal.path, journal.noting = None, statements  # until all went well
	try:
		returned = make()
	finally:
		journal.noting = None
	return Memory(statements, list(frappe.db.after_commit._functions)[before:], _pickled(returned))


def _write(memory: Memory) -> None:
	for statement in memory.statements:
		frappe.db.sql(statement)
	for act in memory.after_commit:
		frappe.db.after_commit.add(act)
	forget()


def forget() -> None:
	"""Drop what was cached and may rest on rows that are gone, or not there yet."""
	prefix = f"{frappe.conf.db_name}|"
	keys = [
		key
		for key in frappe.cache.get_keys("")
		if not key.decode().removeprefix(prefix).startswith(KEPT_IN_CACHE)
	]
	frappe.cache.delete_value(keys, make_keys=False)
	caching._SITE_CACHE.clear()
	# Frappe 16 keeps a second cache in the process itself.
	if client_cache := getattr(frappe, "client_cache", None):
		client_cache.clear_cache()


def _pickled(value: Any) -> bytes:
	file = io.BytesIO()
	_Pickler(file).dump(value)
	return file.getvalue()


class _Pickler(pickle.Pickler):
	"""A document is what the database has of it by then."""

	def persistent_id(self, value: Any) -> tuple[str, str] | None:
		if not isinstance(value, Document):
			return None
		if not value.name or value.get("__islocal"):
			raise pickle.PicklingError("a document that is not saved")
		return value.doctype, value.name


class _Unpickler(pickle.Unpickler):
	def persistent_load(self, kept: tuple[str, str]) -> Document:
		return frappe.get_doc(*kept)
