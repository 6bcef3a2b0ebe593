"""The months that a forecast is counted in."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from ..policy.months import add_months


class Months:
	"""Whole calendar months from `start` on; where it is not a first day, the rest of its month comes before them."""

	def __init__(self, start: date, count: int) -> None:
		first = start.replace(day=1)
		if start != first:
			count += 1
		self.starts = (start, *(add_months(first, number) for number in range(1, count)))
		self.start, self.end = start, add_months(first, count)
		self._index = [
			number
			for number, (one, other) in enumerate(pairwise((*self.starts, self.end)))
			for _day in range((other - one).days)
		]

	def __len__(self) -> int:
		return len(self.starts)

	@property
	def days(self) -> int:
		"""How many days there are from the first to the last."""
		return len(self._index)

	def index(self, day: date) -> int | None:
		"""The place of the month that a day lies in; None before the first and after the last."""
		number = (day - self.start).days
		return self._index[number] if 0 <= number < len(self._index) else None

	def last_day(self, index: int) -> int:
		"""The last day of a month, counted from the start of the forecast."""
		after = self.starts[index + 1] if index + 1 < len(self.starts) else self.end
		return (after - self.start).days - 1

	def is_part(self, index: int) -> bool:
		"""Whether it is only the rest of a month."""
		return self.starts[index].day != 1
