"""The rows of Mentoring Reminder, whose unique keys are the gate: whatever has one is not told a second time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

import frappe
from frappe.utils import create_batch, now

REMINDER = "Mentoring Reminder"
SAID = (
	"kind",
	"subject",
	"reference_doctype",
	"reference_name",
	"scheme",
	"recipient",
	"step",
	"instead_of",
	"due_on",
)
FIELDS = ("name", "creation", "modified", "owner", "modified_by", *SAID, "sent_on", "matter_key")
OWNER = "Administrator"
AT_A_TIME = 1000


def key(kind: str, *parts: str) -> str:
	"""A key that is short enough, whatever the parts are."""
	return f"{kind}/{sha256('|'.join(parts).encode()).hexdigest()[:40]}"


def written(rows: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
	"""Write the rows whose keys are not there yet; the names of those, by key.

	The unique key decides: whoever comes second waits here until the first has kept or undone what it did.
	"""
	stamp = now()
	names = {each: frappe.generate_hash(length=10) for each in rows}
	values = [
		(names[each], stamp, stamp, OWNER, OWNER, *(row.get(column) for column in SAID), stamp, each)
		for each, row in rows.items()
	]
	frappe.db.bulk_insert(REMINDER, FIELDS, values, ignore_duplicates=True)
	reminder = frappe.qb.DocType(REMINDER)
	query = frappe.qb.from_(reminder).select(reminder.matter_key, reminder.name)
	return dict(query.where(reminder.name.isin(list(names.values()))).run())


def there(keys: Iterable[str]) -> set[str]:
	"""Those of the keys that have a row."""
	reminder = frappe.qb.DocType(REMINDER)
	query = frappe.qb.from_(reminder).select(reminder.matter_key)
	return {
		found
		for some in create_batch(sorted(keys), AT_A_TIME)
		for found in query.where(reminder.matter_key.isin(some)).run(pluck=True)
	}
