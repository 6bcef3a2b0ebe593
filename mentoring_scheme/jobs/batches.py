"""How scheduled work is done safely: in batches that are kept one by one, an item at a time, each of which may fail."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import frappe

Item = TypeVar("Item")
SIZE = 1000


def batches(items: Sequence[Item], size: int = SIZE) -> Iterator[Sequence[Item]]:
	"""The items in stretches of at most `size`."""
	for start in range(0, len(items), size):
		yield items[start : start + size]


def each(items: Sequence[Item], act: Callable[[Item], None], title: str) -> int:
	"""Do `act` for each item and return how many succeeded.

	An item that somebody else has done at the same moment (a unique key says so) is passed over. An item that fails is
	undone and logged under `title`, and the others go on.
	"""
	done = 0
	for item in items:
		frappe.db.savepoint("item")
		try:
			act(item)
			done += 1
		except (frappe.UniqueValidationError, frappe.DuplicateEntryError):
			frappe.db.rollback(save_point="item")
		except Exception:
			frappe.db.rollback(save_point="item")
			frappe.log_error(title=title)
		else:
			frappe.db.release_savepoint("item")
	return done
