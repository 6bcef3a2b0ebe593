"""Which mentors suit a mentee, how well, and why, or why not (R18 to R22).

What the mentee insists on and what the rules refuse comes before any weight. Then the criteria of the policy are
weighed: each fits from 0 to 100, and what is not known counts as the policy says, neither worse than not matching nor
better than matching. Everything is counted in whole numbers, so that the same people always come in the same order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property

from .choices import PERSONAL
from .distance import Apart, apart, miles_between
from .eligibility import assess_mentor
from .fits import NOT_KNOWN_OF_MENTEE, Question
from .match_values import (
	WISH_NOT_KNOWN,
	WISH_PERSONAL,
	Candidate,
	Contribution,
	EarlierLink,
	Excluded,
	MenteeCase,
	MentorCase,
	Person,
	Place,
	Ranking,
	Shortlist,
	Wish,
	ask_first,
)
from .pairs import PairFacts, assess_pair, places_at_a_time
from .questions import questions_of
from .scheme import SchemePolicy
from .text import _
from .verdicts import Assessment, Finding, warn
from .wishes import Demands, assess_wishes, check_wishes

__all__ = [
	"NOT_KNOWN_OF_MENTEE",
	"WISH_NOT_KNOWN",
	"WISH_PERSONAL",
	"Candidate",
	"Contribution",
	"EarlierLink",
	"Excluded",
	"MenteeCase",
	"MentorCase",
	"Person",
	"Place",
	"Ranking",
	"Search",
	"Shortlist",
	"Wish",
	"apart",
	"assess_match",
	"assess_wishes",
	"check_wishes",
	"evened",
	"free_places",
	"miles_between",
	"pair_facts",
	"places_at_a_time",
	"ranking",
	"shortlist",
	"undecided",
	"weigh",
]

# What the order goes by: how much is to be asked first, the score (negative), the load, the key.
Rank = tuple[int, int, int, str]


def assess_match(mentee: MenteeCase, mentor: MentorCase, policy: SchemePolicy, today: date) -> Assessment:
	"""Whether these two may be proposed: the mentor's own eligibility, the pair, and what the mentee insists on."""
	return Search(mentee, policy, today).assess(mentor, apart(mentee.person, mentor.person))


def weigh(mentee: MenteeCase, mentor: MentorCase, policy: SchemePolicy, today: date) -> Candidate:
	"""One mentor held against one mentee, whether or not they may be proposed."""
	return Search(mentee, policy, today).weigh(mentor)


def evened(candidate: Candidate, policy: SchemePolicy) -> Candidate:
	"""The figures as they are kept for more people than may know what was asked for: all that is personal weighs alike.

	The weights of the policy are open, so that the weight of one criterion, or a score that rests on it, would tell which
	it is.
	"""
	weight = _weight_of_personal(policy)
	contributions = tuple(
		replace(each, weight=weight) if each.personal else each for each in candidate.contributions
	)
	score, lowest, highest = _scores(contributions, policy.unknown_counts)
	return replace(candidate, contributions=contributions, score=score, lowest=lowest, highest=highest)


