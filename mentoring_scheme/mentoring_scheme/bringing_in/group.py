"""One group of rows, written in the order in which its documents rest on each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from frappe.model.document import Document

from mentoring_scheme.importing.columns import Row
from mentoring_scheme.importing.groups import Group
from mentoring_scheme.importing.keys import ref_of
from mentoring_scheme.importing.sheets import (
	CONTACTS,
	HOUSEHOLDS,
	LINKS,
	MENTEES,
	MENTORS,
	PAYMENTS,
	PEOPLE,
)
from mentoring_scheme.mentoring_scheme.bringing_in import links, papers, people
from mentoring_scheme.mentoring_scheme.bringing_in.entries import Written
from mentoring_scheme.mentoring_scheme.bringing_in.quiet import quietly
from mentoring_scheme.mentoring_scheme.bringing_in.values import Batch

Done = TypeVar("Done")
WRITERS: Mapping[str, Callable[[Row, Batch], Document]] = {
	HOUSEHOLDS: people.household,
	PEOPLE: people.person,
	MENTORS: people.mentor,
	MENTEES: people.mentee,
	LINKS: links.begin,
	CONTACTS: papers.contact,
	PAYMENTS: papers.payment,
}


class RowFailed(Exception):
	"""A row could not be written; the error behind it says why."""

	def __init__(self, row: Row, error: Exception) -> None:
		self.row, self.error = row, error
		super().__init__(str(error))


def write(group: Group, batch: Batch) -> list[Written]:
	"""Write all rows of a group; what each has become. Raises RowFailed at the first that cannot be written.

	The caller undoes the whole group then.
	"""
	written: list[Written] = []
	batch = batch.of_one_group()
	with quietly():
		for row in group.rows:
			document = _one(row, batch, WRITERS[row.sheet])
			batch.names[ref_of(row)] = document.name
			written.append(Written(row, document.doctype, document.name))
		for row in group.of(LINKS):
			_one(row, batch, links.settle)
	return written


def _one(row: Row, batch: Batch, act: Callable[[Row, Batch], Done]) -> Done:
	try:
		return act(row, batch)
	except Exception as error:
		raise RowFailed(row, error) from error
