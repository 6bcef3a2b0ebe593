"""What holds of matching whoever the people are and whatever the scheme weighs (R18)."""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from people_to_match import (
	MANY_MENTORS,
	PLACES,
	POLICIES,
	TODAY,
	VALUES,
	WISHABLE,
	WISHES,
	mentees,
	mentors,
)

from mentoring_scheme.policy.choices import ATTRIBUTES, PERSONAL, Criterion, Strength
from mentoring_scheme.policy.match_values import Candidate, MenteeCase, MentorCase, Wish, folded_all
from mentoring_scheme.policy.matching import (
	assess_match,
	free_places,
	ranking,
	shortlist,
	undecided,
	weigh,
)
from mentoring_scheme.policy.scheme import MatchingCriterion, SchemePolicy
from mentoring_scheme.policy.verdicts import Finding, Severity

MANY = settings(deadline=None, max_examples=80)


@MANY
@given(mentees(), MANY_MENTORS, POLICIES, st.randoms(use_true_random=False))
def test_the_order_of_input_does_not_matter(
	mentee: MenteeCase, mentors: tuple[MentorCase, ...], policy: SchemePolicy, chance: Random
) -> None:
	shuffled = list(mentors)
	chance.shuffle(shuffled)
	assert shortlist(mentee, shuffled, policy, TODAY) == shortlist(mentee, mentors, policy, TODAY)


@MANY
@given(mentees(), MANY_MENTORS, POLICIES)
def test_everybody_is_either_a_candidate_or_excluded_with_reasons(
	mentee: MenteeCase, mentors: tuple[MentorCase, ...], policy: SchemePolicy
) -> None:
	found = shortlist(mentee, mentors, policy, TODAY)
	keys = [each.mentor for each in (*found.candidates, *found.excluded)]
	assert sorted(keys) == sorted(each.key for each in mentors)
	by_key = {each.key: each for each in mentors}
	for candidate in found.candidates:
		assert undecided(candidate.assessment, by_key[candidate.mentor]) == ()
	for excluded in found.excluded:
		assert excluded.reasons and excluded.candidate.mentor == excluded.mentor
		assert all(each.severity is Severity.REFUSE for each in excluded.reasons)
		assert not any(
			each.overridable and each.key in by_key[excluded.mentor].decided for each in excluded.reasons
		)


@MANY
@given(mentees(), MANY_MENTORS, POLICIES)
def test_the_best_come_first(
	mentee: MenteeCase, mentors: tuple[MentorCase, ...], policy: SchemePolicy
) -> None:
	candidates = shortlist(mentee, mentors, policy, TODAY).candidates
	for better, worse in pairwise(candidates):
		asked, asked_worse = len(better.ask_first), len(worse.ask_first)
		assert asked <= asked_worse
		if asked == asked_worse:
			assert better.score >= worse.score
			if better.score == worse.score:
				assert (better.load, better.mentor) < (worse.load, worse.mentor)


# Keys of decisions that lift some of the refusals that these policies and mentees lead to (R8).
DECIDED = st.frozensets(
	st.sampled_from(("mandatory-training", "commitment", "mentor-kind/Peer", "wish-personal/1 of 1"))
)


@MANY
@given(mentees(), MANY_MENTORS, POLICIES, st.lists(DECIDED, min_size=4, max_size=4), st.integers(0, 4))
def test_the_ranking_is_the_order_of_the_shortlist(
	mentee: MenteeCase,
	mentors: tuple[MentorCase, ...],
	policy: SchemePolicy,
	decided: list[frozenset[str]],
	number: int,
) -> None:
	mentors = tuple(replace(each, decided=keys) for each, keys in zip(mentors, decided, strict=False))
	whole = shortlist(mentee, mentors, policy, TODAY)
	found = ranking(mentee, mentors, policy, TODAY)
	assert found.candidates == tuple(each.mentor for each in whole.candidates)
	assert found.excluded == tuple(each.mentor for each in whole.excluded)
	first = [each for each in mentors if each.key in found.first(number)]
	beginning = replace(whole, candidates=whole.candidates[:number], excluded=whole.excluded[:number])
	assert shortlist(mentee, first, policy, TODAY) == beginning


@MANY
@given(mentees(), MANY_MENTORS, POLICIES)
def test_a_mentor_s_figures_do_not_depend_on_the_others(
	mentee: MenteeCase, mentors: tuple[MentorCase, ...], policy: SchemePolicy
) -> None:
	found = shortlist(mentee, mentors, policy, TODAY)
	together = {
		each.mentor: each for each in (*found.candidates, *(each.candidate for each in found.excluded))
	}
	assert together == {each.key: weigh(mentee, each, policy, TODAY) for each in mentors}


