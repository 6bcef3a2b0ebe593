"""What miles are paid (R44)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring_scheme.policy import presets
from mentoring_scheme.policy.errors import PolicyError
from mentoring_scheme.policy.mileage import Journey, MilesPaid, pay_miles, rate_on, tax_year
from mentoring_scheme.policy.scheme import MileageRate

RATES = presets.load("afc-fostering").mileage_rates
OLD, NEW = RATES
MAY = date(2026, 5, 12)


def miles(number: object, day: date = MAY, passengers: int = 0, key: str = "a") -> Journey:
	return Journey(key, day, Decimal(str(number)), passengers)


def paid(journey: Journey, earlier: object = 0, rates: Sequence[MileageRate] = RATES) -> MilesPaid:
	return pay_miles([journey], {tax_year(journey.day): Decimal(str(earlier))}, rates)[journey.key]


@pytest.mark.parametrize(
	("day", "year"),
	[
		(date(2026, 4, 5), 2025),
		(date(2026, 4, 6), 2026),
		(date(2026, 12, 31), 2026),
		(date(2027, 1, 1), 2026),
		(date(2027, 3, 31), 2026),
		(date(2028, 2, 29), 2027),
	],
)
def test_the_tax_year_begins_on_the_sixth_of_april(day: date, year: int) -> None:
	assert tax_year(day) == year


@pytest.mark.parametrize(
	("day", "amount"),
	[
		(date(2011, 4, 6), "4.50"),
		(date(2026, 4, 5), "4.50"),
		(date(2026, 4, 6), "5.50"),
		(date(2031, 1, 1), "5.50"),
	],
)
def test_the_rate_is_that_of_the_day(day: date, amount: str) -> None:
	assert paid(miles(10, day)).amount == Decimal(amount)


def test_rates_may_stand_in_any_order() -> None:
	assert rate_on(MAY, RATES) is NEW and rate_on(MAY, [NEW, OLD]) is NEW


def test_a_day_before_every_rate_is_refused() -> None:
	assert rate_on(date(2011, 4, 5), RATES) is None
	with pytest.raises(PolicyError) as caught:
		paid(miles(1, date(2011, 4, 5)))
	assert caught.value.field == "mileage_rates" and "2011" in str(caught.value)


@pytest.mark.parametrize(
	("earlier", "full", "after", "amount"),
	[
		("0", "50", "0", "27.50"),
		("9950", "50", "0", "27.50"),
		("9950.1", "49.9", "0.1", "27.47"),
		("9980", "20", "30", "18.50"),
		("10000", "0", "50", "12.50"),
		("12345.6", "0", "50", "12.50"),
	],
)
def test_the_first_miles_of_the_tax_year_are_paid_in_full(
	earlier: str, full: str, after: str, amount: str
) -> None:
	found = paid(miles(50), earlier)
	assert (found.full, found.after, found.amount) == (Decimal(full), Decimal(after), Decimal(amount))
	assert (found.rate, found.rate_after) == (Decimal("0.55"), Decimal("0.25"))


def test_passengers_are_paid_for_every_mile_below_and_above() -> None:
	found = paid(miles(50, passengers=2), 9980)
	assert (found.passenger_miles, found.passenger_rate) == (Decimal(100), Decimal("0.05"))
	assert found.amount == Decimal("23.50")


def test_half_a_penny_is_rounded_up() -> None:
	assert paid(miles("0.1")).amount == Decimal("0.06")
	assert paid(miles("0.3")).amount == Decimal("0.17")


def test_each_tax_year_is_counted_by_itself() -> None:
	journeys = [
		miles(100, date(2026, 4, 5), key="old"),
		miles(100, date(2026, 4, 6), key="new"),
		miles(10, date(2026, 4, 7), key="later"),
	]
	found = pay_miles(journeys, {2025: Decimal(9950), 2026: Decimal(0)}, RATES)
	assert found["old"].amount == Decimal("35.00")
	assert found["new"].amount == Decimal("55.00") and found["later"].full == Decimal(10)


def test_what_was_handed_over_is_not_changed() -> None:
	earlier = {2026: Decimal(9980)}
	pay_miles([miles(50)], earlier, RATES)
	assert earlier == {2026: Decimal(9980)}


def test_a_scheme_may_pay_the_rate_after_from_the_first_mile() -> None:
	assert paid(miles(10), 0, [replace(NEW, full_rate_miles=0)]).amount == Decimal("2.50")


def test_a_rate_that_changes_during_the_tax_year_takes_its_own_miles() -> None:
	july = replace(NEW, from_date=date(2026, 7, 1), rate=Decimal("0.60"), full_rate_miles=5000)
	journeys = [miles(30, date(2026, 6, 30), key="june"), miles(30, date(2026, 7, 1), key="july")]
	found = pay_miles(journeys, {2026: Decimal(4960)}, [*RATES, july])
	assert (found["june"].full, found["june"].amount) == (Decimal(30), Decimal("16.50"))
	assert (found["july"].full, found["july"].amount) == (Decimal(10), Decimal("11.00"))


# A life of driving: journeys over two tax years and the change of rates, long enough to pass the first miles.
journeys_of_years = st.lists(
	st.tuples(
		st.dates(date(2025, 10, 1), date(2027, 5, 31)),
		st.decimals("0.1", "1000", places=1),
		st.integers(0, 8),
	),
	max_size=40,
).map(lambda rows: [Journey(str(key), *row) for key, row in enumerate(rows)])
shares = st.sampled_from([0, 50, 500, 10_000])


def rates(full_rate_miles: int) -> list[MileageRate]:
	return [replace(each, full_rate_miles=full_rate_miles) for each in RATES]


def by_claims(journeys: Sequence[Journey], cuts: set[int], first: int) -> dict[str, MilesPaid]:
	"""The same journeys in order of day, cut into claims at random, each of which passes on the miles driven."""
	driven: dict[int, Decimal] = {}
	found: dict[str, MilesPaid] = {}
	in_order = sorted(journeys, key=lambda each: (each.day, each.miles, each.passengers, each.key))
	edges = [0, *sorted(cut for cut in cuts if cut < len(in_order)), len(in_order)]
	for start, end in pairwise(edges):
		found |= pay_miles(in_order[start:end], driven, rates(first))
		for each in in_order[start:end]:
			driven[tax_year(each.day)] = driven.get(tax_year(each.day), Decimal(0)) + each.miles
	return found


@given(journeys_of_years, st.sets(st.integers(1, 39)), shares)
def test_the_money_is_the_same_however_claims_are_cut(
	journeys: list[Journey], cuts: set[int], first: int
) -> None:
	assert by_claims(journeys, cuts, first) == pay_miles(journeys, {}, rates(first))


@given(journeys_of_years, shares, st.randoms())
def test_the_order_of_lines_and_their_keys_do_not_matter(
	journeys: list[Journey], first: int, chance: Random
) -> None:
	shuffled = chance.sample(journeys, len(journeys))
	found = pay_miles(journeys, {}, rates(first))
	assert pay_miles(shuffled, {}, rates(first)) == found
	anew = pay_miles([replace(each, key=f"x{n}") for n, each in enumerate(shuffled)], {}, rates(first))
	assert sorted(each.amount for each in anew.values()) == sorted(each.amount for each in found.values())


@given(journeys_of_years, shares, st.integers(0, 20_000))
def test_a_year_is_paid_as_its_miles_are(journeys: list[Journey], first: int, before: int) -> None:
	"""Counted over the year and not line by line: so many miles in full, the rest at the rate after, in any order."""
	found = pay_miles(journeys, {2026: Decimal(before)}, rates(first))
	year = [each for each in journeys if tax_year(each.day) == 2026]
	driven = sum((each.miles for each in year), Decimal(0))
	full = max(min(Decimal(before) + driven, Decimal(first)) - Decimal(before), Decimal(0))
	assert sum((found[each.key].full for each in year), Decimal(0)) == full
	exact = full * NEW.rate + (driven - full) * NEW.rate_after
	exact += sum(each.miles * each.passengers for each in year) * NEW.passenger_rate
	total = sum((found[each.key].amount for each in year), Decimal(0))
	assert abs(total - exact) <= Decimal("0.005") * len(year)


@given(journeys_of_years, shares)
def test_every_mile_is_paid_once_and_nothing_is_below_nothing(journeys: list[Journey], first: int) -> None:
	found = pay_miles(journeys, {}, rates(first))
	assert set(found) == {each.key for each in journeys}
	for each in journeys:
		line = found[each.key]
		assert line.full >= 0 and line.after >= 0 and line.full + line.after == each.miles
		assert line.amount == line.amount.quantize(Decimal("0.01"), ROUND_HALF_UP)
		assert line.amount >= 0