def _weight_of_personal(policy: SchemePolicy) -> int:
	"""What a personal criterion weighs on average when somebody asks for it."""
	listed = [row.weight for row in policy.matching_criteria if row.criterion in PERSONAL]
	average = (sum(listed) + len(listed) // 2) // len(listed) if listed else 0
	return average + policy.would_like_weight


def shortlist(
	mentee: MenteeCase, mentors: Iterable[MentorCase], policy: SchemePolicy, today: date
) -> Shortlist:
	"""All mentors for one mentee: those who may be proposed, best first, and those who may not, with the reasons.

	First come those of whom nothing need be asked; then counts the score, then who has fewer links.
	"""
	search = Search(mentee, policy, today)
	candidates: list[Candidate] = []
	excluded: list[Excluded] = []
	for mentor in mentors:
		candidate = search.weigh(mentor)
		reasons = undecided(candidate.assessment, mentor)
		if reasons:
			excluded.append(Excluded(mentor.key, reasons, candidate))
		else:
			candidates.append(candidate)
	return Shortlist(
		tuple(sorted(candidates, key=_rank_of)),
		tuple(sorted(excluded, key=lambda each: _rank_of(each.candidate))),
		search.missing,
	)


def ranking(mentee: MenteeCase, mentors: Iterable[MentorCase], policy: SchemePolicy, today: date) -> Ranking:
	"""The order in which `shortlist` has these mentors, in less time: figures and reasons are kept of none.

	A shortlist of those who come first in it is the beginning of the whole shortlist.
	"""
	search = Search(mentee, policy, today)
	possible: list[Rank] = []
	excluded: list[Rank] = []
	for mentor in mentors:
		rank, refused = search.rank(mentor)
		(excluded if refused else possible).append(rank)
	return Ranking(_keys_in_order(possible), _keys_in_order(excluded))


def undecided(assessment: Assessment, mentor: MentorCase) -> tuple[Finding, ...]:
	"""The refusals of an assessment that nobody has decided about on the mentor (R8)."""
	return tuple(assessment.refused(mentor.decided))


def free_places(mentor: MentorCase, policy: SchemePolicy) -> int | None:
	"""How many more links a mentor may have at a time; None where there is no limit."""
	places = places_at_a_time(mentor.places, policy)
	return max(0, places - mentor.load) if places else None


class Search:
	"""A mentee and a policy, ready to be held against any number of mentors."""

	def __init__(self, mentee: MenteeCase, policy: SchemePolicy, today: date) -> None:
		self.mentee = mentee
		self.policy = policy
		self.today = today
		self._demands = Demands(mentee)

	@cached_property
	def questions(self) -> tuple[Question, ...]:
		"""What is weighed for this mentee."""
		return questions_of(self.mentee, self.policy)

	@property
	def missing(self) -> tuple[Finding, ...]:
		"""What is not known of the mentee, or not weighed at all, so that the order says less than it could."""
		return tuple(_missing(self.mentee, self.questions, self.policy))

	def weigh(self, mentor: MentorCase) -> Candidate:
		"""This mentor's figures."""
		found = apart(self.mentee.person, mentor.person)
		contributions = self._contributions(mentor, found)
		score, lowest, highest = _scores(contributions, self.policy.unknown_counts)
		return Candidate(
			mentor=mentor.key,
			score=score,
			lowest=lowest,
			highest=highest,
			contributions=contributions,
			assessment=self.assess(mentor, found),
			load=mentor.load,
			places=places_at_a_time(mentor.places, self.policy),
			miles=found.miles,
			same_area=found.same_area,
			earlier=mentor.earlier.get(self.mentee.person.participant, ()),
		)

	def rank(self, mentor: MentorCase) -> tuple[Rank, bool]:
		"""What this mentor's place in the order rests on, and whether the rules refuse her; `weigh` says why."""
		found = apart(self.mentee.person, mentor.person)
		wished = Assessment(self._demands.findings(mentor, found))
		score, _lowest, _highest = _scores(self._contributions(mentor, found), self.policy.unknown_counts)
		# one refusal is enough, so what takes longest is asked last
		refused = (
			undecided(wished, mentor)
			or undecided(self._of_pair(mentor), mentor)
			or undecided(self._of_mentor(mentor), mentor)
		)
		return _rank(ask_first(wished), score, mentor.load, mentor.key), bool(refused)

	def _contributions(self, mentor: MentorCase, found: Apart) -> tuple[Contribution, ...]:
		answers = [question.put_to(mentor, found) for question in self.questions]
		return tuple([each for each in answers if each is not None])

	def assess(self, mentor: MentorCase, found: Apart) -> Assessment:
		"""Whether this mentor, who is known to live so far away, may be proposed."""
		return Assessment(
			(
				*self._of_mentor(mentor).findings,
				*self._of_pair(mentor).findings,
				*self._demands.findings(mentor, found),
			)
		)

	def _of_mentor(self, mentor: MentorCase) -> Assessment:
		return assess_mentor(mentor.facts, self.policy, self.today)

	def _of_pair(self, mentor: MentorCase) -> Assessment:
		return assess_pair(pair_facts(self.mentee, mentor), self.policy, self.today)


def pair_facts(mentee: MenteeCase, mentor: MentorCase) -> PairFacts:
	"""What the rules about pairs ask of these two."""
	supporter = mentee.independent_supporter.strip()
	one, other = mentor.person, mentee.person
	return PairFacts(
		same_person=one.participant == other.participant,
		same_household=bool(one.household) and one.household == other.household,
		other_open_links_of_pair=mentee.open_links_with.get(one.participant, 0),
		mentor_stage=mentor.stage,
		mentor_available=mentor.available,
		mentor_load=mentor.load,
		mentor_places=mentor.places,
		mentor_born_on=one.born_on,
		mentee_born_on=other.born_on,
		mentee_under_allegation=mentee.under_allegation,
		independent_supporter=supporter,
		supporter_is_mentor=bool(supporter) and supporter.casefold() == mentor.name.strip().casefold(),
	)


def _scores(contributions: Iterable[Contribution], unknown_counts: int) -> tuple[int, int, int]:
	"""The score, and what it would be if all that is not known counted nothing, or in full; of 1000."""
	weights = known = unknown = 0
	for each in contributions:
		weights += each.weight
		if each.fit is None:
			unknown += each.weight
		else:
			known += each.weight * each.fit
	if not weights:
		return 0, 0, 0
	whole = 100 * weights
	return (
		1000 * (known + unknown * unknown_counts) // whole,
		1000 * known // whole,
		1000 * (known + 100 * unknown) // whole,
	)


def _rank_of(candidate: Candidate) -> Rank:
	return _rank(candidate.ask_first, candidate.score, candidate.load, candidate.mentor)


def _rank(asked_first: Collection[Finding], score: int, load: int, key: str) -> Rank:
	return len(asked_first), -score, load, key


def _keys_in_order(ranks: Iterable[Rank]) -> tuple[str, ...]:
	return tuple([key for *_figures, key in sorted(ranks)])


def _missing(mentee: MenteeCase, questions: Iterable[Question], policy: SchemePolicy) -> Iterator[Finding]:
	questions = list(questions)
	if not any(question.weight for question in questions):
		yield warn(
			"R18",
			"nothing-weighed",
			_("The scheme weighs nothing for this mentee, so the order says nothing about who fits."),
			_("Give the criteria of matching a weight in the scheme."),
		)
	if policy.minimum_age_gap_years and mentee.person.born_on is None:
		yield warn(
			"R20",
			NOT_KNOWN_OF_MENTEE,
			_("The mentee's date of birth is not known, so nobody's age gap is."),
			_("Record the mentee's date of birth."),
			occasion="age",
		)
	if mentee.under_allegation and not mentee.independent_supporter.strip():
		yield warn(
			"R22",
			NOT_KNOWN_OF_MENTEE,
			_("The mentee is under allegation, and nobody is named who gives independent support."),
			_("Name who gives independent support apart from a mentor."),
			occasion="support",
		)
	yield from dict.fromkeys(question.missing for question in questions if question.missing)
