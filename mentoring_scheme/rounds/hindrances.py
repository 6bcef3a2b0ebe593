"""Which pairs the rules refuse, and of which something must be asked first: all pairs at once (R8, R17 to R22).

What is true of a mentor alone is asked of the policy once for each mentor. What depends on the two of them is laid out
as tables; where a decision on record changes it for single pairs, the policy is asked about these.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from ..policy.choices import Strength, Strictness
from ..policy.eligibility import assess_mentor
from ..policy.match_values import MenteeCase, MentorCase, folded
from ..policy.matching import assess_match, undecided
from ..policy.pairs import PairFacts, assess_pair
from ..policy.scheme import SchemePolicy
from .ages import years_older
from .assignment import Flags, Numbers
from .held import NO, UNKNOWN, Mentors

# The codes of refusals that depend on both people and that a decision on the mentor could lift (R8).
DECIDED_ON_BOTH = ("age-gap", "mentor-kind", "wish-must", "wish-must-not", "wish-personal")


@dataclass(frozen=True)
class Hindrances:
	"""For each pair whether it is refused and whether something must be asked; for each mentor whether all are refused."""

	refused: Flags
	ask_first: Flags
	refused_to_all: Flags


def hindrances(
	mentees: Sequence[MenteeCase], mentors: Mentors, miles: Numbers, policy: SchemePolicy, today: date
) -> Hindrances:
	"""What stands in the way of each pair; `miles` is the table of distances."""
	to_all = _flags(_is_refused_to_all(each, policy, today) for each in mentors.cases)
	refused = _by_who_they_are(mentees, mentors.cases)
	refused |= _by_age(mentees, mentors.cases, policy, today)
	_by_open_links(refused, mentees, mentors.cases)
	_by_independent_support(refused, mentees, mentors.cases)
	ask_first = np.zeros_like(refused)
	for row, mentee in enumerate(mentees):
		unmet, unknown = _by_wishes(mentee, mentors, miles[row])
		refused[row] |= unmet
		ask_first[row] = unknown
	_lift_what_is_decided(refused, mentees, mentors.cases, policy, today)
	return Hindrances(refused | to_all, ask_first, to_all)


def _is_refused_to_all(mentor: MentorCase, policy: SchemePolicy, today: date) -> bool:
	"""Whether the rules refuse this mentor whoever the mentee is."""
	alone = PairFacts(
		mentor_stage=mentor.stage,
		mentor_available=mentor.available,
		mentor_load=mentor.load,
		mentor_places=mentor.places,
	)
	assessment = assess_mentor(mentor.facts, policy, today) + assess_pair(alone, policy, today)
	return bool(undecided(assessment, mentor))


def _flags(found: Iterable[bool]) -> Flags:
	return np.fromiter(found, dtype=np.bool_)


def equal(mentees: Sequence[Hashable | None], mentors: Sequence[Hashable | None]) -> Flags:
	"""Where a mentee's and a mentor's value are the same; None is the same as nothing."""
	codes: dict[Hashable, int] = {}
	of_mentees = [-1 if each is None else codes.setdefault(each, len(codes)) for each in mentees]
	of_mentors = [-2 if each is None else codes.setdefault(each, len(codes)) for each in mentors]
	found: Flags = np.array(of_mentees, dtype=np.int64)[:, None] == np.array(of_mentors, dtype=np.int64)
	return found


def _by_who_they_are(mentees: Sequence[MenteeCase], mentors: Sequence[MentorCase]) -> Flags:
	"""The same person, the same household, or a kind of mentor that was not chosen."""
	person = equal(
		[each.person.participant for each in mentees], [each.person.participant for each in mentors]
	)
	household = equal(
		[each.person.household or None for each in mentees],
		[each.person.household or None for each in mentors],
	)
	chosen = _flags(each.kind is not None for each in mentees)[:, None]
	other_kind = chosen & ~equal([each.kind for each in mentees], [each.kind for each in mentors])
	return person | household | other_kind


def _by_open_links(refused: Flags, mentees: Sequence[MenteeCase], mentors: Sequence[MentorCase]) -> None:
	for row, mentee in enumerate(mentees):
		linked = {participant for participant, links in mentee.open_links_with.items() if links}
		if linked:
			refused[row] |= _flags(each.person.participant in linked for each in mentors)


def _by_independent_support(
	refused: Flags, mentees: Sequence[MenteeCase], mentors: Sequence[MentorCase]
) -> None:
	for row, mentee in enumerate(mentees):
		if mentee.under_allegation:
			supporter = folded(mentee.independent_supporter)
			refused[row] |= _flags(not supporter or supporter == folded(each.name) for each in mentors)


def _by_age(
	mentees: Sequence[MenteeCase], mentors: Sequence[MentorCase], policy: SchemePolicy, today: date
) -> Flags:
	asked = policy.minimum_age_gap_years
	if not asked or policy.age_gap_rule is not Strictness.REFUSE:
		return np.zeros((len(mentees), len(mentors)), dtype=np.bool_)
	gap, known = years_older(
		[each.person.born_on for each in mentors], [each.person.born_on for each in mentees], today
	)
	return known & (gap < asked)


def _by_wishes(mentee: MenteeCase, mentors: Mentors, miles: Numbers) -> tuple[Flags, Flags]:
	"""Which mentors do not have what this mentee insists on, and of which it is not known."""
	unmet = np.zeros(len(mentors.cases), dtype=np.bool_)
	unknown = np.zeros(len(mentors.cases), dtype=np.bool_)
	for wish in mentee.wishes:
		if wish.strength is not Strength.WOULD_LIKE:
			met = mentors.meeting(wish, miles)
			unmet |= met == NO
			unknown |= met == UNKNOWN
	return unmet, unknown


def _lift_what_is_decided(
	refused: Flags,
	mentees: Sequence[MenteeCase],
	mentors: Sequence[MentorCase],
	policy: SchemePolicy,
	today: date,
) -> None:
	for column, mentor in enumerate(mentors):
		if any(key.split("/")[0] in DECIDED_ON_BOTH for key in mentor.decided):
			for row in np.flatnonzero(refused[:, column]).tolist():
				assessment = assess_match(mentees[row], mentor, policy, today)
				refused[row, column] = bool(undecided(assessment, mentor))
