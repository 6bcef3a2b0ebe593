"""A round of matching: the best total, nothing that a rule forbids, and why it differs from one by one (R18, R19, R21)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rounds_cast import TODAY, a_cast, a_policy

from mentoring_scheme.policy.choices import Criterion, MentorKind, Strength
from mentoring_scheme.policy.errors import PolicyError
from mentoring_scheme.policy.matching import (
	MenteeCase,
	MentorCase,
	Person,
	Wish,
	free_places,
	undecided,
	weigh,
)
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.states import Stage
from mentoring_scheme.rounds import MENTEES, MENTORS, LockRefused, Round, round_of, weeks_waited

seeds = st.integers(0, 2**32)
NO_LOCKS: Mapping[str, str] = {}


class Drawn:
	"""People and a policy drawn by chance, with what the policy says of each pair."""

	def __init__(self, seed: int, mentees: int = 4, mentors: int = 4) -> None:
		self.chance = Random(seed)
		self.policy = a_policy(self.chance)
		self.mentees, self.mentors = a_cast(self.chance, mentees, mentors)
		self.ask_first_too = self.chance.random() < 0.3
		pairs = list(product([each.key for each in self.mentees], [each.key for each in self.mentors]))
		self.excluded = self.chance.sample(pairs, self.chance.choice([0, 0, 3]))

	def round(self, **changes: Any) -> Round:
		given_ = {
			"mentees": self.mentees,
			"mentors": self.mentors,
			"policy": self.policy,
			"today": TODAY,
			"excluded": self.excluded,
			"ask_first_too": self.ask_first_too,
		}
		return round_of(**{**given_, **changes})

	def worth(self, mentee: MenteeCase, mentor: MentorCase) -> int | None:
		"""What a pair is worth; None where it may not be proposed."""
		found = weigh(mentee, mentor, self.policy, TODAY)
		if (
			undecided(found.assessment, mentor)
			or (found.ask_first and not self.ask_first_too)
			or found.score < 10 * self.policy.lowest_score_in_round
			or (mentee.key, mentor.key) in self.excluded
		):
			return None
		days = (TODAY - mentee.waiting_since).days if mentee.waiting_since else 0
		return found.score + 10 * self.policy.points_per_week_waited * (max(0, days) // 7)

	def room(self, mentor: MentorCase) -> int:
		free = free_places(mentor, self.policy)
		return len(self.mentees) if free is None else free

	def brute_force(self, locks: Mapping[str, str] = NO_LOCKS) -> tuple[int, int]:
		"""The highest total of all ways that are allowed and keep the locks, and the most pairs of those that reach it."""
		worth = [
			[
				(column, value)
				for column, mentor in enumerate(self.mentors)
				if (value := self.worth(mentee, mentor)) is not None
				and locks.get(mentee.key, mentor.key) == mentor.key
			]
			for mentee in self.mentees
		]
		ways = product(
			*(
				options if mentee.key in locks else [(None, 0), *options]
				for mentee, options in zip(self.mentees, worth, strict=True)
			)
		)
		return max(self._counted(ways))

	def _counted(self, ways: Iterable[tuple[tuple[int | None, int], ...]]) -> Iterator[tuple[int, int]]:
		rooms = [self.room(mentor) for mentor in self.mentors]
		for way in ways:
			taken = Counter(column for column, _value in way if column is not None)
			if all(times <= rooms[column] for column, times in taken.items()):
				yield sum(value for _column, value in way), taken.total()


@settings(max_examples=100)
@given(seeds)
def test_the_total_is_that_of_brute_force(seed: int) -> None:
	drawn = Drawn(seed)
	found = drawn.round()
	assert (found.total, found.matched) == drawn.brute_force()


@settings(max_examples=100)
@given(seeds)
def test_nothing_is_proposed_that_may_not_be_and_no_place_is_given_twice(seed: int) -> None:
	drawn = Drawn(seed, 7, 7)
	found = drawn.round()
	mentees, mentors = ({each.key: each for each in people} for people in (drawn.mentees, drawn.mentors))
	taken: Counter[str] = Counter()
	by_turns: Counter[str] = Counter()
	for pair in found.pairs:
		for key, score, counter in (
			(pair.mentor, pair.score, taken),
			(pair.one_by_one, pair.one_by_one_score, by_turns),
		):
			if key is None:
				assert score is None
				continue
			mentee, mentor = mentees[pair.mentee], mentors[key]
			assert drawn.worth(mentee, mentor) is not None
			assert score == weigh(mentee, mentor, drawn.policy, TODAY).score
			counter[key] += 1
	for counter in (taken, by_turns):
		assert all(times <= drawn.room(mentors[key]) for key, times in counter.items())
	assert found.matched == taken.total() <= found.free_places


@settings(max_examples=60)
@given(seeds)
def test_a_round_does_not_depend_on_the_order_of_people(seed: int) -> None:
	drawn = Drawn(seed, 7, 7)
	found = drawn.round()
	mentees, mentors = drawn.mentees.copy(), drawn.mentors.copy()
	drawn.chance.shuffle(mentees)
	drawn.chance.shuffle(mentors)
	assert drawn.round(mentees=mentees, mentors=mentors, excluded=drawn.excluded[::-1]) == found


@settings(max_examples=60)
@given(seeds)
def test_another_mentor_never_makes_the_total_worse(seed: int) -> None:
	drawn = Drawn(seed, 7, 7)
	assert drawn.round().total >= drawn.round(mentors=drawn.mentors[:-1]).total


@settings(max_examples=60)
@given(seeds)
def test_all_at_once_is_never_worse_than_one_by_one(seed: int) -> None:
	drawn = Drawn(seed, 7, 7)
	found = drawn.round()
	assert found.total >= found.one_by_one_total
	same = [pair for pair in found.pairs if pair.mentor == pair.one_by_one]
	assert (found.total, found.matched) != (found.one_by_one_total, found.one_by_one_matched) or len(
		same
	) == len(found.pairs)


@settings(max_examples=60)
@given(seeds)
def test_one_by_one_is_the_longest_waiting_first_and_the_best_still_free(seed: int) -> None:
	drawn = Drawn(seed, 5, 5)
	left = {mentor.key: drawn.room(mentor) for mentor in drawn.mentors}
	in_turn = sorted(drawn.mentees, key=lambda each: (each.waiting_since or date.max, each.key))
	found = drawn.round()
	assert [pair.mentee for pair in found.pairs] == [mentee.key for mentee in in_turn]
	total = 0
	for mentee, pair in zip(in_turn, found.pairs, strict=True):
		values = {
			mentor.key: value
			for mentor in drawn.mentors
			if left[mentor.key] and (value := drawn.worth(mentee, mentor)) is not None
		}
		assert values.get(pair.one_by_one or "") == max(values.values(), default=None)
		if pair.one_by_one:
			left[pair.one_by_one] -= 1
			total += values[pair.one_by_one]
	assert total == found.one_by_one_total


@settings(max_examples=60)
@given(seeds)
def test_locks_are_kept_by_both_ways_and_the_rest_is_the_best_that_is_left(seed: int) -> None:
	drawn = Drawn(seed)
	first = drawn.round()
	locked = {pair.mentee: pair.one_by_one for pair in first.pairs if pair.one_by_one}
	locks = dict(list(locked.items())[:2])
	found = drawn.round(locked=locks.items())
	for pair in found.pairs:
		assert pair.locked == (pair.mentee in locks)
		if pair.locked:
			assert pair.mentor == pair.one_by_one == locks[pair.mentee]
			assert pair.explanation[0].text == "The co-ordinator has locked this pair."
	assert found.one_by_one_total <= found.total <= first.total
	assert (found.total, found.matched) == drawn.brute_force(locks)


@settings(max_examples=100)
@given(seeds)
def test_every_difference_and_every_mentee_without_a_mentor_is_explained(seed: int) -> None:
	drawn = Drawn(seed, 7, 4)
	found = drawn.round()
	mentees, mentors = ({each.key for each in people} for people in (drawn.mentees, drawn.mentors))
	for pair in found.pairs:
		codes = [each.code for each in pair.explanation]
		if pair.mentor is None or pair.mentor != pair.one_by_one:
			assert codes
		else:
			assert set(codes) <= {"wish-not-known"}
		for finding in pair.explanation:
			assert "not known" not in finding.text or finding.code == "wish-not-known"
			for name, key in finding.figures.items():
				assert name not in MENTEES or key in mentees
				assert name not in MENTORS or key is None or key in mentors


# People for whom little matters but what an example is about.


@pytest.fixture
def plain(changed: Callable[..., SchemePolicy]) -> Callable[..., SchemePolicy]:
	"""A policy that asks nothing of mentors and weighs experience alone."""

	def make(**fields: Any) -> SchemePolicy:
		given_ = {
			"eligibility_rules": [],
			"mandatory_training": "Not asked",
			"commitment_required": False,
			"expired_check_rule": "Not asked",
			"matching_criteria": [{"criterion": "Experience", "weight": 10}],
			"points_per_week_waited": 0,
			"lowest_score_in_round": 0,
			"mentees_at_a_time": 1,
			"unknown_counts": 50,
		}
		return changed(**{**given_, **fields})

	return make


def mentee(name: str, *has: str, weeks: int = 0, **values: Any) -> MenteeCase:
	person = Person(f"{name}'s participant", attributes={Criterion.EXPERIENCE: frozenset(has)})
	return MenteeCase(name, person, waiting_since=TODAY - timedelta(weeks=weeks), **values)


def mentor(name: str, *has: str, **values: Any) -> MentorCase:
	person = Person(f"{name}'s participant", attributes={Criterion.EXPERIENCE: frozenset(has)})
	return MentorCase(name, person, **values)


def texts(found: Round, name: str) -> list[str]:
	return [each.text for pair in found.pairs if pair.mentee == name for each in pair.explanation]


def mentors_of(found: Round) -> dict[str, str | None]:
	return {pair.mentee: pair.mentor for pair in found.pairs}


CAROL = mentor("Carol", "Loss", "Siblings")
BERT = mentor("Bert", "Loss")


def only(name: str) -> tuple[Wish, ...]:
	"""Insists on what only that one has."""
	return (Wish(Criterion.INTERESTS, Strength.MUST, frozenset({name})),)


def test_the_only_one_possible_for_somebody_is_kept_for_her(plain: Callable[..., SchemePolicy]) -> None:
	carol = replace(
		CAROL,
		person=replace(
			CAROL.person, attributes={**CAROL.person.attributes, Criterion.INTERESTS: frozenset({"Music"})}
		),
	)
	anna = mentee("Anna", "Loss", "Siblings", weeks=9)
	dora = mentee("Dora", "Siblings", weeks=2, wishes=only("Music"))
	found = round_of([anna, dora], [BERT, carol], plain(), TODAY)
	assert mentors_of(found) == {"Anna": "Bert", "Dora": "Carol"}
	assert [(pair.one_by_one, pair.one_by_one_score) for pair in found.pairs] == [
		("Carol", 1000),
		(None, None),
	]
	assert (found.total, found.one_by_one_total) == (1500, 1000)
	assert (found.matched, found.one_by_one_matched, found.free_places) == (2, 1, 2)
	assert texts(found, "Anna") == [
		"Anna gets Bert instead of Carol, who is the only one possible for Dora.",
		"The score of this pair is 50 of 100; with Carol it would be 100.",
		"The changes for these 2 mentees belong together: one more of them gets a mentor, and the total rises by 50.",
	]
	assert texts(found, "Dora")[0] == (
		"Dora would have no mentor if mentees came one by one; Carol is free because Anna gets Bert."
	)


def test_what_is_not_known_of_a_must_is_not_proposed_unless_asked_for(
	plain: Callable[..., SchemePolicy],
) -> None:
	dora = mentee("Dora", "Loss", wishes=only("Music"))
	found = round_of([dora], [BERT], plain(), TODAY)
	assert mentors_of(found) == {"Dora": None}
	assert texts(found, "Dora") == [
		"The only mentor of this round cannot be proposed to Dora.",
		"1 must first be asked about something on which the mentee insists.",
	]
	found = round_of([dora], [BERT], plain(), TODAY, ask_first_too=True)
	assert mentors_of(found) == {"Dora": "Bert"}
	assert texts(found, "Dora") == [
		"The mentee insists on “Music” (Interests); it is not known whether this mentor has it."
	]


def test_a_lock_may_be_asked_first_and_score_low(plain: Callable[..., SchemePolicy]) -> None:
	dora = mentee("Dora", "Siblings", wishes=only("Music"))
	policy = plain(lowest_score_in_round=40)
	assert mentors_of(round_of([dora], [BERT], policy, TODAY, ask_first_too=True)) == {"Dora": None}
	found = round_of([dora], [BERT], policy, TODAY, locked=[("Dora", "Bert")])
	assert mentors_of(found) == {"Dora": "Bert"} and found.free_places == 1
	assert texts(found, "Dora") == [
		"The co-ordinator has locked this pair.",
		"The mentee insists on “Music” (Interests); it is not known whether this mentor has it.",
	]


@pytest.mark.parametrize(
	("locked", "changes", "problem"),
	[
		(
			[("Dora", "Carol")],
			{"stage": Stage.SUSPENDED},
			"Dora and Carol cannot be locked together: The mentor's stage is “Suspended”.",
		),
		(
			[("Dora", "Carol")],
			{"kind": MentorKind.TRADITIONAL},
			"Dora and Carol cannot be locked together: The mentee chose a peer mentor; this one is a traditional mentor.",
		),
		(
			[("Dora", "Carol")],
			{"load": 1},
			"Dora is locked to Carol, who has no free place.",
		),
		(
			[("Dora", "Carol"), ("Anna", "Carol")],
			{},
			"Dora is locked to Carol, who has 1 free place and is locked to 2 mentees.",
		),
		(
			[("Dora", "Carol"), ("Dora", "Bert")],
			{},
			"Dora is locked to Carol and to Bert as well; decide on one.",
		),
		([("Anna", "Carol")], {}, "Anna and Carol are both locked and excluded; decide on one."),
		([("Nora", "Carol")], {}, "Nora is locked to Carol, but is not among the mentees of this round."),
		([("Dora", "Nora")], {}, "Dora is locked to Nora, who is not among the mentors of this round."),
	],
)
def test_a_lock_that_cannot_be_kept_is_named(
	locked: list[tuple[str, str]], changes: dict[str, Any], problem: str, plain: Callable[..., SchemePolicy]
) -> None:
	people = [mentee("Dora", "Loss", kind=MentorKind.PEER), mentee("Anna", "Loss")]
	excluded = [("Anna", "Carol")] if "excluded" in problem else []
	with pytest.raises(LockRefused) as caught:
		round_of(people, [replace(CAROL, **changes), BERT], plain(), TODAY, locked=locked, excluded=excluded)
	assert str(caught.value) == f"locked: {problem}"
	assert (caught.value.mentee, caught.value.mentor) in locked
	assert bool(caught.value.finding) == ("cannot be locked together" in problem)


def test_a_locked_mentee_counts_as_a_link_where_two_mentors_are_as_good(
	plain: Callable[..., SchemePolicy],
) -> None:
	people = [mentee("Anna", "Loss"), mentee("Dora", "Loss")]
	found = round_of(people, [BERT, CAROL], plain(mentees_at_a_time=2), TODAY, locked=[("Anna", "Bert")])
	assert mentors_of(found) == {"Anna": "Bert", "Dora": "Carol"}


def test_a_decision_on_record_lets_a_pair_be_locked_and_proposed(plain: Callable[..., SchemePolicy]) -> None:
	dora = mentee("Dora", "Loss", kind=MentorKind.TRADITIONAL)
	decided = replace(BERT, decided=frozenset({"mentor-kind/Traditional"}))
	assert mentors_of(round_of([dora], [BERT], plain(), TODAY)) == {"Dora": None}
	for locked in ([], [("Dora", "Bert")]):
		assert mentors_of(round_of([dora], [decided], plain(), TODAY, locked=locked)) == {"Dora": "Bert"}


def test_who_is_excluded_is_not_proposed(plain: Callable[..., SchemePolicy]) -> None:
	found = round_of([mentee("Dora", "Loss")], [BERT, CAROL], plain(), TODAY, excluded=[("Dora", "Bert")])
	assert mentors_of(found) == {"Dora": "Carol"}
	both = [("Dora", "Bert"), ("Dora", "Carol"), ("Nora", "Bert")]
	found = round_of([mentee("Dora", "Loss")], [BERT, CAROL], plain(), TODAY, excluded=both)
	assert texts(found, "Dora") == [
		"Not one of the 2 mentors can be proposed to Dora.",
		"2 were excluded by the co-ordinator.",
	]


def test_a_place_goes_to_who_has_waited_if_the_scheme_gives_points_for_it(
	plain: Callable[..., SchemePolicy],
) -> None:
	"""Anna fits half as well and has waited for nine weeks: 50 points more, at 6 points a week, are worth 54."""
	people = [mentee("Anna", "Loss", "Siblings", weeks=9), mentee("Dora", "Loss", weeks=0)]
	without = round_of(people, [BERT], plain(), TODAY)
	assert mentors_of(without) == {"Anna": None, "Dora": "Bert"} and without.total == 1000
	found = round_of(people, [BERT], plain(points_per_week_waited=6), TODAY)
	assert mentors_of(found) == {"Anna": "Bert", "Dora": None}
	assert (found.total, found.scores, found.one_by_one_scores) == (500 + 540, 500, 500)


@pytest.mark.parametrize(
	("since", "weeks"),
	[(TODAY, 0), (TODAY - timedelta(6), 0), (TODAY - timedelta(7), 1), (TODAY + timedelta(9), 0), (None, 0)],
)
def test_weeks_are_whole_and_never_below_nothing(since: date | None, weeks: int) -> None:
	assert weeks_waited(since, TODAY) == weeks


def test_below_the_lowest_score_nothing_is_proposed(plain: Callable[..., SchemePolicy]) -> None:
	people = [mentee("Anna", "Loss", "Siblings", "Autism")]
	assert mentors_of(round_of(people, [BERT], plain(lowest_score_in_round=33), TODAY)) == {"Anna": "Bert"}
	found = round_of(people, [BERT], plain(lowest_score_in_round=34), TODAY)
	assert mentors_of(found) == {"Anna": None}
	assert texts(found, "Anna")[-1] == (
		"1 scores below 34 of 100, the lowest score that is proposed in a round."
	)


@pytest.mark.parametrize("rule", ["Refuse", "Warn"])
def test_a_round_without_free_places_says_so(rule: str, plain: Callable[..., SchemePolicy]) -> None:
	full = [replace(BERT, load=1), replace(CAROL, load=3), mentor("Eve", stage=Stage.INTERVIEW)]
	found = round_of([mentee("Dora"), mentee("Anna")], full, plain(mentees_rule=rule), TODAY)
	assert (found.matched, found.total, found.free_places) == (0, 0, 0)
	assert texts(found, "Dora") == ["Nobody who can be linked at present has a free place."]


def test_a_round_without_mentors_says_so(plain: Callable[..., SchemePolicy]) -> None:
	found = round_of([mentee("Dora")], [], plain(), TODAY)
	assert texts(found, "Dora") == ["There is no mentor in this round."]
	assert (found.matched, found.one_by_one_matched, found.free_places) == (0, 0, 0)


def test_a_round_without_mentees_is_empty(plain: Callable[..., SchemePolicy]) -> None:
	for mentors in ([], [BERT]):
		assert round_of([], mentors, plain(), TODAY) == Round((), 0, 0, 0)


def test_without_a_limit_one_mentor_may_have_all(plain: Callable[..., SchemePolicy]) -> None:
	people = [mentee(f"Mentee {number}", "Loss") for number in range(9)]
	found = round_of(people, [BERT, CAROL], plain(mentees_at_a_time=0), TODAY)
	assert found.matched == 9 and found.free_places == 18
	assert Counter(mentors_of(found).values()) == {"Bert": 5, "Carol": 4}


def test_nobody_takes_part_twice(plain: Callable[..., SchemePolicy]) -> None:
	with pytest.raises(PolicyError, match="mentors: “Bert” takes part twice"):
		round_of([mentee("Dora")], [BERT, BERT], plain(), TODAY)


def test_a_proposal_that_the_policy_refuses_is_never_handed_out(
	plain: Callable[..., SchemePolicy], monkeypatch: pytest.MonkeyPatch
) -> None:
	"""Were the tables wrong, the last look at each pair would find it."""
	from mentoring_scheme.rounds import weighing

	honest = weighing.hindrances

	def blind(*arguments: Any) -> Any:
		found = honest(*arguments)
		return replace(found, refused=found.refused & False)

	monkeypatch.setattr(weighing, "hindrances", blind)
	suspended = replace(BERT, stage=Stage.SUSPENDED)
	with pytest.raises(RuntimeError, match=r"Dora and Bert against .*mentor-stage"):
		round_of([mentee("Dora", "Loss")], [suspended], plain(), TODAY)
