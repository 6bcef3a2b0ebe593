"""How many queries something takes: the number says more than a time, and is the same on every machine."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import frappe
from replay import make_for_real


def count_queries(act: Callable[[], Any]) -> int:
	"""The queries that `act` sends to the database."""
	make_for_real()  # what is cached now is not to be forgotten before the next count
	seen = 0
	run = frappe.db.sql

	def counted(*arguments: Any, **options: Any) -> Any:
		nonlocal seen
		seen += 1
		return run(*arguments, **options)

	frappe.db.sql = counted
	try:
		act()
	finally:
		del frappe.db.sql
	return seen
