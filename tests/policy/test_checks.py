"""Checks that run out (R9)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring_scheme.policy.checks import (
	SOON,
	CheckFact,
	CheckState,
	completed_on,
	expires_on,
	standing,
	state_of,
)
from mentoring_scheme.policy.scheme import RequiredCheck

TODAY = date(2026, 11, 22)
DBS, OVERSEAS = RequiredCheck("DBS check", 36), RequiredCheck("Overseas check", 0)


def of(*checks: CheckFact, asked: RequiredCheck = DBS):
	(found,) = standing([asked], checks, TODAY)
	return found


@pytest.mark.parametrize(
	("until", "accepted", "state"),
	[
		(None, True, CheckState.VALID),
		(TODAY + SOON + timedelta(days=1), True, CheckState.VALID),
		(TODAY + SOON, True, CheckState.EXPIRING),
		(TODAY, True, CheckState.EXPIRING),
		(TODAY - timedelta(days=1), True, CheckState.EXPIRED),
		(None, False, CheckState.NOT_ACCEPTED),
		(TODAY - timedelta(days=1), False, CheckState.NOT_ACCEPTED),
	],
)
def test_a_check_is_in_force_on_the_day_on_which_it_expires(until, accepted, state):
	assert state_of(until, accepted, TODAY) is state


def test_the_scheme_s_months_count_from_the_day_of_issue():
	assert expires_on("DBS check", date(2024, 2, 29), [DBS]) == date(2027, 2, 28)
	assert expires_on("Overseas check", date(2024, 2, 29), [DBS, OVERSEAS]) is None
	assert expires_on("Something else", date(2024, 2, 29), [DBS]) is None
	assert of(CheckFact("DBS check", date(2023, 11, 22))).state is CheckState.EXPIRING
	assert of(CheckFact("DBS check", date(2023, 11, 21))).state is CheckState.EXPIRED
	assert of(CheckFact("DBS check", date(2020, 1, 1), date(2030, 1, 1))).state is CheckState.VALID


def test_what_is_not_there_is_missing():
	assert of().state is CheckState.MISSING
	assert of(CheckFact("Overseas check", TODAY)).state is CheckState.MISSING


def test_the_check_that_was_issued_last_speaks():
	old, new = CheckFact("DBS check", date(2020, 1, 1)), CheckFact("DBS check", date(2026, 1, 1))
	assert of(old, new).issued_on == of(new, old).issued_on == date(2026, 1, 1)
	turned_down = CheckFact("DBS check", date(2026, 6, 1), accepted=False)
	assert of(old, new, turned_down).state is CheckState.NOT_ACCEPTED
	same_day = CheckFact("DBS check", date(2026, 1, 1), accepted=False)
	assert of(new, same_day).state is of(same_day, new).state is CheckState.NOT_ACCEPTED


def test_checks_are_complete_with_the_last_one_that_was_missing():
	first, second = CheckFact("DBS check", date(2026, 3, 1)), CheckFact("Overseas check", date(2026, 2, 1))
	again = CheckFact("DBS check", date(2026, 9, 1))
	assert completed_on([DBS, OVERSEAS], [first, second, again]) == date(2026, 3, 1)
	assert completed_on([DBS, OVERSEAS], [first]) is None
	assert completed_on([DBS], [CheckFact("DBS check", date(2026, 3, 1), accepted=False)]) is None
	assert completed_on([], [first]) is None


facts = st.builds(
	CheckFact,
	st.sampled_from(["DBS check", "Overseas check", "Other"]),
	st.dates(date(2015, 1, 1), TODAY),
	st.none() | st.dates(date(2015, 1, 1), date(2035, 1, 1)),
	st.booleans(),
)


@given(st.lists(facts))
def test_the_order_of_the_checks_does_not_matter(checks):
	assert standing([DBS, OVERSEAS], checks, TODAY) == standing([DBS, OVERSEAS], checks[::-1], TODAY)


@given(st.lists(facts))
def test_a_new_accepted_check_puts_a_mentor_in_order(checks):
	new = CheckFact("DBS check", TODAY + timedelta(days=1), TODAY + timedelta(days=400))
	assert of(*checks, new).in_order
