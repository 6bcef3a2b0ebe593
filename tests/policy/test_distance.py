"""How far apart two people live, and how well that fits."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people_to_match import AFC, KINGSTON, MAIDSTONE, RICHMOND, person

from mentoring_scheme.policy.distance import Apart, apart, distance_fit, miles_between
from mentoring_scheme.policy.errors import PolicyError
from mentoring_scheme.policy.match_values import Place
from mentoring_scheme.policy.scheme import SchemePolicy

ANYWHERE = st.builds(Place, st.floats(-90, 90), st.floats(-180, 180))


@pytest.mark.parametrize(
	("here", "there", "miles"),
	[
		(KINGSTON, KINGSTON, 0),
		(KINGSTON, RICHMOND, 3),
		(KINGSTON, MAIDSTONE, 37),
		(Place(51.5074, -0.1278), Place(55.9533, -3.1883), 332),
		(Place(0, 179.9), Place(0, -179.9), 14),
		(Place(90, 0), Place(-90, 0), 12437),
		(Place(0, 0), Place(0, 180), 12437),
	],
)
def test_miles(here: Place, there: Place, miles: int) -> None:
	assert miles_between(here, there) == miles


@pytest.mark.parametrize(("degrees", "miles"), [(0.02170, 1), (0.02172, 2), (0.00723, 0), (0.00724, 1)])
def test_half_miles_are_rounded_up(degrees: float, miles: int) -> None:
	assert miles_between(Place(0, 0), Place(degrees, 0)) == miles


@given(ANYWHERE, ANYWHERE)
def test_it_is_as_far_back(here: Place, there: Place) -> None:
	assert miles_between(here, there) == miles_between(there, here) >= 0
	assert miles_between(here, here) == 0


@pytest.mark.parametrize(
	("latitude", "longitude", "field"),
	[
		(90.01, 0, "latitude"),
		(-91, 0, "latitude"),
		(0, 180.5, "longitude"),
		(0, -181, "longitude"),
		(float("nan"), 0, "latitude"),
		(0, float("nan"), "longitude"),
	],
)
def test_a_place_off_the_map(latitude: float, longitude: float, field: str) -> None:
	with pytest.raises(PolicyError, match="outside the map") as caught:
		Place(latitude, longitude)
	assert caught.value.field == field


def test_an_area_stands_in_for_a_place_that_is_not_known() -> None:
	exact = person("P-1", place=KINGSTON, area="Kingston")
	vague = replace(person("P-2", area=" kingston"), area_place=RICHMOND)
	assert apart(exact, exact) == Apart(0, True, by_area=False)
	assert apart(exact, vague) == apart(vague, exact) == Apart(3, True, by_area=True)
	elsewhere_by_area = replace(exact, area_place=MAIDSTONE)
	assert apart(exact, elsewhere_by_area) == apart(elsewhere_by_area, exact) == Apart(0, True, by_area=False)
	assert apart(exact, person("P-3", area="Surbiton")) == Apart(None, False, by_area=True)
	assert apart(exact, person("P-4")) == Apart(None, None, by_area=True)


@pytest.mark.parametrize(
	("miles", "same_area", "fit"),
	[
		(0, None, 100),
		(5, False, 100),
		(6, None, 95),
		(15, None, 50),
		(24, True, 5),
		(25, True, 0),
		(3000, None, 0),
		(None, True, 100),
		(None, False, None),
		(None, None, None),
	],
)
def test_near_fits_in_full_and_far_not_at_all(
	miles: int | None, same_area: bool | None, fit: int | None, afc: SchemePolicy
) -> None:
	assert (afc.near_miles, afc.far_miles) == (5, 25)
	assert distance_fit(Apart(miles, same_area, by_area=False), afc) == fit


def test_a_scheme_may_not_weigh_miles(changed: Callable[..., SchemePolicy]) -> None:
	policy = changed(near_miles=0, far_miles=0)
	assert distance_fit(Apart(0, None, by_area=False), policy) is None
	assert distance_fit(Apart(400, True, by_area=False), policy) == 100
	assert distance_fit(Apart(400, False, by_area=False), policy) is None


def test_near_and_far_may_be_the_same(changed: Callable[..., SchemePolicy]) -> None:
	policy = changed(near_miles=5, far_miles=5)
	assert [distance_fit(Apart(miles, None, by_area=False), policy) for miles in (5, 6)] == [100, 0]


@given(st.integers(0, 300), st.integers(0, 50), st.integers(0, 50))
def test_further_never_fits_better(miles: int, near: int, more: int) -> None:
	policy = replace(AFC, near_miles=near, far_miles=near + more or 1)
	fits = [distance_fit(Apart(each, None, by_area=False), policy) or 0 for each in (miles, miles + 1)]
	assert 100 >= fits[0] >= fits[1] >= 0
