"""How well a mentor fits a mentee by each criterion, and why (R18).

A question is one criterion with its weight, ready to be put to many mentors. Here the two people are compared; what a
mentee would like instead is in likes.py.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable
from datetime import date

from .choices import Criterion
from .distance import Apart, distance_fit
from .match_values import Contribution, EarlierLink, MenteeCase, MentorCase, folded, folded_all
from .match_words import SHARED, Words
from .pairs import places_at_a_time
from .scheme import SchemePolicy
from .text import _, several
from .verdicts import Finding, passed, warn

NOT_KNOWN_OF_MENTEE = "mentee-not-known"


class Question(ABC):
	"""One criterion as it is weighed for one mentee."""

	def __init__(self, criterion: Criterion, weight: int, *, asked: bool = False) -> None:
		self.criterion = criterion
		self.weight = weight
		self.asked = asked
		self._made: dict[Hashable, Contribution | None] = {}

	def put_to(self, mentor: MentorCase, found: Apart) -> Contribution | None:
		"""What this criterion gives to the match; None where it has nothing to say about this mentor.

		Mentors of whom the same is known share one answer.
		"""
		known = self.known_of(mentor, found)
		try:
			return self._made[known]
		except KeyError:
			made = self._made[known] = self._answer(mentor, found)
			return made

	@property
	def missing(self) -> Finding | None:
		"""What is not known of the mentee, so that nobody can be compared."""
		return None

	@abstractmethod
	def known_of(self, mentor: MentorCase, found: Apart) -> Hashable:
		"""Everything about the mentor that the answer rests on."""

	@abstractmethod
	def _answer(self, mentor: MentorCase, found: Apart) -> Contribution | None: ...

	def _contribution(self, fit: int | None, finding: Finding) -> Contribution:
		return Contribution(self.criterion, self.asked, self.weight, fit, finding)

	def _missing(self, message: str, remedy: str) -> Finding:
		return warn("R18", NOT_KNOWN_OF_MENTEE, message, remedy, occasion=self.criterion.value)


class Shared(Question):
	"""The share of what the mentee is, has or needs that the mentor has, too; any shared approval type is enough."""

	def __init__(self, criterion: Criterion, weight: int, mentee: MenteeCase) -> None:
		super().__init__(criterion, weight)
		of_mentee = mentee.topics if criterion is Criterion.EXPERTISE else mentee.person.known(criterion)
		self._wanted = {folded(value): value.strip() for value in sorted(of_mentee) if value.strip()}

	@property
	def words(self) -> Words:
		"""What is said of this criterion."""
		return SHARED[self.criterion]

	@property
	def missing(self) -> Finding | None:
		return None if self._wanted else self._missing(self.words.missing, self.words.remedy)

	def known_of(self, mentor: MentorCase, found: Apart) -> frozenset[str] | None:
		"""What is shared; None where nothing is known, of the one or the other."""
		known = folded_all(mentor.person.known(self.criterion)) if self._wanted else None
		return known.intersection(self._wanted) if known else None

	def _answer(self, mentor: MentorCase, found: Apart) -> Contribution:
		shared = self.known_of(mentor, found)
		if shared is None:
			message = self.words.unknown if self._wanted else self.words.missing
			return self._contribution(None, self._because(message))
		if self.criterion is Criterion.APPROVAL_TYPE:
			fit = 100 if shared else 0
		else:
			fit = 100 * len(shared) // len(self._wanted)
		return self._contribution(fit, self._because(self._message(shared), shared))

	def _message(self, shared: frozenset[str]) -> str:
		if not shared:
			return self.words.none
		return self.words.every if len(shared) == len(self._wanted) else self.words.some

	def _because(self, message: str, shared: frozenset[str] = frozenset()) -> Finding:
		return passed(
			"R18",
			"match-shared",
			message,
			shared=len(shared),
			asked=len(self._wanted),
			values=", ".join(sorted(self._wanted[each] for each in shared)),
			wanted=", ".join(sorted(self._wanted.values())),
		)


class Distance(Question):
	"""How far apart they live, where the mentee says nothing of it."""

	def __init__(self, weight: int, mentee: MenteeCase, policy: SchemePolicy) -> None:
		super().__init__(Criterion.DISTANCE, weight)
		self._area = mentee.person.area
		self._located = bool(mentee.person.place or mentee.person.area_place or mentee.person.area)
		self._policy = policy

	@property
	def missing(self) -> Finding | None:
		if self._located:
			return None
		return self._missing(
			_("It is not known where the mentee lives."), _("Record the mentee's place or area.")
		)

	def known_of(self, mentor: MentorCase, found: Apart) -> Apart:
		return found

	def _answer(self, mentor: MentorCase, found: Apart) -> Contribution:
		message = self._message(found)
		finding = passed("R18", "match-distance", message, miles=found.miles, area=self._area)
		return self._contribution(distance_fit(found, self._policy), finding)

	def _message(self, found: Apart) -> str:
		if not self._located:
			return _("It is not known where the mentee lives.")
		if self._policy.far_miles and found.miles is not None:
			return _how_far(found.miles, found)
		if found.same_area:
			return _("Lives in the same area: {area}.")
		if found.miles is not None:
			return _("Lives elsewhere ({miles} miles); the scheme does not weigh miles.")
		if found.same_area is False:
			return _("Lives in another area; how far away is not known.")
		return _("How far away the mentor lives is not known.")


def _how_far(miles: int, found: Apart) -> str:
	if not miles and not found.by_area:
		return _("Lives less than a mile away.")
	if not miles and found.same_area:
		return _("Lives in the same area: {area}.")
	if found.by_area:
		return several(
			miles,
			_("Lives about {miles} mile away, measured from the middle of the area."),
			_("Lives about {miles} miles away, measured from the middle of the area."),
		)
	return several(miles, _("Lives {miles} mile away."), _("Lives {miles} miles away."))


class FreePlaces(Question):
	"""How much room the mentor has (R19)."""

	def __init__(self, weight: int, policy: SchemePolicy) -> None:
		super().__init__(Criterion.FREE_PLACES, weight)
		self._policy = policy

	def known_of(self, mentor: MentorCase, found: Apart) -> tuple[int, int]:
		return mentor.load, mentor.places

	def _answer(self, mentor: MentorCase, found: Apart) -> Contribution:
		places = places_at_a_time(mentor.places, self._policy)
		load, free = mentor.load, max(0, places - mentor.load)
		fit = 100 * free // places if places else 100 // (1 + load)
		finding = passed("R19", "match-places", _room(load, places), load=load, places=places, free=free)
		return self._contribution(fit, finding)


def _room(load: int, places: int) -> str:
	if not places:
		return several(
			load,
			_("Has {load} open link; there is no limit."),
			_("Has {load} open links; there is no limit."),
		)
	if load >= places:
		return several(
			places,
			_("Has no free place: {load} open links, and {places} place."),
			_("Has no free place: {load} open links, and {places} places."),
		)
	return several(
		places,
		_("Has {free} of {places} place free."),
		_("Has {free} of {places} places free."),
	)


class Earlier(Question):
	"""How the latest link that the pair had before went (R21); without one there is nothing to say."""

	def __init__(self, weight: int, mentee: MenteeCase) -> None:
		super().__init__(Criterion.EARLIER_LINK, weight)
		self._participant = mentee.person.participant

	def known_of(self, mentor: MentorCase, found: Apart) -> tuple[EarlierLink, ...]:
		return mentor.earlier.get(self._participant, ())

	def _answer(self, mentor: MentorCase, found: Apart) -> Contribution | None:
		told = [each for each in self.known_of(mentor, found) if each.good is not None]
		if not told:
			return None
		latest = max(told, key=lambda each: (each.ended_on or date.min, each.link))
		message = (
			_("Was this mentee's mentor before, and it went well (ended: {ended_on}).")
			if latest.good
			else _("Was this mentee's mentor before, and it did not go well (ended: {ended_on}).")
		)
		finding = passed("R21", "match-earlier", message, ended_on=latest.ended_on)
		return self._contribution(100 if latest.good else 0, finding)
