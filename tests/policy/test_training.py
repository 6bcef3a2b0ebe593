"""Mandatory training within its time (R7)."""

from datetime import date

import pytest

from mentoring_scheme.policy.training import Training, outstanding

TODAY = date(2026, 6, 15)
BEFORE, AFTER = date(2026, 6, 1), date(2026, 7, 1)


@pytest.mark.parametrize(
	("due_on", "attended_on", "in_time"),
	[
		(BEFORE, BEFORE, True),
		(BEFORE, TODAY, False),
		(BEFORE, None, False),
		(TODAY, None, True),
		(AFTER, None, True),
		(None, None, False),
		(None, BEFORE, True),
	],
)
def test_a_course_is_in_time_until_its_day_has_passed(due_on, attended_on, in_time):
	assert Training(due_on, attended_on).in_time(TODAY) is in_time


def test_what_is_late_or_missing_is_counted():
	assert outstanding([Training(BEFORE, None), Training(BEFORE, TODAY), Training(AFTER, None)], TODAY) == 2


def test_no_course_recorded_is_not_known_rather_than_none_outstanding():
	assert outstanding([], TODAY) is None
