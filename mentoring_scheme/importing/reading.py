"""The workbook as typed rows, with a remark for every cell that cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from mentoring_scheme.importing import cells
from mentoring_scheme.importing.columns import Column, Row, Sheet, Value
from mentoring_scheme.importing.opening import lines_of, open_workbook
from mentoring_scheme.importing.remarks import RULE, Remark, WorkbookError, wrong
from mentoring_scheme.importing.sheets import SHEETS
from mentoring_scheme.policy.text import _
from mentoring_scheme.policy.verdicts import Finding, refuse, warn

# What the workbook of rows to mend says beside each row; nothing that is read again.
TO_MEND = "What to mend"
MOST_ROWS = 20_000
FORMULA, FAILED = "f", "e"


@dataclass
class Reading:
	"""What stands in a workbook: all rows that are not empty, and what could not be read of them."""

	rows: list[Row] = field(default_factory=list)
	remarks: list[Remark] = field(default_factory=list)


def read(content: bytes, lists: cells.Lists) -> Reading:
	"""Read the workbook in `content`; `lists` holds the scheme's own values by name. Raises WorkbookError."""
	workbook = open_workbook(content)
	titles = {name.strip().casefold(): name for name in workbook.sheetnames}
	reading = Reading()
	for sheet in SHEETS:
		title = titles.get(sheet.title.casefold())
		if title is None:
			reading.remarks.append(_missing_sheet(sheet))
			continue
		_read_sheet(workbook[title], sheet, lists, reading)
	if not reading.rows and not any(each.stops for each in reading.remarks):
		raise WorkbookError(
			refuse(
				RULE,
				"no-rows",
				_("There is no row in the workbook yet."),
				_("Fill in the sheets below their headings, save, and attach the workbook again."),
			)
		)
	return reading


def _read_sheet(worksheet: Any, sheet: Sheet, lists: cells.Lists, reading: Reading) -> None:
	lines = lines_of(worksheet)
	_number, headings = next(lines, (1, ()))
	columns, remarks = _columns(headings, sheet)
	reading.remarks += remarks
	if any(each.stops for each in remarks):
		return
	for number, line in lines:
		if any(cells.written(cell.value) for cell in line):
			reading.rows.append(_row(line, number, sheet, columns, lists, reading.remarks))
		if len(reading.rows) > MOST_ROWS:
			raise WorkbookError(
				refuse(
					RULE,
					"too-many-rows",
					_("The workbook has more than {most} rows."),
					_("Bring the scheme in in several parts."),
					most=MOST_ROWS,
				)
			)


def _columns(headings: Iterable[Any], sheet: Sheet) -> tuple[list[Column | None], list[Remark]]:
	"""The column under each heading, wherever it stands; what is missing, stands twice, or is not known."""
	known = {each.heading.casefold(): each for each in sheet.columns}
	found: list[Column | None] = []
	remarks: list[Remark] = []
	for cell in headings:
		heading = cells.written(cell.value)
		column = known.get(heading.casefold())
		if column is not None and column in found:
			remarks.append(_twice(sheet, heading))
			column = None
		elif column is None and heading and heading.casefold() != TO_MEND.casefold():
			remarks.append(_not_known(sheet, heading))
		found.append(column)
	remarks += [_missing(sheet, each) for each in sheet.columns if each not in found]
	return found, remarks


def _row(
	line: Sequence[Any],
	number: int,
	sheet: Sheet,
	columns: Sequence[Column | None],
	lists: cells.Lists,
	remarks: list[Remark],
) -> Row:
	values: dict[str, Value] = {}
	written: dict[str, str] = {}
	problems: list[tuple[Column, Finding]] = []
	for cell, column in zip(line, columns, strict=False):
		if column is None:
			continue
		written[column.field] = cells.written(cell.value)
		try:
			values[column.field] = None if _is_broken(cell) else cells.read(cell.value, column, lists)
		except cells.CellError as error:
			problems.append((column, error.finding))
		if _is_broken(cell):
			problems.append((column, _formula(cell)))
	row = Row(sheet.title, number, values, written)
	remarks += [
		Remark(sheet.title, number, column.heading, written[column.field], finding)
		for column, finding in problems
	]
	remarks += [_empty(row, each) for each in sheet.columns if each.required and not written.get(each.field)]
	return row


def _is_broken(cell: Any) -> bool:
	"""Whether there is a formula or an error; a formula is written as text in the workbook of rows to mend."""
	return getattr(cell, "data_type", None) in (FORMULA, FAILED) or cells.written(cell.value).startswith("=")


def _formula(cell: Any) -> Finding:
	if cell.data_type == FAILED:
		return refuse(
			RULE, "error-value", _("The cell shows an error."), _("Write the value itself into the cell.")
		)
	return refuse(
		RULE,
		"formula",
		_("The cell holds a formula, and formulas are not read."),
		_("Copy the column and paste it as values, then save."),
	)


def _empty(row: Row, column: Column) -> Remark:
	return wrong(
		row,
		column.field,
		"missing",
		_("“{heading}” is empty."),
		_("Fill it in, or clear the whole row."),
		heading=column.heading,
	)


def _missing_sheet(sheet: Sheet) -> Remark:
	finding = refuse(
		RULE,
		"missing-sheet",
		_("The sheet “{sheet}” is missing."),
		_("Name it as in the template. A sheet that you have nothing for stays empty."),
		sheet=sheet.title,
	)
	return Remark(sheet.title, 0, "", "", finding)


def _missing(sheet: Sheet, column: Column) -> Remark:
	return _of_heading(
		sheet,
		column.heading,
		refuse,
		"missing-heading",
		_("There is no column “{heading}” in the first row."),
		_("Write the heading as in the template. A column that you have nothing for stays empty."),
	)


def _not_known(sheet: Sheet, heading: str) -> Remark:
	return _of_heading(
		sheet,
		heading,
		warn,
		"unknown-heading",
		_("The column “{heading}” is not asked for, and is left out."),
		_("If it is one of the columns of the template, give it its heading back."),
	)


def _twice(sheet: Sheet, heading: str) -> Remark:
	return _of_heading(
		sheet,
		heading,
		refuse,
		"heading-twice",
		_("The heading “{heading}” stands over two columns."),
		_("Remove one of the two columns."),
	)


def _of_heading(
	sheet: Sheet, heading: str, say: Callable[..., Finding], code: str, message: str, remedy: str
) -> Remark:
	return Remark(sheet.title, 1, heading, "", say(RULE, code, message, remedy, heading=heading))
