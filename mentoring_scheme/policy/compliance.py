"""How many of the months of links met what the policy expects of contact, records and supervision (R27, R28, R35).

Months are numbers here (twelve times the year, and the month from nought), because they are counted and compared. A
link is judged by whole spans of its own: a month where contact is expected at least monthly, else as many months as
lie between two contacts. A span in which the link did not run all the time, or was suspended, is not asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from .choices import RecordExpected, Unit
from .contact import interval
from .months import ONE_DAY, Period, add_months
from .scheme import SchemePolicy
from .shares import share

DAYS_OF_WEEK = 7
WEEKS_OF_MONTH = 4  # so that every month asks for as many weekly contacts
DAYS_OF_MONTH = 30


def month_number(day: date) -> int:
	return day.year * 12 + day.month - 1


def first_day(month: int) -> date:
	return date(month // 12, month % 12 + 1, 1)


def last_day(month: int) -> date:
	return add_months(first_day(month), 1) - ONE_DAY


@dataclass(frozen=True)
class Rhythm:
	"""How often contact is expected: at least `contacts` in each span of so many `months`."""

	months: int
	contacts: int


def rhythm(policy: SchemePolicy, agreed_every: int = 0, agreed_unit: Unit = Unit.WEEKS) -> Rhythm | None:
	"""What the pair agreed for themselves, else what the policy says; None where contact is by agreement (R27)."""
	every, unit = interval(policy, agreed_every, agreed_unit)
	if not every:
		return None
	if unit is Unit.MONTHS:
		return Rhythm(every, 1)
	if every <= WEEKS_OF_MONTH:
		return Rhythm(1, WEEKS_OF_MONTH // every)
	return Rhythm(-(-every * DAYS_OF_WEEK // DAYS_OF_MONTH), 1)


def span_of(expected: Rhythm | None) -> int:
	"""The months of a span of a link; where contact is by agreement, records may still be asked for by the month."""
	return expected.months if expected else 1


def whole_months(start: date, ended_on: date | None) -> tuple[int, int | None]:
	"""The first and the last month on each day of which a link ran; no last one while it runs."""
	first = month_number(start) + (start.day > 1)
	if ended_on is None:
		return first, None
	return first, month_number(ended_on + ONE_DAY) - 1


def months_within(period: Period, today: date) -> range:
	"""The months of a period that have passed, on each of their days."""
	end = min(period.end or today, today)
	return range(whole_months(period.start, None)[0], month_number(end + ONE_DAY))


def spans_asked(
	start: date,
	ended_on: date | None,
	suspensions: Iterable[Period],
	months: int,
	period: tuple[int, int],
) -> Iterator[int]:
	"""The spans of a link that end in the period, each by its last month; `months` is how long a span is."""
	first, last = whole_months(start, ended_on)
	until = period[1] if last is None else min(last, period[1])
	off = [(month_number(each.start), month_number(each.end) if each.end else until) for each in suspensions]
	skipped = max(0, -(-(period[0] - (first + months - 1)) // months))
	for end in range(first + months - 1 + skipped * months, until + 1, months):
		if not any(begins <= end and ends > end - months for begins, ends in off):
			yield end


def contact_met(contacts: int, expected: Rhythm) -> bool:
	"""Whether as many contacts took place in a span as it asks for (R27)."""
	return contacts >= expected.contacts


def records_met(policy: SchemePolicy, contacts: int, unwritten: int, months: int) -> bool | None:
	"""Whether the records of a span were kept as the policy asks; None where it asks for none (R28).

	Monthly: as many contacts as months, since whoever notes a contact has its record. Each contact: none was left
	`unwritten`; where there was no contact there is nothing to write.
	"""
	if policy.record_expected is RecordExpected.LOG_ONLY:
		return None
	if policy.record_expected is RecordExpected.MONTHLY:
		return contacts >= months
	return unwritten == 0 if contacts else None


@dataclass
class Tally:
	"""How much was asked for, and how much of it was met."""

	asked: int = 0
	met: int = 0

	def count(self, met: bool, times: int = 1) -> None:
		self.asked += times
		self.met += times if met else 0

	@property
	def share(self) -> int | None:
		"""In per cent; None where nothing was asked for."""
		return share(self.met, self.asked)
