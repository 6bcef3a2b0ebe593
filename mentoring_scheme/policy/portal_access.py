"""Which parts of the portal somebody opens, and when that ends: leaving closes access and keeps the records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from .months import add_days
from .states import Stage

# A mentee who is in one of these is no longer one.
MENTEE_OVER = ("Declined", "Ended", "Withdrawn")


@dataclass(frozen=True)
class Standing:
	"""Somebody as mentor or mentee in one scheme.

	`role`: the portal role that goes with it. `is_over`: stood down as mentor, or no longer a mentee; with a link that
	is still open nothing is over. `over_since`: the last day of it, where it is known. `days`: for how many days the
	scheme lets access go on.
	"""

	role: str
	is_over: bool
	has_open_link: bool
	over_since: date | None
	days: int

	def opens_portal(self, today: date) -> bool:
		"""Whether the portal is open to them for this.

		What is over for longer than anybody remembers is closed; access that ends the same day ends on it.
		"""
		if not self.is_over or self.has_open_link:
			return True
		return self.over_since is not None and today < add_days(self.over_since, self.days)


def mentor_is_over(stage: str) -> bool:
	"""Whether somebody at this stage is no mentor any more."""
	return stage == Stage.STOOD_DOWN.value


def mentee_is_over(status: str) -> bool:
	"""Whether somebody of this status is no mentee any more."""
	return status in MENTEE_OVER


def roles_to_have(standings: Iterable[Standing], today: date) -> frozenset[str]:
	"""The portal roles that somebody who stands like this has; none where nothing is left."""
	return frozenset(each.role for each in standings if each.opens_portal(today))


def roles_ended(standings: Sequence[Standing], today: date) -> frozenset[str]:
	"""The portal roles that somebody had for something that is over by now.

	A role that stands for nothing here was given by hand, and is nobody's to take away.
	"""
	return frozenset(each.role for each in standings) - roles_to_have(standings, today)
