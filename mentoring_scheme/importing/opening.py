"""The file that somebody has sent: opened where it is a workbook, refused in plain words where it is not."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from mentoring_scheme.importing.remarks import RULE, WorkbookError
from mentoring_scheme.policy.text import _
from mentoring_scheme.policy.verdicts import Figure, Finding, Severity

MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED = 100 * 1024 * 1024
MEGABYTE = 1024 * 1024
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = b"PK\x03\x04"


def open_workbook(content: bytes) -> Any:
	"""The workbook in this file, as openpyxl reads it. Raises WorkbookError."""
	_refuse_other_files(content)
	with _damaged_if_it_fails():
		_refuse_too_much(content)
		return load_workbook(BytesIO(content), read_only=True, data_only=False)


def lines_of(worksheet: Any) -> Iterator[tuple[int, Sequence[Any]]]:
	"""The cells of a sheet, line by line from 1, read as they are asked for. Raises WorkbookError."""
	worksheet.reset_dimensions()  # what a program says of its own size is not always true
	with _damaged_if_it_fails():
		yield from enumerate(worksheet.iter_rows(), start=1)


@contextmanager
def _damaged_if_it_fails() -> Iterator[None]:
	"""The library raises whatever it stumbles upon in a file that is not as it should be."""
	try:
		yield
	except WorkbookError:
		raise
	except Exception as error:
		raise _refused(
			"damaged",
			_("The file cannot be opened: it is damaged, or no Excel workbook."),
			_("Open it in your spreadsheet application and save it again as “Excel workbook (.xlsx)”."),
		) from error


def _refuse_other_files(content: bytes) -> None:
	if not content:
		raise _refused("empty-file", _("The file is empty."), _("Attach the workbook again."))
	if len(content) > MOST_BYTES:
		raise _refused(
			"too-large",
			_("The file has {size} MB, more than the {most} MB that can be read."),
			_("Remove pictures and sheets that are not asked for, or bring the scheme in in two parts."),
			size=len(content) // MEGABYTE,
			most=MOST_BYTES // MEGABYTE,
		)
	if content.startswith(_OLD_OFFICE):
		if _ENCRYPTED in content:
			raise _refused(
				"password",
				_("The workbook is protected with a password."),
				_("Save it without the password. Here only staff of the scheme can open it."),
			)
		raise _refused(
			"xls",
			_("This is a workbook of an old Excel (.xls)."),
			_("Open it, and save it as “Excel workbook (.xlsx)”."),
		)
	if not content.startswith(_ZIP):
		raise _refused(
			"no-workbook",
			_("This is no Excel workbook; it may be a text or CSV file, or a PDF."),
			_("Download the template, fill it in, and save it as “Excel workbook (.xlsx)”."),
		)


def _refuse_too_much(content: bytes) -> None:
	"""A small file can unpack to more than there is memory for."""
	with zipfile.ZipFile(BytesIO(content)) as packed:
		if sum(each.file_size for each in packed.infolist()) > MOST_UNPACKED:
			raise _refused(
				"unpacks-too-large",
				_("The workbook is too large once it is unpacked."),
				_("Remove sheets, pictures and empty rows that are not asked for."),
			)


def _refused(code: str, message: str, remedy: str, **figures: Figure) -> WorkbookError:
	return WorkbookError(Finding(RULE, code, Severity.REFUSE, message, figures, remedy))
