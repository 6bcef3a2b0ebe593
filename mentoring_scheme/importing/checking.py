"""The workbook held against itself, the policy and what the site holds, before anything is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from mentoring_scheme.importing import links, people, records
from mentoring_scheme.importing.columns import Row
from mentoring_scheme.importing.groups import Group, grouped
from mentoring_scheme.importing.keys import Ref, differing, key_of, ref_of, references, said
from mentoring_scheme.importing.known import Known
from mentoring_scheme.importing.reading import Reading
from mentoring_scheme.importing.remarks import Remark, note, wrong
from mentoring_scheme.importing.sheets import BY_TITLE
from mentoring_scheme.policy.text import _


@dataclass
class Checked:
	"""What becomes of each row: brought in with its group, there already, or kept back with its group until mended.

	`all_read`: no sheet is left out that could not be read.
	"""

	ready: list[Group] = field(default_factory=list)
	kept_back: list[Group] = field(default_factory=list)
	there: list[Row] = field(default_factory=list)
	remarks: list[Remark] = field(default_factory=list)
	all_read: bool = True

	@property
	def rows_ready(self) -> int:
		return sum(len(each.rows) for each in self.ready)

	@property
	def rows_kept_back(self) -> int:
		return sum(len(each.rows) for each in self.kept_back)


def check(reading: Reading, known: Known, today: date) -> Checked:
	"""Say of every row what becomes of it; a group with one remark that stops is kept back as a whole.

	Where a whole sheet cannot be read nothing is ready: what stands on it is not known.
	"""
	checked = Checked(remarks=list(reading.remarks))
	new = _sorted_out(reading.rows, known, checked)
	by_ref = {ref_of(row): row for row in reversed(reading.rows)}
	checked.remarks += _twice(new)
	checked.remarks += _unresolved(new, by_ref, known)
	checked.remarks += people.check(new, known, today)
	checked.remarks += links.check(new, by_ref, known, today)
	checked.remarks += records.check(new, by_ref, known, today)
	checked.remarks.sort(key=lambda each: (list(BY_TITLE).index(each.sheet), each.row, not each.stops))
	_share_out(new, checked)
	return checked


def _sorted_out(rows: Iterable[Row], known: Known, checked: Checked) -> list[Row]:
	"""The rows that were not brought in before. One that says something else by now is reported, never written over."""
	new = []
	for row in rows:
		ref = ref_of(row)
		entry = known.entries.get(ref)
		if entry is None:
			new.append(row)
			continue
		checked.there.append(row)
		if not entry.is_there:
			checked.remarks.append(_gone(row))
		elif changed := differing(entry.said, said(key_of(known.scheme, ref), row)):
			checked.remarks.append(_changed(row, changed, entry.name))
	return new


def _gone(row: Row) -> Remark:
	return note(
		row,
		BY_TITLE[row.sheet].key[0],
		"gone",
		_(
			"This row was brought in before, and what it became has been deleted since. It does not come back."
		),
		_("To have it here again, enter it by hand."),
	)


def _changed(row: Row, fields: Sequence[str], name: str) -> Remark:
	return note(
		row,
		fields[0],
		"differs",
		_("This row was brought in before as {document}, and says something else now: {columns}."),
		_("Nothing is written over. If the workbook is right, change {document} by hand."),
		document=name,
		columns=", ".join(BY_TITLE[row.sheet].heading_of(each) for each in fields),
	)


def _twice(rows: Iterable[Row]) -> list[Remark]:
	first: dict[Ref, Row] = {}
	remarks = []
	for row in rows:
		other = first.setdefault(ref_of(row), row)
		if other is not row:
			remarks.append(
				wrong(
					row,
					BY_TITLE[row.sheet].key[0],
					"twice",
					_("Row {other} of this sheet is about the same: {columns}."),
					_("Remove one of the two rows, or give it a reference of its own."),
					other=other.number,
					columns=", ".join(
						BY_TITLE[row.sheet].heading_of(each) for each in BY_TITLE[row.sheet].key
					),
				)
			)
	return remarks


def _unresolved(rows: Iterable[Row], by_ref: dict[Ref, Row], known: Known) -> list[Remark]:
	remarks = []
	for row in rows:
		for fieldname, ref in references(row).items():
			entry = known.entries.get(ref)
			if entry is not None and not entry.is_there:
				remarks.append(_names_what_is_gone(row, fieldname, ref[0]))
			elif entry is None and ref not in by_ref:
				remarks.append(_names_nothing(row, fieldname, ref[0]))
	return remarks


def _names_nothing(row: Row, fieldname: str, sheet: str) -> Remark:
	return wrong(
		row,
		fieldname,
		"unknown-reference",
		_("There is no row with this reference on the sheet “{sheet}”, and none was brought in before."),
		_("Add the row there, or correct the reference."),
		sheet=sheet,
	)


def _names_what_is_gone(row: Row, fieldname: str, sheet: str) -> Remark:
	return wrong(
		row,
		fieldname,
		"gone-reference",
		_("What this names on the sheet “{sheet}” was brought in before and has been deleted since."),
		_("Give it a new reference on both sheets, if it is to come back."),
		sheet=sheet,
	)


def _share_out(rows: Sequence[Row], checked: Checked) -> None:
	stopped: dict[str, set[int]] = defaultdict(set)
	for remark in checked.remarks:
		if remark.stops:
			stopped[remark.sheet].add(remark.row)
	checked.all_read = all(number > 1 for numbers in stopped.values() for number in numbers)
	for group in grouped(rows):
		bad = not checked.all_read or any(row.number in stopped[row.sheet] for row in group.rows)
		(checked.kept_back if bad else checked.ready).append(group)
