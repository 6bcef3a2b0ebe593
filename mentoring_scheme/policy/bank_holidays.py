"""The bank holidays of England and Wales, worked out. Days proclaimed for one year only are not among them."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

MONDAY, SATURDAY = 0, 5


@cache
def bank_holidays(year: int) -> frozenset[date]:
	"""The bank holidays of a year; one that falls on a weekend is taken on the next weekday that is free."""
	easter = _easter_sunday(year)
	moving = [
		easter - timedelta(days=2),
		easter + timedelta(days=1),
		_first_monday(date(year, 5, 1)),
		_first_monday(date(year, 5, 25)),
		_first_monday(date(year, 8, 25)),
	]
	taken: set[date] = set(moving)
	for day in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
		taken.add(_taken_on(day, taken))
	return frozenset(taken)


def _taken_on(day: date, taken: set[date]) -> date:
	while day.weekday() >= SATURDAY or day in taken:
		day += timedelta(days=1)
	return day


def _first_monday(day: date) -> date:
	"""The first Monday on or after `day`."""
	return day + timedelta(days=(MONDAY - day.weekday()) % 7)


def _easter_sunday(year: int) -> date:
	"""By the anonymous Gregorian reckoning."""
	golden = year % 19
	century = year // 100
	correction = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
	moon = correction - (correction // 28) * (1 - (29 // (correction + 1)) * ((21 - golden) // 11))
	weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
	offset = moon - weekday
	month = 3 + (offset + 40) // 44
	return date(year, month, offset + 28 - 31 * (month // 4))
