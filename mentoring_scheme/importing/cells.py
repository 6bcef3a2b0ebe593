"""What stands in one cell, as a value of the kind that its column asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from mentoring_scheme.importing.columns import LONG, Column, Kind, Value
from mentoring_scheme.importing.remarks import RULE
from mentoring_scheme.policy.text import _
from mentoring_scheme.policy.verdicts import Finding, refuse

Lists = Mapping[str, Sequence[str]]
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 1, 1)
MOST = 10_000_000
YES, NO = ("yes", "y", "true", "1"), ("no", "n", "false", "0")
_BRITISH = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
# A comma parts thousands alone: 100,50 is no amount here, and must not become ten thousand and fifty.
_FIGURE = re.compile(r"£? ?((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)")
# What the platform refuses in its fields for them, said while the workbook can still be mended.
_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s.,;]+")
_PHONE = re.compile(r"[0-9 +_\-,.*#()]{1,20}")
_SHOWN = 12  # of a list of choices, in a message


class CellError(ValueError):
	"""The cell cannot be read. `finding` says why, and what to do."""

	def __init__(self, finding: Finding) -> None:
		self.finding = finding
		super().__init__(finding.text)


def written(raw: Any) -> str:
	"""A cell as its reader sees it, without the spaces around it."""
	if raw is None:
		return ""
	if isinstance(raw, datetime | date):
		return f"{raw:%d/%m/%Y}"
	if isinstance(raw, float) and raw.is_integer():
		return str(int(raw))
	return " ".join(str(raw).split()) if "\n" not in str(raw) else str(raw).strip()


def read(raw: Any, column: Column, lists: Lists) -> Value:
	"""The value of a cell; None where it is empty. Raises CellError."""
	text = written(raw)
	if not text:
		return None
	if column.kind is Kind.DATE:
		return _day(raw, text)
	if column.kind in (Kind.WHOLE, Kind.MONEY):
		return _number(text, column.kind)
	if column.kind is Kind.YES_NO:
		return _yes_or_no(text)
	if column.kind is Kind.CHOICE:
		return _choice(text, lists.get(column.choices, ()))
	if column.kind is Kind.EMAIL and not _EMAIL.fullmatch(text):
		raise _bad("email", _("This is no e-mail address."), _("Correct it, or leave the cell empty."))
	if column.kind is Kind.PHONE and not _PHONE.fullmatch(text):
		raise _bad(
			"phone",
			_("This is no phone number: one has up to 20 figures, spaces and signs."),
			_("Write one number, without words."),
		)
	return _text(text, column)


def _day(raw: Any, text: str) -> date:
	if isinstance(raw, datetime):
		day = raw.date()
	elif isinstance(raw, date):
		day = raw
	else:
		day = _day_of_text(text)
	if not EARLIEST <= day < LATEST:
		raise _bad(
			"date-range",
			_("The date lies before 1900 or after 2099."),
			_("Correct the year."),
		)
	return day


def _day_of_text(text: str) -> date:
	british, iso = _BRITISH.fullmatch(text), _ISO.fullmatch(text)
	try:
		if british:
			day, month, year = map(int, british.groups())
			return date(year, month, day)
		if iso:
			return date(*map(int, iso.groups()))
	except ValueError:
		pass
	raise _bad(
		"date", _("This is not a date of the calendar."), _("Write day, month and year, such as 28/02/2026.")
	)


def _number(text: str, kind: Kind) -> int | Decimal:
	found = _FIGURE.fullmatch(text)
	figure = Decimal(found[1].replace(",", "")) if found else None
	if figure is None or figure >= MOST:
		raise _bad("number", _("This is not a number from 0 upwards."), _("Write figures only."))
	if kind is Kind.WHOLE:
		if figure != figure.to_integral_value():
			raise _bad(
				"whole", _("This is not a whole number."), _("Write a whole number, without decimals.")
			)
		return int(figure)
	pennies = figure.quantize(Decimal("0.01"))
	if pennies != figure:
		raise _bad("pennies", _("This amount has parts of a penny."), _("Write it with two decimals."))
	return pennies


def _yes_or_no(text: str) -> bool:
	if text.casefold() in YES:
		return True
	if text.casefold() in NO:
		return False
	raise _bad("yes-no", _("This is neither Yes nor No."), _("Choose one of the two."))


def _choice(text: str, choices: Sequence[str]) -> str:
	found = next((each for each in choices if each.casefold() == text.casefold()), None)
	if found is not None:
		return found
	if not choices:
		raise _bad(
			"no-choices",
			_("There is nothing to choose from for this column yet."),
			_("Enter it in the system first, or leave the cell empty."),
		)
	shown = "; ".join(choices[:_SHOWN]) + ("; and more" if len(choices) > _SHOWN else "")
	raise CellError(
		refuse(
			RULE,
			"choice",
			_("This is not one of the choices of this column."),
			_("Choose from the list in the cell: {choices}."),
			choices=shown,
		)
	)


def _text(text: str, column: Column) -> str:
	if column.longest < LONG:
		text = " ".join(text.split())
	if len(text) <= column.longest:
		return text
	raise CellError(
		refuse(
			RULE,
			"too-long",
			_("The text has {length} characters, more than the {longest} that there is room for."),
			_("Shorten it."),
			length=len(text),
			longest=column.longest,
		)
	)


def _bad(code: str, message: str, remedy: str) -> CellError:
	return CellError(refuse(RULE, code, message, remedy))
