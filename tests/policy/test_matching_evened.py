"""The figures that more people read than may know what was asked for: everything personal weighs alike in them."""

from hypothesis import given
from hypothesis import strategies as st
from people_to_match import TODAY, mentee, mentor, weighing, would_like

from mentoring_scheme.policy.choices import PERSONAL, Criterion
from mentoring_scheme.policy.matching import Candidate, evened, weigh

POLICY = weighing(experience=30, religion=10, culture=45, ethnicity=30)
LIKES = POLICY.would_like_weight


def asked_about(*criteria: Criterion) -> Candidate:
	"""Somebody who asks for a value on each of these, held against a mentor who has it."""
	wishes = [would_like(criterion, "x") for criterion in criteria]
	values = {criterion.name.lower(): ["x"] for criterion in criteria}
	return weigh(mentee(*wishes), mentor(experience=["y"], **values), POLICY, TODAY)


def weights(candidate: Candidate) -> dict[bool, int]:
	"""The weight of what is personal and of what is not."""
	return {row.personal: row.weight for row in candidate.contributions}


def test_each_personal_criterion_weighs_what_they_weigh_on_average() -> None:
	religion, culture = asked_about(Criterion.RELIGION), asked_about(Criterion.CULTURE)
	assert (weights(religion)[True], weights(culture)[True]) == (10 + LIKES, 45 + LIKES)
	assert religion.score != culture.score
	for found in (religion, culture):
		assert weights(evened(found, POLICY)) == {False: 30, True: 28 + LIKES}


@given(st.sampled_from(sorted(PERSONAL)), st.sampled_from(sorted(PERSONAL)))
def test_no_figure_tells_which_it_is(one: Criterion, other: Criterion) -> None:
	first, second = evened(asked_about(one), POLICY), evened(asked_about(other), POLICY)
	assert (first.score, first.lowest, first.highest) == (second.score, second.lowest, second.highest)


def test_what_is_not_personal_stays_as_it_was() -> None:
	found = weigh(mentee(experience=["y"]), mentor(experience=["y"]), POLICY, TODAY)
	assert evened(found, POLICY) == found
