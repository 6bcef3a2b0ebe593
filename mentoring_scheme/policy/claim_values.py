"""What a claim is made of, and what it is paid (R43)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from .choices import Choice
from .verdicts import Finding

NOTHING = Decimal("0.00")


class TimeKind(Choice):
	"""What a mentor's time went into. Only tasks can be paid; the others come from their own records."""

	CONTACT = "Contact"
	SUPERVISION = "Supervision"
	EVENT = "Event"
	TASK = "Task"


@dataclass(frozen=True)
class TimeLine:
	"""Time spent on one day. `source` names the record that it comes from, `task` one of the scheme's tasks."""

	key: str
	day: date
	kind: str
	minutes: int
	task: str = ""
	source: str = ""
	source_is_own: bool = True


@dataclass(frozen=True)
class ExpenseLine:
	"""One expense: what was spent, or the miles that were driven, as its kind says.

	`source` names the contact, supervision or event that it rests on, `source_day` its day. `claim` names the claim of
	a line that stands in another one.
	"""

	key: str
	day: date
	kind: str
	spent: Decimal = NOTHING
	miles: Decimal = Decimal(0)
	passengers: int = 0
	journey: str = ""
	source: str = ""
	source_day: date | None = None
	source_is_own: bool = True
	has_receipt: bool = False
	note: str = ""
	claim: str = ""


@dataclass(frozen=True)
class ClaimFacts:
	"""One month of one mentor.

	`others` are the same person's lines of other claims, of any scheme, that are not cancelled; `earlier_miles` gives
	for each tax year the miles that count before this claim. Keys are unique within `times` and within `expenses`.
	`decided` holds the keys of the findings that somebody has decided about: what is over a limit is paid in full once
	a manager has agreed it.
	"""

	month: date
	times: tuple[TimeLine, ...] = ()
	expenses: tuple[ExpenseLine, ...] = ()
	others: tuple[ExpenseLine, ...] = ()
	earlier_miles: Mapping[int, Decimal] = field(default_factory=dict)
	sent_in_on: date | None = None
	decided: Collection[str] = ()


@dataclass(frozen=True)
class LinePaid:
	"""What an expense line is paid, and how that was worked out, or why it is paid nothing."""

	amount: Decimal
	explanation: Finding


@dataclass(frozen=True)
class Reckoning:
	"""What a claim is paid: expense lines and time lines by their keys, and the sums."""

	lines: Mapping[str, LinePaid]
	times: Mapping[str, Decimal]
	expenses: Decimal
	tasks: Decimal
	miles: Decimal
	minutes: int

	@property
	def total(self) -> Decimal:
		"""Expenses and paid tasks together."""
		return self.expenses + self.tasks


def in_month(day: date, month: date) -> bool:
	"""Whether a day lies in the month of another."""
	return (day.year, day.month) == (month.year, month.month)


def written(number: Decimal) -> str:
	"""A number as people write it: “9,980” and “12.5”, never as a power of ten."""
	return f"{number.normalize():,f}" if number.is_finite() else str(number)
