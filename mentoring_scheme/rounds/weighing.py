"""Every mentee held against every mentor, all at once: what the policy would say of each pair alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..policy.match_values import MenteeCase, MentorCase
from ..policy.scheme import SchemePolicy
from .assignment import Flags, Numbers
from .distances import miles_apart
from .held import Mentors
from .hindrances import Hindrances, hindrances
from .scores import Scores


@dataclass(frozen=True)
class Weighed:
	"""A row for each mentee and a column for each mentor: the score of 1000, and what stands in the way."""

	scores: Numbers
	hindrances: Hindrances

	@property
	def refused(self) -> Flags:
		"""Where a refusal stands that nobody has decided about."""
		return self.hindrances.refused

	@property
	def ask_first(self) -> Flags:
		"""Where something that the mentee insists on is not known."""
		return self.hindrances.ask_first


def weigh_all(
	mentees: Sequence[MenteeCase], mentors: Sequence[MentorCase], policy: SchemePolicy, today: date
) -> Weighed:
	"""The scores and hindrances of all pairs, in the order of the two sequences."""
	laid_out = Mentors(mentors)
	miles = miles_apart([each.person for each in mentees], [each.person for each in mentors])
	return Weighed(
		Scores(mentees, laid_out, miles, policy).all(),
		hindrances(mentees, laid_out, miles, policy, today),
	)
