"""What is known of the people who might be matched, and what matching answers with (R18)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache

from .choices import PERSONAL, Criterion, MentorKind, Strength
from .eligibility import MentorFacts
from .errors import PolicyError
from .states import Stage
from .text import _
from .verdicts import Assessment, Finding

WISH_NOT_KNOWN = "wish-not-known"
WISH_PERSONAL = "wish-personal"

NOTHING_KNOWN = MentorFacts()

_PERSONAL = frozenset(PERSONAL)


@dataclass(frozen=True)
class Place:
	"""A point on the map, in degrees. Raises PolicyError for one that no map has."""

	latitude: float
	longitude: float

	def __post_init__(self) -> None:
		for name, degrees, most in (("latitude", self.latitude, 90), ("longitude", self.longitude, 180)):
			if not -most <= degrees <= most:
				raise PolicyError(
					name,
					_("{degrees} is outside the map; it must be between -{most} and {most} degrees."),
					degrees=str(degrees),
					most=most,
				)


@dataclass(frozen=True)
class Wish:
	"""Something that a mentee asks for in a mentor.

	It is met by any one of its `values`; a Must not is met by none of them. About distance it names `miles`: at most
	so far away, and for a Must not: not nearer than that. `check_wishes` finds those that make no sense.
	"""

	criterion: Criterion
	strength: Strength
	values: frozenset[str] = frozenset()
	miles: int | None = None

	@property
	def personal(self) -> bool:
		"""Whether it is about something that only few may read."""
		return self.criterion in _PERSONAL

	@cached_property
	def wanted(self) -> frozenset[str]:
		"""The values as they are compared."""
		return folded_all(self.values)

	@property
	def names_something(self) -> bool:
		"""Whether it says what is asked for."""
		return bool(self.miles if self.criterion is Criterion.DISTANCE else self.wanted)

	@property
	def what(self) -> str:
		"""The values in words, always in the same order."""
		return " / ".join(sorted(filter(None, map(str.strip, self.values))))


@dataclass(frozen=True)
class Person:
	"""What is known of one person. Whatever is empty is not known, which is never taken for yes or no.

	`attributes` has the criteria of choices.ATTRIBUTES, `characteristics` those of choices.PERSONAL, and of these only
	what the mentee asked for.
	"""

	participant: str
	household: str | None = None
	born_on: date | None = None
	approval_types: frozenset[str] = frozenset()
	attributes: Mapping[Criterion, frozenset[str]] = field(default_factory=dict, hash=False)
	characteristics: Mapping[Criterion, frozenset[str]] = field(default_factory=dict, hash=False)
	place: Place | None = None
	area: str | None = None
	area_place: Place | None = None

	def known(self, criterion: Criterion) -> frozenset[str]:
		"""The values that are known of this person; none where nobody has recorded any."""
		if criterion is Criterion.APPROVAL_TYPE:
			return self.approval_types
		held = self.characteristics if criterion in _PERSONAL else self.attributes
		return held.get(criterion, frozenset())


@dataclass(frozen=True)
class EarlierLink:
	"""A link that the pair had before; `good` None: neither good nor bad, such as one that ended by a move."""

	link: str
	ended_on: date | None
	good: bool | None


@dataclass(frozen=True)
class MenteeCase:
	"""A mentee who might be matched. `open_links_with` counts the open links by the mentor's participant."""

	key: str
	person: Person
	topics: frozenset[str] = frozenset()
	wishes: tuple[Wish, ...] = ()
	kind: MentorKind | None = None
	under_allegation: bool = False
	independent_supporter: str = ""
	waiting_since: date | None = None
	open_links_with: Mapping[str, int] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class MentorCase:
	"""A mentor who might be matched.

	`name` only shows whether the mentor is also a mentee's independent supporter (R22). `places` is the mentor's own
	limit, 0 where there is none. `available` is as in PairFacts. `decided` has the keys of the findings that were decided about on the mentor (R8),
	`earlier` the earlier links by the mentee's participant.
	"""

	key: str
	person: Person
	name: str = ""
	kind: MentorKind = MentorKind.PEER
	stage: Stage = Stage.APPROVED
	available: bool = True
	load: int = 0
	places: int = 0
	facts: MentorFacts = NOTHING_KNOWN
	decided: frozenset[str] = frozenset()
	earlier: Mapping[str, tuple[EarlierLink, ...]] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Contribution:
	"""What one criterion gives to a match: its weight, how well it fits (of 100; None: not known), and why."""

	criterion: Criterion
	asked: bool
	weight: int
	fit: int | None
	finding: Finding

	@property
	def personal(self) -> bool:
		"""Whether the criterion may be named only to those who may read the mentee's equality profile."""
		return self.criterion in _PERSONAL


@dataclass(frozen=True)
class Candidate:
	"""One mentor held against one mentee.

	`score` is of 1000; it lies between `lowest` and `highest`, which it would be if everything that is not known did
	not match, or matched in full. `places` is what the mentor may have at a time, 0: no limit.
	"""

	mentor: str
	score: int
	lowest: int
	highest: int
	contributions: tuple[Contribution, ...]
	assessment: Assessment
	load: int
	places: int
	miles: int | None
	same_area: bool | None
	earlier: tuple[EarlierLink, ...]

	@property
	def ask_first(self) -> tuple[Finding, ...]:
		"""What the mentee insists on and nobody knows of this mentor."""
		return ask_first(self.assessment)


@dataclass(frozen=True)
class Excluded:
	"""A mentor who cannot be proposed, with the refusals that nobody has decided about, and the same figures."""

	mentor: str
	reasons: tuple[Finding, ...]
	candidate: Candidate


@dataclass(frozen=True)
class Ranking:
	"""The order of a shortlist alone: the keys of the mentors who may be proposed, best first, and of those excluded."""

	candidates: tuple[str, ...]
	excluded: tuple[str, ...]

	def first(self, number: int) -> tuple[str, ...]:
		"""So many of both."""
		return *self.candidates[:number], *self.excluded[:number]


@dataclass(frozen=True)
class Shortlist:
	"""The mentors for one mentee, best first, those who are excluded, and what is missing to tell more."""

	candidates: tuple[Candidate, ...]
	excluded: tuple[Excluded, ...]
	missing: tuple[Finding, ...]


def ask_first(assessment: Assessment) -> tuple[Finding, ...]:
	"""What must be asked before anybody knows whether it is met."""
	return tuple([each for each in assessment.findings if each.code == WISH_NOT_KNOWN])


def folded(text: str) -> str:
	"""A text as it is compared: capitals and spaces around it do not matter."""
	return text.strip().casefold()


@lru_cache(maxsize=4096)  # many people have the same recorded of them
def folded_all(texts: frozenset[str]) -> frozenset[str]:
	"""Texts as they are compared; empty ones count as none."""
	return frozenset(filter(None, map(folded, texts)))