@MANY
@given(mentees(), mentors(), POLICIES)
def test_one_mentor_has_the_same_figures_everywhere(
	mentee: MenteeCase, mentor: MentorCase, policy: SchemePolicy
) -> None:
	candidate = weigh(mentee, mentor, policy, TODAY)
	assert candidate.assessment == assess_match(mentee, mentor, policy, TODAY)
	free = free_places(mentor, policy)
	assert free == (max(0, candidate.places - mentor.load) if candidate.places else None)


@MANY
@given(mentees(), mentors(), POLICIES)
def test_the_score_is_the_weighted_mean_of_the_fits(
	mentee: MenteeCase, mentor: MentorCase, policy: SchemePolicy
) -> None:
	found = weigh(mentee, mentor, policy, TODAY)
	assert 0 <= found.lowest <= found.score <= found.highest <= 1000
	for score, unknown in ((found.score, policy.unknown_counts), (found.lowest, 0), (found.highest, 100)):
		fits = [(each.weight, unknown if each.fit is None else each.fit) for each in found.contributions]
		total = sum(weight for weight, _fit in fits)
		assert score == (10 * sum(weight * fit for weight, fit in fits) // total if total else 0)
	assert all(each.fit is None or 0 <= each.fit <= 100 for each in found.contributions)
	assert len({each.criterion for each in found.contributions}) == len(found.contributions)
	assert all(each.finding.severity is Severity.PASS for each in found.contributions)


def fit_of(candidate: Candidate, criterion: Criterion) -> int | None:
	(found,) = [each.fit for each in candidate.contributions if each.criterion is criterion]
	return found


def knowing(mentor: MentorCase, criterion: Criterion, values: frozenset[str]) -> MentorCase:
	"""The same mentor once this is known of her, and nothing else about the criterion."""
	if criterion is Criterion.APPROVAL_TYPE:
		return replace(mentor, person=replace(mentor.person, approval_types=values))
	kind = "characteristics" if criterion in PERSONAL else "attributes"
	held = {**getattr(mentor.person, kind), criterion: values}
	return replace(mentor, person=replace(mentor.person, **{kind: held}))


@MANY
@given(mentees(), mentors(), POLICIES, st.sampled_from(WISHABLE), VALUES)
def test_learning_a_fact_of_the_mentor_moves_within_what_was_possible(
	mentee: MenteeCase,
	mentor: MentorCase,
	policy: SchemePolicy,
	criterion: Criterion,
	values: frozenset[str],
) -> None:
	before = weigh(mentee, knowing(mentor, criterion, frozenset()), policy, TODAY)
	after = weigh(mentee, knowing(mentor, criterion, values), policy, TODAY)
	assert before.lowest <= after.lowest <= after.score <= after.highest <= before.highest
	assert len(after.ask_first) <= len(before.ask_first)


@MANY
@given(mentees(), mentors(), POLICIES, VALUES)
def test_learning_what_the_mentee_needs_moves_within_what_was_possible(
	mentee: MenteeCase, mentor: MentorCase, policy: SchemePolicy, topics: frozenset[str]
) -> None:
	before = weigh(replace(mentee, topics=frozenset()), mentor, policy, TODAY)
	after = weigh(replace(mentee, topics=topics), mentor, policy, TODAY)
	assert before.lowest <= after.lowest <= after.score <= after.highest <= before.highest


@MANY
@given(mentees(), mentors(), POLICIES, PLACES)
def test_learning_where_the_mentor_lives_moves_within_what_was_possible(
	mentee: MenteeCase, mentor: MentorCase, policy: SchemePolicy, place: object
) -> None:
	nowhere = replace(mentor.person, place=None, area=None, area_place=None)
	before = weigh(mentee, replace(mentor, person=nowhere), policy, TODAY)
	there = replace(mentor.person, place=place)
	after = weigh(mentee, replace(mentor, person=there), policy, TODAY)
	assert before.miles is None
	assert before.lowest <= after.lowest <= after.score <= after.highest <= before.highest


@MANY
@given(mentees(), mentors(), POLICIES, st.sampled_from(WISHABLE), VALUES)
def test_not_known_lies_between_not_matching_and_matching(
	mentee: MenteeCase,
	mentor: MentorCase,
	policy: SchemePolicy,
	criterion: Criterion,
	values: frozenset[str],
) -> None:
	assume(folded_all(values))
	mentee = replace(
		mentee,
		topics=values,
		person=replace(mentee.person, approval_types=values, attributes=dict.fromkeys(ATTRIBUTES, values)),
		wishes=(Wish(criterion, Strength.WOULD_LIKE, values),) if criterion in PERSONAL else (),
	)
	unknown = weigh(mentee, knowing(mentor, criterion, frozenset()), policy, TODAY)
	nothing = weigh(mentee, knowing(mentor, criterion, frozenset({"something else"})), policy, TODAY)
	everything = weigh(mentee, knowing(mentor, criterion, values), policy, TODAY)
	assert nothing.score <= unknown.score <= everything.score
	if any(each.criterion is criterion for each in unknown.contributions):
		assert [fit_of(each, criterion) for each in (nothing, unknown, everything)] == [0, None, 100]


@MANY
@given(mentees(), mentors(), POLICIES, st.sampled_from(list(Criterion)), st.integers(1, 100))
def test_weighing_a_criterion_more_never_works_against_what_it_says(
	mentee: MenteeCase, mentor: MentorCase, policy: SchemePolicy, criterion: Criterion, more: int
) -> None:
	weights = {criterion: 10, **{row.criterion: row.weight for row in policy.matching_criteria}}
	heavier = {**weights, criterion: weights[criterion] + more}
	light, heavy = (
		replace(policy, matching_criteria=tuple(MatchingCriterion(*row) for row in rows.items()))
		for rows in (weights, heavier)
	)
	before, after = weigh(mentee, mentor, light, TODAY), weigh(mentee, mentor, heavy, TODAY)
	fits = [each.fit for each in before.contributions if each.criterion is criterion]
	if fits == [100]:
		assert after.score >= before.score
	elif fits == [0]:
		assert after.score <= before.score
	elif not fits and weights[criterion]:
		assert after == before


@MANY
@given(mentees(), mentors(), POLICIES, st.dictionaries(st.sampled_from(PERSONAL), VALUES))
def test_what_is_personal_changes_nothing_unless_it_was_asked_for(
	mentee: MenteeCase,
	mentor: MentorCase,
	policy: SchemePolicy,
	characteristics: dict[Criterion, frozenset[str]],
) -> None:
	asked = {wish.criterion for wish in mentee.wishes}
	kept = {each: held for each, held in mentor.person.characteristics.items() if each in asked}
	other = {each: held for each, held in characteristics.items() if each not in asked}
	before = weigh(mentee, mentor, policy, TODAY)
	changed = replace(mentor, person=replace(mentor.person, characteristics={**kept, **other}))
	assert weigh(mentee, changed, policy, TODAY) == before
	changed_mentee = replace(mentee, person=replace(mentee.person, characteristics=characteristics))
	assert weigh(changed_mentee, mentor, policy, TODAY) == before
	assert not any(each.personal and each.criterion not in asked for each in before.contributions)


SECRET = st.frozensets(st.sampled_from(("Xanadu", "Yonder", "Zealand", "Quorum")), max_size=3)
PERSONAL_WISHES = st.builds(Wish, st.sampled_from(PERSONAL), st.sampled_from(list(Strength)), SECRET)


def everything_said_in(finding: Finding) -> str:
	said = (finding.text, finding.remedy_text, finding.key, finding.message, *finding.figures)
	return " ".join((*said, *map(str, finding.figures.values()))).casefold()


@MANY
@given(
	mentees(st.one_of(PERSONAL_WISHES, WISHES)),
	mentors(),
	POLICIES,
	st.dictionaries(st.sampled_from(PERSONAL), SECRET),
)
def test_no_finding_says_anything_personal(
	mentee: MenteeCase,
	mentor: MentorCase,
	policy: SchemePolicy,
	characteristics: dict[Criterion, frozenset[str]],
) -> None:
	mentor = replace(mentor, person=replace(mentor.person, characteristics=characteristics))
	found = shortlist(mentee, [mentor], policy, TODAY)
	candidate = weigh(mentee, mentor, policy, TODAY)
	findings = [
		*candidate.assessment.findings,
		*(each.finding for each in candidate.contributions),
		*found.missing,
		*(reason for each in found.excluded for reason in each.reasons),
	]
	secrets = ["xanadu", "yonder", "zealand", "quorum", *(each.value.casefold() for each in PERSONAL)]
	for finding in findings:
		said = everything_said_in(finding)
		assert not [secret for secret in secrets if secret in said], said


@MANY
@given(mentees(), mentors(), POLICIES, st.integers(0, 5))
def test_a_mentor_with_more_links_never_scores_higher(
	mentee: MenteeCase, mentor: MentorCase, policy: SchemePolicy, more: int
) -> None:
	busier = replace(mentor, load=mentor.load + more)
	assert weigh(mentee, busier, policy, TODAY).score <= weigh(mentee, mentor, policy, TODAY).score


@MANY
@given(mentees(), mentors(), POLICIES, st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_the_score_does_not_depend_on_the_day(
	mentee: MenteeCase, mentor: MentorCase, policy: SchemePolicy, day: date
) -> None:
	now, then = weigh(mentee, mentor, policy, TODAY), weigh(mentee, mentor, policy, day)
	assert (now.score, now.contributions) == (then.score, then.contributions)
