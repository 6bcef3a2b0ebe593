"""All pairs at once say to the point what the policy says of each pair alone (R18)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rounds_cast import TODAY, WISHED, a_cast, a_policy, decided_about

from mentoring_scheme.policy.choices import PERSONAL, Criterion
from mentoring_scheme.policy.distance import miles_between
from mentoring_scheme.policy.eligibility import assess_mentor
from mentoring_scheme.policy.matching import MenteeCase, MentorCase, Person, Place, undecided, weigh
from mentoring_scheme.policy.pairs import _years_older
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.states import Stage
from mentoring_scheme.rounds.ages import years_older
from mentoring_scheme.rounds.distances import NOT_KNOWN, miles_apart
from mentoring_scheme.rounds.hindrances import DECIDED_ON_BOTH
from mentoring_scheme.rounds.weighing import weigh_all


def pair_by_pair(
	mentees: list[MenteeCase], mentors: list[MentorCase], policy: SchemePolicy
) -> dict[tuple[int, int], tuple[int, bool, bool]]:
	"""Score, whether refused and whether to be asked first, by the policy alone."""
	found = {}
	for row, mentee in enumerate(mentees):
		for column, mentor in enumerate(mentors):
			one = weigh(mentee, mentor, policy, TODAY)
			refused = bool(undecided(one.assessment, mentor))
			found[row, column] = (one.score, refused, bool(one.ask_first))
	return found


def all_at_once(
	mentees: list[MenteeCase], mentors: list[MentorCase], policy: SchemePolicy
) -> dict[tuple[int, int], tuple[int, bool, bool]]:
	found = weigh_all(mentees, mentors, policy, TODAY)
	return {
		(row, column): (
			int(found.scores[row, column]),
			bool(found.refused[row, column]),
			bool(found.ask_first[row, column]),
		)
		for row in range(len(mentees))
		for column in range(len(mentors))
	}


def with_decisions(
	chance: Random, mentees: list[MenteeCase], mentors: list[MentorCase], policy: SchemePolicy
) -> list[MentorCase]:
	"""Some of the mentors with a decision about whatever is refused of them for one of the mentees."""
	decided = []
	for mentor in mentors:
		if chance.random() < 0.3:
			refusals = weigh(chance.choice(mentees), mentor, policy, TODAY).assessment.refusals
			mentor = decided_about(mentor, *(each.key for each in refusals))
		decided.append(mentor)
	return decided


@settings(max_examples=100)
@given(st.integers(0, 2**32))
def test_all_at_once_is_what_the_policy_says_of_each_pair(seed: int) -> None:
	chance = Random(seed)
	policy = a_policy(chance)
	mentees, mentors = a_cast(chance, 6, 8)
	mentors = with_decisions(chance, mentees, mentors, policy)
	assert all_at_once(mentees, mentors, policy) == pair_by_pair(mentees, mentors, policy)


def test_the_people_drawn_bring_about_everything_that_is_compared() -> None:
	"""Otherwise the comparison would prove nothing."""
	seen = set()
	for seed in range(60):
		chance = Random(seed)
		policy = a_policy(chance)
		mentees, mentors = a_cast(chance, 6, 8)
		mentors = with_decisions(chance, mentees, mentors, policy)
		for mentee in mentees:
			for mentor in mentors:
				one = weigh(mentee, mentor, policy, TODAY)
				seen |= {(each.criterion, each.asked, each.fit is None) for each in one.contributions}
				seen |= {each.code for each in undecided(one.assessment, mentor)}
				lifted = {each.code for each in one.assessment.refusals if each.overridable}
				seen |= {
					f"decided: {each}"
					for each in lifted - {each.code for each in undecided(one.assessment, mentor)}
				}
				alone = {each.code for each in assess_mentor(mentor.facts, policy, TODAY).refusals}
				assert lifted - alone <= set(DECIDED_ON_BOTH)
	compared = {each for each in Criterion if each not in PERSONAL}
	assert {(each, False, False) for each in compared} <= seen
	assert {(each, True, known) for each in WISHED for known in (True, False)} <= seen
	assert {
		"same-person",
		"same-household",
		"pair-already-linked",
		"mentor-stage",
		"load",
		"age-gap",
		"independent-support",
		"mentor-kind",
		"wish-must",
		"wish-must-not",
		"wish-personal",
		*(f"decided: {code}" for code in DECIDED_ON_BOTH),
	} <= {each for each in seen if isinstance(each, str)}


places = st.builds(
	Place,
	st.floats(-90, 90) | st.sampled_from([0.0, 51.5, 90.0, -90.0]),
	st.floats(-180, 180) | st.sampled_from([0.0, 179.9, -180.0, 180.0]),
)


@given(st.lists(places, min_size=1, max_size=6), st.lists(places, min_size=1, max_size=6))
def test_miles_are_those_of_the_policy(here: list[Place], there: list[Place]) -> None:
	found = miles_apart(
		[Person("A", place=each) for each in here], [Person("B", place=each) for each in there]
	)
	assert found.tolist() == [[miles_between(one, other) for other in there] for one in here]


def test_miles_so_close_to_a_half_that_two_ways_might_differ_are_those_of_the_policy() -> None:
	"""Places due north of each other, half a mile more than a whole number apart, as near as a float can say."""
	here = Place(0.0, 0.0)
	there = [Place(float(np.degrees((number + 0.5) / 3958.7613)), 0.0) for number in range(400)]
	found = miles_apart([Person("A", place=here)], [Person("B", place=each) for each in there])
	assert found.tolist() == [[miles_between(here, each) for each in there]]


def test_without_coordinates_miles_are_not_known_and_those_of_the_area_stand_in() -> None:
	leeds, york = Place(53.8, -1.55), Place(53.96, -1.08)
	nowhere, at_home, in_area = Person("A"), Person("B", place=leeds), Person("C", area_place=york)
	found = miles_apart([nowhere, at_home, in_area], [nowhere, in_area])
	assert found.tolist() == [[NOT_KNOWN, NOT_KNOWN], [NOT_KNOWN, 22], [NOT_KNOWN, 0]]


birthdays = (
	st.none()
	| st.dates(date(1940, 1, 1), TODAY + timedelta(days=400))
	| st.sampled_from([date(2000, 2, 29), date(2004, 2, 29), date(2001, 2, 28), date(2001, 3, 1)])
)


@given(st.lists(birthdays, min_size=1, max_size=6), st.lists(birthdays, min_size=1, max_size=6))
def test_years_are_those_of_the_policy(mentors: list[date | None], mentees: list[date | None]) -> None:
	years, known = years_older(mentors, mentees, TODAY)
	for row, mentee in enumerate(mentees):
		for column, mentor in enumerate(mentors):
			assert known[row, column] == (
				mentor is not None and mentee is not None and max(mentor, mentee) <= TODAY
			)
			if known[row, column]:
				assert years[row, column] == _years_older(mentor, mentee)


def test_a_decision_on_the_mentor_lifts_what_it_is_about_and_nothing_else() -> None:
	chance = Random(7)
	policy = a_policy(chance, minimum_age_gap_years=5, age_gap_rule="Refuse", commitment_required=False)
	(mentee,), (mentor,) = a_cast(chance, 1, 1)
	mentee = MenteeCase("MEE-1", Person("P-1", born_on=date(1990, 1, 1)))
	mentor = replace(
		mentor,
		person=Person("P-2", born_on=date(1990, 1, 1)),
		stage=Stage.ACTIVE,
		load=0,
		decided=frozenset(),
	)
	assert weigh_all([mentee], [mentor], policy, TODAY).refused.tolist() == [[True]]
	assert weigh_all([mentee], [decided_about(mentor, "level")], policy, TODAY).refused.tolist() == [[True]]
	decided = decided_about(mentor, "age-gap")
	assert weigh_all([mentee], [decided], policy, TODAY).refused.tolist() == [[False]]
	other = replace(mentee, person=replace(mentee.person, household="H1"))
	housemate = replace(decided, person=replace(decided.person, household="H1"))
	assert weigh_all([other], [housemate], policy, TODAY).refused.tolist() == [[True]]


@pytest.mark.parametrize(("mentees", "mentors"), [(0, 3), (3, 0), (0, 0)])
def test_nobody_to_weigh(mentees: int, mentors: int) -> None:
	chance = Random(1)
	policy = a_policy(chance)
	found = weigh_all(*a_cast(chance, mentees, mentors), policy, TODAY)
	assert found.scores.shape == found.refused.shape == found.ask_first.shape == (mentees, mentors)
