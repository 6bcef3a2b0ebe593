"""People who might be matched, one by one and by the thousand, for the tests of matching."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from mentoring_scheme.policy import presets
from mentoring_scheme.policy.choices import ATTRIBUTES, PERSONAL, Criterion, MentorKind, Strength
from mentoring_scheme.policy.eligibility import MentorFacts
from mentoring_scheme.policy.match_values import (
	EarlierLink,
	MenteeCase,
	MentorCase,
	Person,
	Place,
	Wish,
)
from mentoring_scheme.policy.scheme import MatchingCriterion, SchemePolicy
from mentoring_scheme.policy.states import Stage

TODAY = date(2026, 11, 22)
AFC = presets.load("afc-fostering")
KINGSTON, RICHMOND, MAIDSTONE = Place(51.4123, -0.3007), Place(51.4613, -0.3037), Place(51.2704, 0.5227)
WISHABLE = (*ATTRIBUTES, *PERSONAL, Criterion.APPROVAL_TYPE)


def of(*values: str) -> frozenset[str]:
	return frozenset(values)


def person(participant: str, *, place: Place | None = None, area: str | None = None, **known: Any) -> Person:
	"""Somebody of whom this is known: approval_types="Mainstream", or an attribute or characteristic by its name."""
	values = {Criterion[name.upper()]: of(*held) for name, held in known.items()}
	return Person(
		participant,
		approval_types=values.pop(Criterion.APPROVAL_TYPE, of()),
		attributes={name: held for name, held in values.items() if name in ATTRIBUTES},
		characteristics={name: held for name, held in values.items() if name in PERSONAL},
		place=place,
		area=area,
	)


def mentee(*wishes: Wish, topics: tuple[str, ...] = (), **known: Any) -> MenteeCase:
	return MenteeCase("MENTEE-1", person("PERSON-1", **known), topics=of(*topics), wishes=wishes)


def mentor(key: str = "MENTOR-1", **known: Any) -> MentorCase:
	return MentorCase(key, person(f"PERSON-OF-{key}", **known))


def must(criterion: Criterion, *values: str, miles: int | None = None) -> Wish:
	return Wish(criterion, Strength.MUST, of(*values), miles)


def must_not(criterion: Criterion, *values: str, miles: int | None = None) -> Wish:
	return Wish(criterion, Strength.MUST_NOT, of(*values), miles)


def would_like(criterion: Criterion, *values: str, miles: int | None = None) -> Wish:
	return Wish(criterion, Strength.WOULD_LIKE, of(*values), miles)


def weighing(policy: SchemePolicy = AFC, /, **weights: int) -> SchemePolicy:
	"""A policy that asks nothing of a mentor and weighs just this."""
	rows = tuple(MatchingCriterion(Criterion[name.upper()], weight) for name, weight in weights.items())
	return replace(asking_nothing(policy), matching_criteria=rows)


def asking_nothing(policy: SchemePolicy) -> SchemePolicy:
	"""The same policy for mentors of whom nothing is asked, so that only the match is looked at."""
	return SchemePolicy.from_dict(
		{
			**policy.to_dict(),
			"eligibility_rules": [],
			"mandatory_training": "Not asked",
			"commitment_required": False,
			"training_requirements": [],
			"required_checks": [],
			"expired_check_rule": "Not asked",
		}
	)


VALUES = st.frozensets(st.sampled_from(("alpha", "Beta ", "beta", "gamma", "delta")), max_size=3)
PLACES = st.none() | st.builds(Place, st.floats(50, 55), st.floats(-3, 1))
AREAS = st.sampled_from((None, "Kingston", "Richmond"))
DATES = st.dates(date(1950, 1, 1), date(2010, 1, 1))


def people(participant: str) -> st.SearchStrategy[Person]:
	return st.builds(
		Person,
		participant=st.just(participant),
		household=st.sampled_from((None, "House A", "House B")),
		born_on=st.none() | DATES,
		approval_types=VALUES,
		attributes=st.dictionaries(st.sampled_from(ATTRIBUTES), VALUES, max_size=4),
		characteristics=st.dictionaries(st.sampled_from(PERSONAL), VALUES, max_size=4),
		place=PLACES,
		area=AREAS,
		area_place=PLACES,
	)


def _wish_of(criterion: Criterion) -> st.SearchStrategy[Wish]:
	strengths = st.sampled_from(list(Strength))
	if criterion is Criterion.DISTANCE:
		return st.builds(Wish, st.just(criterion), strengths, miles=st.none() | st.integers(1, 200))
	return st.builds(Wish, st.just(criterion), strengths, VALUES)


WISHES = st.sampled_from((*WISHABLE, Criterion.DISTANCE)).flatmap(_wish_of)


def mentees(wishes: st.SearchStrategy[Wish] = WISHES) -> st.SearchStrategy[MenteeCase]:
	return st.builds(
		MenteeCase,
		key=st.just("MENTEE-1"),
		person=people("PERSON-1"),
		topics=VALUES,
		wishes=st.lists(wishes, max_size=4).map(tuple),
		kind=st.none() | st.sampled_from(list(MentorKind)),
		under_allegation=st.booleans(),
		independent_supporter=st.sampled_from(("", "Ms Okafor", "Anna")),
		open_links_with=st.dictionaries(st.sampled_from(("PERSON-A", "PERSON-B")), st.integers(0, 2)),
	)


EARLIER = st.builds(
	EarlierLink,
	link=st.sampled_from(("LINK-1", "LINK-2", "LINK-3")),
	ended_on=st.none() | st.dates(date(2020, 1, 1), TODAY),
	good=st.none() | st.booleans(),
)


def mentors(key: str = "A") -> st.SearchStrategy[MentorCase]:
	return st.builds(
		MentorCase,
		key=st.just(f"MENTOR-{key}"),
		person=people(f"PERSON-{key}"),
		name=st.sampled_from(("", "Anna", "Bea")),
		kind=st.sampled_from(list(MentorKind)),
		stage=st.sampled_from((Stage.APPROVED, Stage.ACTIVE, Stage.ACTIVE, Stage.ON_A_BREAK)),
		load=st.integers(0, 4),
		places=st.integers(0, 4),
		facts=st.just(MentorFacts()),
		decided=st.sampled_from((frozenset(), frozenset({"no-such-finding", "level", "commitment"}))),
		earlier=st.dictionaries(st.just("PERSON-1"), st.lists(EARLIER, max_size=3).map(tuple)),
	)


MANY_MENTORS = st.lists(st.sampled_from("ABCDEFGH"), unique=True, max_size=4).flatmap(
	lambda keys: st.tuples(*(mentors(key) for key in keys))
)


def _rows(weights: dict[Criterion, int]) -> tuple[MatchingCriterion, ...]:
	return tuple(MatchingCriterion(criterion, weight) for criterion, weight in weights.items())


POLICIES = st.builds(
	replace,
	st.sampled_from((AFC, asking_nothing(AFC), asking_nothing(presets.load("care-leavers-peer")))),
	matching_criteria=st.dictionaries(st.sampled_from(list(Criterion)), st.integers(0, 100), max_size=8).map(
		_rows
	),
	would_like_weight=st.integers(0, 100),
	unknown_counts=st.integers(0, 100),
	near_miles=st.integers(0, 20),
	far_miles=st.sampled_from((0, 20, 21, 100)),
	mentees_at_a_time=st.integers(0, 3),
)
