"""How scheduled work is done safely: in batches that are kept one by one, an item at a time, each of which may fail."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import frappe

Item = TypeVar("Item")
SIZE = 1000
TRIES = 5


def batches(items: Sequence[Item], size: int = SIZE) -> Iterator[Sequence[Item]]:
	"""The items in stretches of at most `size`."""
	for start in range(0, len(items), size):
		yield items[start : start + size]


def each(items: Sequence[Item], act: Callable[[Item], None], title: str) -> int:
	"""Do `act` for each item and return how many succeeded.

	An item that somebody else has done at the same moment (a unique key says so) is passed over. An item that fails is
	undone and logged under `title`, and the others go on. Raises frappe.QueryDeadlockError: the database has then undone
	the whole transaction, and `kept` begins it again.
	"""
	done = 0
	for item in items:
		frappe.db.savepoint("item")
		try:
			act(item)
			done += 1
		except (frappe.UniqueValidationError, frappe.DuplicateEntryError):
			frappe.db.rollback(save_point="item")
		except frappe.QueryDeadlockError:
			raise
		except Exception:
			frappe.db.rollback(save_point="item")
			frappe.log_error(title=title)
		else:
			frappe.db.release_savepoint("item")
	return done


def kept(act: Callable[[], int]) -> int:
	"""Do `act` and keep what it did: a crash later on loses nothing and repeats nothing.

	When two workers block each other, the database undoes everything of one of them, which then begins again. Raises
	frappe.QueryDeadlockError when that happens several times running.
	"""
	tries = 0
	while True:
		tries += 1
		try:
			done = act()
		except frappe.QueryDeadlockError:
			frappe.db.rollback()
			if tries == TRIES:
				raise
		else:
			frappe.db.commit()
			return done
