"""How far people have come from the referral to a completed link, and how long each step took them (R17)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .choices import Choice
from .shares import Spread, share, spread
from .states import LinkState


class FunnelStage(Choice):
	"""The stages in their order."""

	REFERRED = "Referred"
	OFFERED = "Offered"
	ACCEPTED = "Accepted"
	MATCHED = "Matched"
	ACTIVE = "Active"
	COMPLETED = "Completed"


STAGES = tuple(FunnelStage)
# The states in which a link has begun.
BEGUN = (
	LinkState.ACTIVE.value,
	LinkState.SUSPENDED.value,
	LinkState.CLOSING.value,
	LinkState.CLOSED.value,
	LinkState.ENDED_EARLY.value,
)
# What is written on a mentee who is not on the way any more.
AWAY = ("Declined", "Withdrawn", "Ended")


@dataclass(frozen=True)
class Journey:
	"""What is recorded of a mentee's way; `away` says that she is not on it any more, whatever she has reached."""

	offered: bool = False
	accepted: bool = False
	matched: bool = False
	active: bool = False
	completed: bool = False
	away: bool = False

	@property
	def furthest(self) -> FunnelStage:
		"""The last stage that is recorded."""
		recorded = (True, self.offered, self.accepted, self.matched, self.active, self.completed)
		return [stage for stage, reached in zip(STAGES, recorded, strict=True) if reached][-1]

	@property
	def reached(self) -> tuple[FunnelStage, ...]:
		"""Every stage up to the furthest: who has a mentor was offered one, also where nobody wrote it down."""
		return STAGES[: STAGES.index(self.furthest) + 1]


@dataclass(frozen=True)
class StageCount:
	"""How many have reached a stage, and what became of them: `reached` is `went_on`, `there` and `left` together.

	`of_former` and `of_all` are shares in per cent; `took` is the time until the next stage of those who went on,
	as far as both days are recorded.
	"""

	stage: FunnelStage
	reached: int
	went_on: int
	there: int
	left: int
	of_former: int | None
	of_all: int | None
	took: Spread


def funnel(
	journeys: Mapping[Journey, int], days: Mapping[FunnelStage, Mapping[int, int]]
) -> tuple[StageCount, ...]:
	"""All stages in order.

	`journeys`: how many there are of each; `days`: for each stage, how many took so many days to the next.
	"""
	reached = {
		stage: sum(number for each, number in journeys.items() if stage in each.reached) for stage in STAGES
	}
	return tuple(_counted(stage, journeys, reached, days.get(stage, {})) for stage in STAGES)


def _counted(
	stage: FunnelStage,
	journeys: Mapping[Journey, int],
	reached: Mapping[FunnelStage, int],
	days: Mapping[int, int],
) -> StageCount:
	number = STAGES.index(stage)
	here = {each: count for each, count in journeys.items() if each.furthest is stage}
	last = stage is FunnelStage.COMPLETED
	left = 0 if last else sum(count for each, count in here.items() if each.away)
	return StageCount(
		stage=stage,
		reached=reached[stage],
		went_on=0 if last else reached[STAGES[number + 1]],
		there=sum(here.values()) - left,
		left=left,
		of_former=share(reached[stage], reached[STAGES[number - 1]]) if number else None,
		of_all=share(reached[stage], reached[FunnelStage.REFERRED]),
		took=spread(days),
	)
