"""What people say of themselves at the start and at the end of a link, and what has changed in between (R4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from .aims import Share
from .choices import AskedOf, RatingOf

TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Rated:
	"""One answer of one to five. `person` tells people apart and is never shown."""

	link: str
	person: str
	asked_of: AskedOf
	about: RatingOf
	question: str
	at_start: bool
	score: int


@dataclass(frozen=True)
class Pair:
	"""The answers of one person to one question, at the start and at the end of one link."""

	person: str
	asked_of: AskedOf
	about: RatingOf
	start: int
	end: int

	@property
	def better(self) -> bool:
		"""Whether it is better at the end: less alone, or more confident or skilled."""
		return self.end < self.start if self.about is RatingOf.ISOLATION else self.end > self.start


@dataclass(frozen=True)
class Change:
	"""What has changed for those who answered twice; figures are None where too few people did.

	The averages and the change have one decimal; the change is that of the exact averages.
	"""

	asked_of: AskedOf
	about: RatingOf
	pairs: int | None
	start: Decimal | None = None
	end: Decimal | None = None
	change: Decimal | None = None


def paired(answers: Iterable[Rated]) -> list[Pair]:
	"""Those answers that were given at the start and at the end alike; an answer without its other half is left out."""
	scores: dict[tuple[str, str, AskedOf, RatingOf, str], dict[bool, int]] = defaultdict(dict)
	for each in answers:
		scores[each.link, each.person, each.asked_of, each.about, each.question][each.at_start] = each.score
	return [
		Pair(person, asked_of, about, found[True], found[False])
		for (_link, person, asked_of, about, _question), found in sorted(scores.items())
		if len(found) == len((True, False))
	]


def changes(pairs: Iterable[Pair], smallest_group: int) -> list[Change]:
	"""The change of each side in each matter, of at least so many people; they are counted, and not their answers."""
	groups: dict[tuple[AskedOf, RatingOf], list[Pair]] = defaultdict(list)
	for pair in pairs:
		groups[pair.asked_of, pair.about].append(pair)
	return [_change(*key, group, smallest_group) for key, group in sorted(groups.items())]


def improved(pairs: Iterable[Pair], about: RatingOf) -> Share:
	"""The share of mentees' pairs about this that got better."""
	found = [pair for pair in pairs if pair.about is about and pair.asked_of is AskedOf.MENTEE]
	return Share(sum(each.better for each in found), len(found), len({each.person for each in found}))


def _change(asked_of: AskedOf, about: RatingOf, group: list[Pair], smallest_group: int) -> Change:
	if len({pair.person for pair in group}) < smallest_group:
		return Change(asked_of, about, None)
	start, end = (
		Decimal(sum(scores)) / len(group) for scores in ([p.start for p in group], [p.end for p in group])
	)
	return Change(asked_of, about, len(group), _tenth(start), _tenth(end), _tenth(end - start))


def _tenth(number: Decimal) -> Decimal:
	return number.quantize(TENTH, ROUND_HALF_UP)
