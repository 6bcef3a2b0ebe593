"""The topics of the preparation (R10)."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from mentoring_scheme.policy.preparation import TopicCovered, completed_on, outstanding, standing
from mentoring_scheme.policy.scheme import PreparationTopic

TOPICS = [PreparationTopic(name) for name in ("Roles", "Outcomes", "Skills")]
FIRST, SECOND = date(2026, 3, 1), date(2026, 3, 8)


def test_topics_in_the_order_of_the_scheme_with_the_day_they_were_first_covered():
	covered = [TopicCovered("Skills", SECOND), TopicCovered("Skills", FIRST), TopicCovered("Roles", SECOND)]
	assert [(each.topic, each.covered_on) for each in standing(TOPICS, covered)] == [
		("Roles", SECOND),
		("Outcomes", None),
		("Skills", FIRST),
	]
	assert outstanding(TOPICS, covered) == ("Outcomes",)
	assert completed_on(TOPICS, covered) is None
	assert completed_on(TOPICS, [*covered, TopicCovered("Outcomes", FIRST)]) == SECOND


def test_nothing_asked_is_not_the_same_as_completed():
	assert completed_on([], [TopicCovered("Roles", FIRST)]) is None
	assert outstanding([], []) == ()


@given(
	st.lists(
		st.builds(
			TopicCovered,
			st.sampled_from(["Roles", "Outcomes", "Skills", "Tea"]),
			st.dates(date(2020, 1, 1), date(2026, 1, 1)),
		)
	)
)
def test_it_is_completed_exactly_when_nothing_is_outstanding(covered):
	assert (completed_on(TOPICS, covered) is None) is bool(outstanding(TOPICS, covered))
	assert standing(TOPICS, covered) == standing(TOPICS, covered[::-1])
