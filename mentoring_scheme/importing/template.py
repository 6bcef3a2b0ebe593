"""The workbook that a council fills in, and the same one again with the rows that are to be mended."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from mentoring_scheme.importing.cells import Lists
from mentoring_scheme.importing.columns import Column, Kind, Row, Sheet
from mentoring_scheme.importing.reading import MOST_ROWS, TO_MEND
from mentoring_scheme.importing.sheets import SHEETS
from mentoring_scheme.policy.text import _

READ_ME, LISTS = "Read me", "Lists"
YES_NO = ("Yes", "No")
HOW_TO_MEND = "B1"
MENDS = _(
	"These rows were kept back. On the right of each sheet stands what to mend; rows without a word belong with such a row. Mend them, save, and attach this workbook in a new import."
)
SAYS = (
	_("With this workbook a scheme that is running already is brought in: {scheme}."),
	_("Fill in the sheets from left to right. A sheet or a column that you have nothing for stays empty."),
	_(
		"Columns with a dark heading must be filled in. Leave the headings and the names of the sheets as they are."
	),
	_(
		"References are your own numbers. They connect the sheets, and they tell a row that was brought in before."
	),
	_("Dates are dates of the spreadsheet, or written as 28/02/2026. Formulas are not read: paste values."),
	_("Where a cell has a list, choose from it. The lists hold the values of this scheme."),
	_("Nothing is written before the whole workbook was checked, and nobody gets an e-mail by it."),
	_(
		"You can send the workbook again: what is here already is left as it is, and only what is missing is added."
	),
)
_MUST, _MAY, _WRONG = (PatternFill("solid", fgColor=each) for each in ("1F4E5F", "DCE9EE", "FDECC8"))
_WIDEST = 34
_TOP = Alignment(vertical="top", wrap_text=True)
Translate = Callable[[str], str]


def template(scheme: str, lists: Lists, translate: Translate = _) -> bytes:
	"""An empty workbook for a scheme, with its own values to choose from."""
	return _saved(_workbook(scheme, lists, translate))


def to_mend(
	scheme: str,
	lists: Lists,
	rows: Iterable[Row],
	problems: Mapping[tuple[str, int], str],
	translate: Translate = _,
) -> bytes:
	"""The same workbook with these rows. Beside each stands what to mend, by its sheet and number, where there is something."""
	rows = list(rows)
	workbook = _workbook(scheme, lists, translate)
	if problems:
		workbook.active[HOW_TO_MEND] = translate(MENDS)
		workbook.active[HOW_TO_MEND].font = Font(bold=True)
		first = next((each.title for each in SHEETS if any(row.sheet == each.title for row in rows)), READ_ME)
		workbook.active = workbook[first]
	for sheet in SHEETS:
		worksheet = workbook[sheet.title]
		last = len(sheet.columns) + 1
		_head(worksheet, last, TO_MEND, _WRONG, dark=False, width=60)
		for number, row in enumerate((each for each in rows if each.sheet == sheet.title), start=2):
			_write(worksheet, number, row, sheet)
			said = worksheet.cell(number, last)
			_set(said, problems.get((sheet.title, row.number), ""))
			said.alignment = _TOP
	return _saved(workbook)


def _workbook(scheme: str, lists: Lists, translate: Translate) -> Any:
	workbook = Workbook()
	_read_me(workbook.active, scheme, translate)
	ranges = _lists(workbook.create_sheet(LISTS), {**lists, "yes_no": YES_NO})
	for sheet in SHEETS:
		_sheet(workbook.create_sheet(sheet.title, workbook.index(workbook[LISTS])), sheet, ranges, translate)
	workbook[LISTS].sheet_state = "hidden"
	return workbook


def _read_me(worksheet: Any, scheme: str, translate: Translate) -> None:
	worksheet.title = READ_ME
	worksheet.column_dimensions["A"].width = 24
	worksheet.column_dimensions["B"].width = 100
	worksheet.append([translate(_("Bringing a running scheme in"))])
	worksheet["A1"].font = Font(bold=True, size=16)
	for line in SAYS:
		worksheet.append(["", translate(line).format(scheme=scheme)])
	worksheet.append([])
	for sheet in SHEETS:
		worksheet.append([sheet.title, translate(sheet.intro)])
		worksheet.cell(worksheet.max_row, 1).font = Font(bold=True)
	for (cell,) in worksheet.iter_rows(min_row=1, min_col=2, max_col=2):
		cell.alignment = _TOP


def _lists(worksheet: Any, lists: Lists) -> dict[str, str]:
	"""Write each list into a column of its own; where it stands, by its name."""
	ranges = {}
	for column, (name, values) in enumerate(sorted(lists.items()), start=1):
		letter = get_column_letter(column)
		for row, value in enumerate([name, *values], start=1):
			_set(worksheet.cell(row, column), value)
		if values:
			ranges[name] = f"{LISTS}!${letter}$2:${letter}${len(values) + 1}"
	return ranges


def _sheet(worksheet: Any, sheet: Sheet, ranges: Mapping[str, str], translate: Translate) -> None:
	worksheet.freeze_panes = "B2"
	for number, column in enumerate(sheet.columns, start=1):
		fill = _MUST if column.required else _MAY
		width = min(max(len(column.heading) + 3, 16), _WIDEST)
		_head(worksheet, number, column.heading, fill, dark=column.required, width=width)
		if validation := _validation(column, ranges, translate):
			letter = get_column_letter(number)
			validation.add(f"{letter}2:{letter}{MOST_ROWS}")
			worksheet.add_data_validation(validation)
		if column.kind is Kind.DATE:
			worksheet.column_dimensions[get_column_letter(number)].number_format = "DD/MM/YYYY"


def _head(worksheet: Any, number: int, text: str, fill: Any, *, dark: bool, width: int) -> None:
	cell = worksheet.cell(1, number, text)
	cell.font = Font(bold=True, color="FFFFFF" if dark else "000000")
	cell.fill = fill
	cell.alignment = Alignment(vertical="center", wrap_text=True)
	worksheet.column_dimensions[get_column_letter(number)].width = width


def _validation(column: Column, ranges: Mapping[str, str], translate: Translate) -> DataValidation | None:
	"""The list of a cell, or that it holds a date; what to fill in is shown while the cell is chosen."""
	source = ranges.get("yes_no" if column.kind is Kind.YES_NO else column.choices)
	if source:
		validation = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=True)
		validation.error = translate(_("Choose from the list."))
	elif column.kind is Kind.DATE:
		validation = DataValidation(
			type="date", operator="greaterThan", formula1="1", allow_blank=True, showErrorMessage=True
		)
		validation.error = translate(_("Write a date, such as 28/02/2026."))
	elif column.help:
		validation = DataValidation(allow_blank=True)
	else:
		return None
	if column.help:
		validation.showInputMessage = True
		validation.prompt = translate(column.help)
	return validation


def _write(worksheet: Any, number: int, row: Row, sheet: Sheet) -> None:
	for place, column in enumerate(sheet.columns, start=1):
		value = row.values.get(column.field)
		cell = worksheet.cell(number, place)
		if isinstance(value, date):
			cell.value = value
			cell.number_format = "DD/MM/YYYY"
		elif value is None or isinstance(value, bool | str):
			_set(cell, row.written.get(column.field, ""))
		else:
			cell.value = value


def _set(cell: Any, text: str) -> None:
	"""Text stays text: what begins like a formula is none, not even once somebody has edited the cell."""
	cell.value = text
	cell.data_type = "s"
	cell.quotePrefix = text.startswith(("=", "+", "-", "@"))


def _saved(workbook: Any) -> bytes:
	content = BytesIO()
	workbook.save(content)
	return content.getvalue()


def filled(scheme: str, lists: Lists, rows: Sequence[Row]) -> bytes:
	"""The workbook filled in with these rows, with nothing to mend."""
	return to_mend(scheme, lists, rows, {})
