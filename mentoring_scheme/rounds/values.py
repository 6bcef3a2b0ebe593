"""What a round of matching answers with."""

from __future__ import annotations

from dataclasses import dataclass

from ..policy.verdicts import Finding


@dataclass(frozen=True)
class RoundPair:
	"""One mentee of a round with the mentor who is proposed, and the one who would come of taking them one by one.

	Both are keys, None where there is nobody; scores are of 1000. `explanation` says why the two differ, why there is
	no mentor, and what is to be asked first. Its figures name people by their keys (see differences.MENTEES).
	"""

	mentee: str
	mentor: str | None
	score: int | None
	locked: bool
	one_by_one: str | None
	one_by_one_score: int | None
	explanation: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Round:
	"""All mentees of a round, the one who has waited longest first.

	`total` is what the round makes as large as it can be: the scores, with the points for the weeks waited.
	`one_by_one_total` is the same for the plain way. `free_places` are those that these mentees could fill.
	"""

	pairs: tuple[RoundPair, ...]
	total: int
	one_by_one_total: int
	free_places: int

	@property
	def matched(self) -> int:
		"""How many mentees get a mentor."""
		return sum(pair.mentor is not None for pair in self.pairs)

	@property
	def one_by_one_matched(self) -> int:
		"""How many mentees would get a mentor one by one."""
		return sum(pair.one_by_one is not None for pair in self.pairs)

	@property
	def scores(self) -> int:
		"""The scores alone, added up."""
		return sum(pair.score or 0 for pair in self.pairs)

	@property
	def one_by_one_scores(self) -> int:
		"""The scores alone of the plain way, added up."""
		return sum(pair.one_by_one_score or 0 for pair in self.pairs)
