"""What the workbook is made of: sheets of columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum

LONG = 10_000  # characters, of a text of several lines
Value = str | int | Decimal | date | bool | None


class Kind(Enum):
	"""How a cell is read."""

	TEXT = "text"
	DATE = "date"
	WHOLE = "whole number"
	MONEY = "amount"
	CHOICE = "choice"
	YES_NO = "Yes or No"
	EMAIL = "e-mail address"
	PHONE = "phone number"


@dataclass(frozen=True)
class Column:
	"""One column. `choices` names the list that its cells are taken from, `points_at` the sheet whose rows they name."""

	heading: str
	field: str
	kind: Kind = Kind.TEXT
	required: bool = False
	choices: str = ""
	points_at: str = ""
	longest: int = 140
	help: str = ""


@dataclass(frozen=True)
class Sheet:
	"""One sheet. Its rows are told apart by `key`, the columns that make a row this one and no other."""

	title: str
	columns: tuple[Column, ...]
	key: tuple[str, ...]
	intro: str

	@property
	def by_field(self) -> Mapping[str, Column]:
		return {each.field: each for each in self.columns}

	def heading_of(self, fieldname: str) -> str:
		"""The heading over a field; the field itself, where no column bears it."""
		column = self.by_field.get(fieldname)
		return column.heading if column else fieldname


@dataclass(frozen=True)
class Row:
	"""A row of the workbook: `number` as the spreadsheet shows it, `values` as read, `written` as they stand there."""

	sheet: str
	number: int
	values: Mapping[str, Value] = field(default_factory=dict)
	written: Mapping[str, str] = field(default_factory=dict)

	def text(self, fieldname: str) -> str:
		value = self.values.get(fieldname)
		return value if isinstance(value, str) else ""

	def day(self, fieldname: str) -> date | None:
		value = self.values.get(fieldname)
		return value if isinstance(value, date) else None

	def whole(self, fieldname: str) -> int:
		value = self.values.get(fieldname)
		return value if isinstance(value, int) else 0

	def money(self, fieldname: str) -> Decimal:
		value = self.values.get(fieldname)
		return value if isinstance(value, Decimal) else Decimal("0.00")

	def yes(self, fieldname: str) -> bool:
		return self.values.get(fieldname) is True
