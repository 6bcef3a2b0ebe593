"""People drawn by chance who have everything that matching looks at, in few varieties, so that much of it coincides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from mentoring_scheme.policy import presets
from mentoring_scheme.policy.choices import ATTRIBUTES, PERSONAL, Criterion, MentorKind, Strength
from mentoring_scheme.policy.eligibility import Approval, MentorFacts
from mentoring_scheme.policy.matching import EarlierLink, MenteeCase, MentorCase, Person, Place, Wish
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.states import Stage

TODAY = date(2026, 11, 22)

VALUES = ("Autism", "autism ", "Siblings", "SEN", "Loss", "  ")
AREAS = (None, None, "Leeds", "leeds ", "York", "Hull")
PLACES = (None, None, Place(53.8, -1.55), Place(53.96, -1.08), Place(51.5, 0.0), Place(-53.8, 178.45))
LEEDS_TO_YORK = 22
NAMES = ("", "Ms Okafor", "ms okafor ", "Mr Lee")
BIRTHDAYS = (
	None,
	None,
	date(2000, 2, 29),
	date(1998, 2, 28),
	date(1998, 3, 1),
	date(1985, 11, 22),
	date(2027, 1, 1),
)
DECISIONS = (
	"age-gap",
	"mentor-kind/Peer",
	"wish-personal/1 of 1",
	"no-approval",
	"level",
	"commitment",
	"load/2",
)
WISHED = (*ATTRIBUTES, *PERSONAL, Criterion.APPROVAL_TYPE, Criterion.DISTANCE)


def a_policy(chance: Random, **fields: Any) -> SchemePolicy:
	"""A policy of any preset, with other weights and figures of matching."""
	data = presets.load(chance.choice(presets.names())).to_dict()
	criteria = chance.sample(list(Criterion), chance.randint(0, len(Criterion)))
	weights = [{"criterion": each.value, "weight": chance.randint(0, 30)} for each in criteria]
	near = chance.choice([0, 5, LEEDS_TO_YORK])
	data |= {
		"matching_criteria": weights if any(row["weight"] for row in weights) else [],
		"would_like_weight": chance.choice([0, 10]),
		"unknown_counts": chance.choice([0, 50, 100]),
		"near_miles": near,
		"far_miles": chance.choice([near, LEEDS_TO_YORK, 500]),
		"points_per_week_waited": chance.choice([0, 0, 1, 20]),
		"lowest_score_in_round": chance.choice([0, 0, 40]),
		"minimum_age_gap_years": chance.choice([0, 2]),
		"age_gap_rule": chance.choice(["Refuse", "Warn"]),
		"mentees_at_a_time": chance.choice([0, 1, 2]),
		"mentees_rule": chance.choice(["Refuse", "Warn"]),
		"eligibility_rules": data["eligibility_rules"] if chance.random() < 0.3 else [],
		"mandatory_training": "Not asked",
		"expired_check_rule": chance.choice(["Not asked", "Not asked", "Not asked", "Refuse"]),
		"commitment_required": chance.random() < 0.2,
	}
	return SchemePolicy.from_dict({**data, **fields})


def some(chance: Random, most: int = 3) -> frozenset[str]:
	return frozenset(chance.sample(VALUES, chance.randint(0, most)))


def a_person(chance: Random, participant: str) -> Person:
	return Person(
		participant=participant,
		household=chance.choice([None, "", "H1", "H2", "H3", *[f"Of {participant}"] * 6]),
		born_on=chance.choice(BIRTHDAYS),
		approval_types=frozenset(chance.sample(["Mainstream", "Respite", "respite"], chance.randint(0, 2))),
		attributes={each: some(chance) for each in ATTRIBUTES if chance.random() < 0.8},
		characteristics={each: some(chance) for each in PERSONAL if chance.random() < 0.6},
		place=chance.choice(PLACES),
		area=chance.choice(AREAS),
		area_place=chance.choice(PLACES),
	)


def a_wish(chance: Random) -> Wish:
	criterion = chance.choice((*WISHED, Criterion.DISTANCE, Criterion.FREE_PLACES))
	strength = chance.choice([Strength.WOULD_LIKE, Strength.WOULD_LIKE, *Strength])
	if criterion is Criterion.DISTANCE:
		return Wish(criterion, strength, miles=chance.choice([None, 0, 1, LEEDS_TO_YORK, LEEDS_TO_YORK, 400]))
	return Wish(criterion, strength, values=some(chance))


def a_mentee(chance: Random, number: int) -> MenteeCase:
	waiting = chance.choice([None, *range(-3, 120, 7)])
	return MenteeCase(
		key=f"MEE-{number:03}",
		person=a_person(chance, f"P-{chance.choice([number, number, number % 3])}"),
		topics=some(chance),
		wishes=tuple(a_wish(chance) for _wish in range(chance.choice([0, 0, 1, 2, 4]))),
		kind=chance.choice([None, None, None, *MentorKind]),
		under_allegation=chance.random() < 0.15,
		independent_supporter=chance.choice(NAMES),
		waiting_since=None if waiting is None else TODAY - timedelta(days=waiting),
		open_links_with={f"P-{chance.randint(0, 30)}": chance.choice([0, 1]) for _link in range(2)},
	)


def a_mentor(chance: Random, number: int, mentees: list[MenteeCase]) -> MentorCase:
	met = chance.sample(mentees, min(len(mentees), chance.choice([0, 0, 1, 2])))
	return MentorCase(
		key=f"MTR-{number:03}",
		person=a_person(chance, f"P-{chance.choice([20 + number, 20 + number, number])}"),
		name=chance.choice(NAMES),
		kind=chance.choice([MentorKind.PEER, MentorKind.PEER, MentorKind.TRADITIONAL]),
		stage=chance.choice([*[Stage.ACTIVE] * 30, *Stage]),
		load=chance.choice([0, 0, 0, 1, 2]),
		places=chance.choice([0, 0, 1, 3]),
		facts=MentorFacts(
			approvals=(Approval("Mainstream", date(2019, 1, 1), level=chance.choice([1, 2, 3])),),
			commitment_confirmed=chance.choice([None, False, True, True, True, True]),
		),
		decided=frozenset(chance.sample(DECISIONS, chance.choice([0, 0, 1, 4]))),
		earlier={each.person.participant: earlier_links(chance) for each in met},
		available=chance.random() < 0.9,
	)


def earlier_links(chance: Random) -> tuple[EarlierLink, ...]:
	days = (None, date(2020, 1, 1), date(2024, 6, 1))
	return tuple(
		EarlierLink(f"LNK-{number}", chance.choice(days), chance.choice([None, True, False]))
		for number in range(chance.randint(0, 3))
	)


def a_cast(chance: Random, mentees: int, mentors: int) -> tuple[list[MenteeCase], list[MentorCase]]:
	first = [a_mentee(chance, number) for number in range(mentees)]
	return first, [a_mentor(chance, number, first) for number in range(mentors)]


def decided_about(mentor: MentorCase, *keys: str) -> MentorCase:
	return replace(mentor, decided=frozenset(keys))
