"""Workbooks of a running scheme, filled in as a council would."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from mentoring_scheme.importing.sheets import BY_TITLE

Rows = Mapping[str, Sequence[Mapping[str, Any]]]


def fill(template: bytes, rows: Rows) -> bytes:
	"""The template with these rows: by sheet, the values by field."""
	workbook = load_workbook(BytesIO(template))
	for title, several in rows.items():
		places = {column.field: number for number, column in enumerate(BY_TITLE[title].columns, start=1)}
		for number, values in enumerate(several, start=2):
			for field, value in values.items():
				workbook[title].cell(number, places[field], value)
	return saved(workbook)


def change(workbook: bytes, sheet: str, row: int, field: str, value: Any) -> bytes:
	"""The same workbook with something else in one cell."""
	opened = load_workbook(BytesIO(workbook))
	place = [column.field for column in BY_TITLE[sheet].columns].index(field) + 1
	opened[sheet].cell(row, place).value = value
	return saved(opened)


def texts(workbook: bytes, sheet: str) -> list[list[Any]]:
	"""What stands on a sheet below its headings, row by row."""
	lines = load_workbook(BytesIO(workbook))[sheet].iter_rows(min_row=2, values_only=True)
	return [list(line) for line in lines if any(line)]


def saved(workbook: Any) -> bytes:
	content = BytesIO()
	workbook.save(content)
	return content.getvalue()
