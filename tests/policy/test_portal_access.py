"""How long the portal stays open to somebody, and in which colours it may be shown."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring_scheme.policy.colours import LEAST_CONTRAST, check_colour, contrast_with_white
from mentoring_scheme.policy.errors import PolicyError
from mentoring_scheme.policy.portal_access import Standing, roles_ended, roles_to_have

TODAY = date(2026, 11, 28)


def standing(
	role: str = "Mentor",
	over: bool = True,
	link: bool = False,
	since: date | None = TODAY,
	days: int = 0,
) -> Standing:
	return Standing(role, over, link, since, days)


@pytest.mark.parametrize(
	("one", "opens"),
	[
		(standing(over=False, since=None), True),
		(standing(), False),  # stood down today, and the policy gives no day
		(standing(days=1), True),
		(standing(since=TODAY - timedelta(days=27), days=28), True),
		(standing(since=TODAY - timedelta(days=28), days=28), False),
		(standing(link=True), True),  # somebody is still supported
		(standing(since=None, days=1000), False),  # over for longer than anybody remembers
	],
)
def test_access_ends_as_the_policy_says(one: Standing, opens: bool) -> None:
	assert one.opens_portal(TODAY) is opens


def test_each_role_lasts_as_long_as_any_scheme_lets_it() -> None:
	standings = [standing(), standing(over=False), standing("Mentee")]
	assert roles_to_have(standings, TODAY) == {"Mentor"}
	assert roles_ended(standings, TODAY) == {"Mentee"}
	assert roles_to_have([], TODAY) == roles_ended([], TODAY) == frozenset()


@given(days=st.integers(0, 1000), later=st.integers(0, 2000))
def test_what_is_closed_stays_closed(days: int, later: int) -> None:
	one = standing(days=days)
	assert one.opens_portal(TODAY + timedelta(days=later)) == (later < days)


# --- colours


@pytest.mark.parametrize(
	("colour", "contrast"),
	[("#000000", 21), ("#ffffff", 1), ("#1d4f91", 8.14), ("#767676", 4.54), ("#777777", 4.48), ("#F00", 4.0)],
)
def test_contrast_is_that_of_the_standard(colour: str, contrast: float) -> None:
	assert contrast_with_white(colour) == pytest.approx(contrast, abs=0.05)


@pytest.mark.parametrize("colour", ["#777777", "#f60", "#ffffff"])
def test_a_colour_that_cannot_be_read_is_refused_with_its_figures(colour: str) -> None:
	with pytest.raises(PolicyError, match="Choose a darker one"):
		check_colour(colour)


@pytest.mark.parametrize("colour", ["", "red", "#12345", "#1d4f91; } body { display: none", "#1d4f9é"])
def test_what_is_no_colour_is_refused(colour: str) -> None:
	with pytest.raises(PolicyError, match="is no colour"):
		check_colour(colour)


@given(st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}"))
def test_what_is_let_through_can_be_read(colour: str) -> None:
	try:
		check_colour(colour)
	except PolicyError:
		assert contrast_with_white(colour) < LEAST_CONTRAST
	else:
		assert contrast_with_white(colour) >= LEAST_CONTRAST
