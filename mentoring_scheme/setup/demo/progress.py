"""How far the work has come: a bar in a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys

from frappe.utils import update_progress_bar


class Progress:
	"""Counts steps towards `total`, a number known beforehand, and shows them under `title`."""

	def __init__(self, title: str, total: int) -> None:
		self.title = title
		self.total = total
		self.done = 0

	def step(self) -> None:
		"""One more step is done."""
		if sys.stdout.isatty():
			update_progress_bar(self.title, self.done, self.total)
		self.done += 1
		if self.done == self.total:
			self._end()

	def _end(self) -> None:
		print("" if sys.stdout.isatty() else f"{self.title}: {self.total} done", flush=True)
