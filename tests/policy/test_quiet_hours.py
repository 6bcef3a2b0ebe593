"""Quiet hours, and how somebody hears: never at night, never early, never more than a day late."""

from datetime import datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mentoring_scheme.policy.telling import Hears, QuietHours, must_arrive, told_at, way_to

NIGHT = QuietHours(21, 8)
moments = st.integers(0, 94_000_000).map(lambda seconds: datetime(2026, 1, 1) + timedelta(seconds=seconds))
hours = st.builds(QuietHours, st.integers(0, 23), st.integers(0, 23))


@pytest.mark.parametrize(
	("moment", "told"),
	[
		("2026-11-28 20:59", "2026-11-28 20:59"),
		("2026-11-28 21:00", "2026-11-29 08:00"),
		("2026-11-28 23:59", "2026-11-29 08:00"),
		("2026-12-31 22:00", "2027-01-01 08:00"),
		("2026-11-29 07:59", "2026-11-29 08:00"),
		("2026-11-29 08:00", "2026-11-29 08:00"),
		# the clocks go forward and back in these nights; what the clock on the wall shows counts
		("2027-03-28 00:30", "2027-03-28 08:00"),
		("2027-10-31 01:30", "2027-10-31 08:00"),
	],
)
def test_a_night(moment: str, told: str) -> None:
	assert told_at(datetime.fromisoformat(moment), [NIGHT]) == datetime.fromisoformat(told)


def test_hours_of_the_day_may_be_quiet_too_and_equal_hours_are_none() -> None:
	noon = datetime(2026, 11, 28, 12, 30, 15)
	assert told_at(noon, [QuietHours(12, 14)]) == datetime(2026, 11, 28, 14)
	for hour in range(24):
		assert told_at(noon, [QuietHours(hour, hour)]) == noon
	assert told_at(noon, []) == noon


@given(moments, hours)
@example(datetime(2026, 11, 28, 21), NIGHT)
def test_never_in_quiet_hours_never_earlier_never_a_day_later(moment: datetime, quiet: QuietHours) -> None:
	told = told_at(moment, [quiet])
	assert not quiet.covers(told)
	assert moment <= told < moment + timedelta(days=1)
	assert told == moment or (told.hour, told.minute, told.second) == (quiet.until_hour, 0, 0)
	assert told_at(told, [quiet]) == told


@given(moments, st.lists(hours, max_size=3))
def test_of_several_schemes_the_first_moment_that_is_quiet_in_none(
	moment: datetime, quiet: list[QuietHours]
) -> None:
	told = told_at(moment, quiet)
	assert moment <= told < moment + timedelta(days=1)
	full = [moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=n) for n in range(1, 25)]
	loud = [each for each in (moment, *full) if not any(hours.covers(each) for hours in quiet)]
	assert told == (loud[0] if loud else moment)


@pytest.mark.parametrize(
	("chosen", "must", "can_text", "way"),
	[
		(Hears.MAIL, True, True, Hears.MAIL),
		(Hears.TEXT, False, True, Hears.TEXT),
		(Hears.TEXT, True, True, Hears.TEXT),
		(Hears.TEXT, False, False, Hears.MAIL),
		(Hears.PORTAL, False, True, Hears.PORTAL),
		(Hears.PORTAL, True, True, Hears.MAIL),
	],
)
def test_the_way_is_the_chosen_one_unless_it_would_not_arrive(
	chosen: Hears, must: bool, can_text: bool, way: Hears
) -> None:
	assert way_to(chosen, must_arrive=must, can_text=can_text) is way


def test_what_binds_costs_or_sends_on_a_journey_must_arrive() -> None:
	assert must_arrive("Mentoring Agreement", "Awaiting signatures")
	assert must_arrive("Mentor Claim", "Returned") and not must_arrive("Mentor Claim", "Paid")
	assert must_arrive("Mentoring Booking", "Booked") and not must_arrive("Mentoring Booking", "Invited")
	assert not must_arrive("Contact Record", "Sent") and not must_arrive("Contact Record", None)
