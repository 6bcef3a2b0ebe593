"""What miles are paid: by dated rates, and by the person's miles in the tax year (R44)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from .errors import PolicyError
from .reading import PENNY
from .scheme import MileageRate
from .text import _

TAX_YEAR_STARTS = (4, 6)  # 6 April
NO_MILES = Decimal(0)


@dataclass(frozen=True)
class Journey:
	"""Miles driven on one day; `key` names the line that they come from. Passengers are counted besides the driver."""

	key: str
	day: date
	miles: Decimal
	passengers: int = 0


@dataclass(frozen=True)
class MilesPaid:
	"""What one journey is paid: its miles at the full rate, those beyond, and the miles of its passengers."""

	full: Decimal
	after: Decimal
	rate: Decimal
	rate_after: Decimal
	passenger_miles: Decimal
	passenger_rate: Decimal
	amount: Decimal


def tax_year(day: date) -> int:
	"""The tax year of a day, as the calendar year in which it begins: on 6 April (R44)."""
	return day.year if (day.month, day.day) >= TAX_YEAR_STARTS else day.year - 1


def year_named(year: int) -> str:
	"""A tax year as people write it: 2026–27."""
	return f"{year}–{(year + 1) % 100:02}"


def rate_on(day: date, rates: Sequence[MileageRate]) -> MileageRate | None:
	"""The row that holds on that day: the one that began last; None before the first."""
	begun = [each for each in rates if each.from_date <= day]
	return max(begun, key=lambda each: each.from_date, default=None)


def pay_miles(
	journeys: Sequence[Journey], earlier: Mapping[int, Decimal], rates: Sequence[MileageRate]
) -> dict[str, MilesPaid]:
	"""What each journey is paid, by its key (R44).

	`earlier` gives, for each tax year, the miles that count before these journeys. They count in order of day, and
	those of one day by their length: neither the order in which lines are written down nor how they are spread over
	claims changes the sum. Each journey is rounded to the penny by itself, half a penny up.

	Raises PolicyError for a day that no rate holds on.
	"""
	driven = dict(earlier)
	paid: dict[str, MilesPaid] = {}
	for journey in sorted(journeys, key=_in_order):
		rate = rate_on(journey.day, rates)
		if rate is None:
			raise PolicyError("mileage_rates", _("There is no mileage rate for {day}."), day=journey.day)
		year = tax_year(journey.day)
		before = driven.get(year, NO_MILES)
		paid[journey.key] = _paid(journey, before, rate)
		driven[year] = before + journey.miles
	return paid


def _in_order(journey: Journey) -> tuple[date, Decimal, int, str]:
	return journey.day, journey.miles, journey.passengers, journey.key


def _paid(journey: Journey, before: Decimal, rate: MileageRate) -> MilesPaid:
	full = min(journey.miles, max(rate.full_rate_miles - before, NO_MILES))
	after = journey.miles - full
	passenger_miles = journey.miles * journey.passengers
	amount = full * rate.rate + after * rate.rate_after + passenger_miles * rate.passenger_rate
	return MilesPaid(
		full=full,
		after=after,
		rate=rate.rate,
		rate_after=rate.rate_after,
		passenger_miles=passenger_miles,
		passenger_rate=rate.passenger_rate,
		amount=amount.quantize(PENNY, ROUND_HALF_UP),
	)
