"""Matching: the shortlist and the round, against the plain way of holding every mentee against every mentor in turn.

Run with any Python that has numpy and scipy, from this checkout and without a site:
    python benchmarks/matching.py --preset afc-fostering --mentors 10000 --mentees 1000 --places 3000
All ways are measured in one run of this script, in seconds of processor time, and must agree on what they both work
out; what matters is their ratio.
The plain way is too slow for a whole round, so it takes some of its mentees (--sample) and is scaled up.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from mentoring_scheme.policy import presets
from mentoring_scheme.policy.checks import CheckFact
from mentoring_scheme.policy.choices import ATTRIBUTES, Criterion, MentorKind, Strength
from mentoring_scheme.policy.eligibility import Approval, MentorFacts
from mentoring_scheme.policy.matching import (
	EarlierLink,
	MenteeCase,
	MentorCase,
	Person,
	Place,
	Wish,
	free_places,
	shortlist,
	undecided,
	weigh,
)
from mentoring_scheme.policy.months import Period
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.states import Stage
from mentoring_scheme.policy.training import Attended, Training
from mentoring_scheme.rounds import Round, round_of
from mentoring_scheme.rounds.weighing import weigh_all

TODAY = date(2026, 11, 22)
APPROVALS = ("Mainstream", "Respite", "Connected person", "Parent and child")
RELIGIONS = ("Christian", "Muslim", "Hindu", "Jewish", "None")
AREAS = tuple(
	(f"Area {number}", Place(51.3 + number % 5 / 10, -0.5 + number // 5 / 8)) for number in range(40)
)
POSTCODES = tuple(
	Place(51.2 + (number * 37 % 1000) / 1600, -0.6 + (number * 61 % 1000) / 1000) for number in range(1000)
)
VALUES = {criterion: tuple(f"{criterion} {number}" for number in range(12)) for criterion in ATTRIBUTES}


class Cast:
	"""People of a large scheme, drawn by chance: much is known of most of them, and something of nobody."""

	def __init__(self, policy: SchemePolicy, seed: int) -> None:
		self.policy = policy
		self.chance = Random(seed)

	def mentees(self, number: int) -> list[MenteeCase]:
		return [self._mentee(each) for each in range(number)]

	def mentors(self, number: int) -> list[MentorCase]:
		return [self._mentor(each) for each in range(number)]

	def mentors_with(self, places: int) -> list[MentorCase]:
		"""As many mentors as it takes for so many free places."""
		found: list[MentorCase] = []
		while places > 0:
			mentor = self._mentor(len(found))
			places -= free_places(mentor, self.policy) or 0
			found.append(mentor)
		return found

	def _mentee(self, number: int) -> MenteeCase:
		chance = self.chance
		return MenteeCase(
			key=f"MEE-{number:05}",
			person=self._person(f"Mentee {number}"),
			topics=self._some(Criterion.EXPERTISE),
			wishes=tuple(self._wishes()),
			kind=MentorKind.PEER if chance.random() < 0.7 else None,
			waiting_since=TODAY - timedelta(days=chance.randrange(200)),
		)

	def _mentor(self, number: int) -> MentorCase:
		chance = self.chance
		approved = TODAY - timedelta(days=chance.randrange(800, 6000))
		met = {
			f"Mentee {chance.randrange(1000)}": (self._earlier(),)
			for _link in range(chance.choice([0, 0, 1]))
		}
		return MentorCase(
			key=f"MTR-{number:05}",
			person=self._person(f"Mentor {number}"),
			kind=MentorKind.TRADITIONAL if chance.random() < 0.1 else MentorKind.PEER,
			stage=Stage.ON_A_BREAK if chance.random() < 0.08 else Stage.ACTIVE,
			load=chance.choice([0, 0, 0, 1, 1, 2]),
			places=chance.choice([0, 0, 0, 1, 3]),
			facts=MentorFacts(
				approvals=(Approval("Mainstream", approved, level=chance.choice([1, 2, 2, 3, 3])),),
				active_periods=(Period(approved),),
				commitment_confirmed=True if chance.random() < 0.95 else None,
				trainings=(Training(TODAY - timedelta(days=30), TODAY - timedelta(days=60), "Core skills"),),
				attended=tuple(
					Attended(each.training, TODAY - timedelta(days=60))
					for each in self.policy.training_requirements
				),
				mentor_since=approved + timedelta(days=500),
				checks=tuple(
					CheckFact(each.check, TODAY - timedelta(days=90)) for each in self.policy.required_checks
				),
			),
			earlier=met,
		)

	def _person(self, name: str) -> Person:
		chance = self.chance
		area, middle = chance.choice(AREAS)
		return Person(
			participant=name,
			household=f"Household {name}",
			born_on=date(1960, 1, 1) + timedelta(days=chance.randrange(14_000)),
			approval_types=frozenset({chance.choice(APPROVALS)}),
			attributes={each: self._some(each) for each in ATTRIBUTES if chance.random() < 0.85},
			characteristics={Criterion.RELIGION: frozenset({chance.choice(RELIGIONS)})}
			if chance.random() < 0.8
			else {},
			place=chance.choice(POSTCODES) if chance.random() < 0.6 else None,
			area=area,
			area_place=middle,
		)

	def _some(self, criterion: Criterion) -> frozenset[str]:
		return frozenset(self.chance.sample(VALUES[criterion], self.chance.randint(1, 4)))

	def _wishes(self) -> list[Wish]:
		chance = self.chance
		wishes = []
		if chance.random() < 0.3:
			wishes.append(Wish(Criterion.DISTANCE, Strength.MUST, miles=chance.choice([10, 15, 25])))
		if chance.random() < 0.3:
			criterion = chance.choice(ATTRIBUTES)
			wishes.append(Wish(criterion, Strength.WOULD_LIKE, self._some(criterion)))
		if chance.random() < 0.2:
			criterion = chance.choice(ATTRIBUTES)
			wishes.append(Wish(criterion, Strength.MUST, self._some(criterion)))
		if chance.random() < 0.15:
			wishes.append(
				Wish(Criterion.RELIGION, Strength.WOULD_LIKE, frozenset({chance.choice(RELIGIONS)}))
			)
		return wishes

	def _earlier(self) -> EarlierLink:
		return EarlierLink("LNK-00001", date(2024, 5, 1), self.chance.choice([True, False, None]))


def measure(act: Callable[[], Any]) -> tuple[float, Any]:
	start = time.process_time()
	result = act()
	return time.process_time() - start, result


Figures = tuple[int, bool, bool]  # score, whether refused, whether something is to be asked first


def pair_by_pair(
	mentees: Sequence[MenteeCase], mentors: Sequence[MentorCase], policy: SchemePolicy
) -> list[list[Figures]]:
	"""Each mentee held against each mentor by the policy, one after the other."""

	def figures(mentee: MenteeCase, mentor: MentorCase) -> Figures:
		found = weigh(mentee, mentor, policy, TODAY)
		return found.score, bool(undecided(found.assessment, mentor)), bool(found.ask_first)

	return [[figures(mentee, mentor) for mentor in mentors] for mentee in mentees]


def greedy(
	mentees: Sequence[MenteeCase],
	mentors: Sequence[MentorCase],
	policy: SchemePolicy,
	table: list[list[Figures]],
) -> int:
	"""The plain choice: who has waited longest takes the best who is free; the total with the points for waiting."""
	free = [free_places(mentor, policy) for mentor in mentors]
	left = [len(mentees) if each is None else each for each in free]
	order = sorted(
		range(len(mentees)), key=lambda each: (mentees[each].waiting_since or date.max, mentees[each].key)
	)
	total = 0
	for row in order:
		possible = [
			(figures[0], column)
			for column, figures in enumerate(table[row])
			if left[column]
			and not figures[1]
			and not figures[2]
			and figures[0] >= 10 * policy.lowest_score_in_round
		]
		if possible:
			score, column = max(possible)
			left[column] -= 1
			weeks = (TODAY - mentees[row].waiting_since).days // 7 if mentees[row].waiting_since else 0
			total += score + 10 * policy.points_per_week_waited * weeks
	return total


def compare_shortlists(policy: SchemePolicy, mentors: int, seed: int) -> None:
	cast = Cast(policy, seed)
	(mentee,), people = cast.mentees(1), cast.mentors(mentors)

	def plain() -> list[str]:
		found = [(weigh(mentee, each, policy, TODAY), each) for each in people]
		possible = [one for one, each in found if not undecided(one.assessment, each)]
		return [
			one.mentor
			for one in sorted(
				possible, key=lambda one: (len(one.ask_first), -one.score, one.load, one.mentor)
			)
		]

	plain_time, in_turn = measure(plain)
	short_time, short = measure(lambda: shortlist(mentee, people, policy, TODAY))
	table = weigh_all([mentee], people, policy, TODAY)
	assert [each.mentor for each in short.candidates] == in_turn, "the two shortlists do not agree"
	scores = {each.key: int(score) for each, score in zip(people, table.scores[0], strict=True)}
	assert all(each.score == scores[each.mentor] for each in short.candidates), "the scores do not agree"
	print(f"\na shortlist of 1 mentee among {mentors} mentors: {len(in_turn)} possible, all agree\n")
	print(f"{'':44}{'seconds':>10}")
	print(f"{'the policy asked anew for every mentor':44}{plain_time:10.3f}")
	print(f"{'the shortlist, with every reason':44}{short_time:10.3f}")
	print(f"\nratio, anew / shortlist: {plain_time / short_time:.1f}")


def compare_rounds(policy: SchemePolicy, number: int, places: int, sample: int, seed: int) -> None:
	cast = Cast(policy, seed)
	mentees, mentors = cast.mentees(number), cast.mentors_with(places)
	some = mentees[:sample]
	plain_time, by_pair = measure(lambda: pair_by_pair(some, mentors, policy))
	greedy_time, plain_total = measure(lambda: greedy(some, mentors, policy, by_pair))
	tables = weigh_all(some, mentors, policy, TODAY)
	assert by_pair == [
		list(
			zip(
				*(table[row].tolist() for table in (tables.scores, tables.refused, tables.ask_first)),
				strict=True,
			)
		)
		for row in range(len(some))
	], "the two ways do not agree"
	assert plain_total == round_of(some, mentors, policy, TODAY).one_by_one_total, (
		"the greedy totals do not agree"
	)
	whole_time, found = measure(lambda: round_of(mentees, mentors, policy, TODAY))
	weighing_time, _tables = measure(lambda: weigh_all(mentees, mentors, policy, TODAY))
	scaled = (plain_time + greedy_time) * number / len(some)
	print(f"\na round of {number} mentees against {places} free places of {len(mentors)} mentors")
	print(
		f"(of these places {found.free_places} are open to them: the other mentors may not be linked at present)"
	)
	print(
		f"(the plain way: {len(some)} mentees, scaled up; both agree on all their pairs and on their total)\n"
	)
	print(f"{'':44}{'seconds':>10}{'total':>10}{'matched':>9}")
	print(f"{'pair by pair, then greedy choice':44}{scaled:10.1f}{plainly(found)}")
	print(
		f"{'all at once, the best total, explained':44}{whole_time:10.2f}{found.total / 10:10.1f}{found.matched:9}"
	)
	print(f"{'  of which weighing all pairs':44}{weighing_time:10.2f}")
	print(f"\nratio of time, pair by pair / all at once: {scaled / whole_time:.0f}")
	print(f"ratio of total, all at once / greedy: {found.total / found.one_by_one_total:.4f}")


def plainly(found: Round) -> str:
	return f"{found.one_by_one_total / 10:10.1f}{found.one_by_one_matched:9}"


def main() -> None:
	parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
	parser.add_argument("--preset", default="afc-fostering", choices=presets.names())
	parser.add_argument(
		"--mentors", type=int, default=10_000, help="among whom one mentee's shortlist is made"
	)
	parser.add_argument("--mentees", type=int, default=1_000, help="who wait for a round")
	parser.add_argument("--places", type=int, default=3_000, help="that are free in the round")
	parser.add_argument("--sample", type=int, default=20, help="mentees whom the plain way takes")
	parser.add_argument("--seed", type=int, default=1)
	options = parser.parse_args()
	policy = presets.load(options.preset)
	compare_shortlists(policy, options.mentors, options.seed)
	compare_rounds(policy, options.mentees, options.places, options.sample, options.seed)
	compare_rounds(policy, options.mentees, options.mentees, options.sample, options.seed)
	print()


if __name__ == "__main__":
	main()
