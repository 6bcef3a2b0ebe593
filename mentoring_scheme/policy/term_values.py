"""What the length of a link rests on, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .choices import Anchor
from .clock import Clock, Suspension
from .verdicts import Assessment


@dataclass(frozen=True)
class Extension:
	"""Months added to a link. It counts once it is approved (R39)."""

	months: int
	reason: str = ""
	approved_on: date | None = None
	approver_roles: frozenset[str] = frozenset()


@dataclass(frozen=True)
class TermFacts:
	"""What the length of a link depends on.

	`approved_on` is the mentee's approval; `event_on` the day of the event that the support type names;
	`commencement_agreed` says that the months run from the start of the link instead of the approval, by agreement.
	"""

	support_type: str
	start: date
	approved_on: date | None = None
	commencement_agreed: bool = False
	commencement_reason: str = ""
	event_on: date | None = None
	extensions: tuple[Extension, ...] = ()
	suspensions: tuple[Suspension, ...] = ()
	ended_on: date | None = None

	@property
	def extended_by(self) -> int:
		"""The months of all approved extensions."""
		return sum(each.months for each in self.extensions if each.approved_on is not None)

	def counts_from_approval(self, anchor: Anchor) -> bool:
		"""Whether, with this anchor, the months run from the mentee's approval."""
		return anchor is Anchor.APPROVAL and not self.commencement_agreed


@dataclass(frozen=True)
class Term:
	"""The planned run of a link.

	`planned_end` is None while the link is open-ended or suspended without an end; `earliest_end` is then the end if
	support resumed today. `own_end` is the end on the link's own clock. `basis` explains how the end came about.
	"""

	support_type: str
	start: date
	planned_end: date | None
	earliest_end: date | None
	own_end: date | None
	ended_on: date | None
	suspensions: tuple[Suspension, ...]
	clock: Clock
	basis: Assessment

	@property
	def is_suspended(self) -> bool:
		"""Whether a suspension is open."""
		return any(each.is_open for each in self.suspensions)
