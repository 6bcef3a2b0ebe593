"""What the preparation of a mentor has covered (R10). Completing it matches nobody by itself (R11)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from .scheme import PreparationTopic


@dataclass(frozen=True)
class TopicCovered:
	"""A topic of an event that the mentor attended, and the day of the event."""

	topic: str
	on: date


@dataclass(frozen=True)
class TopicStanding:
	"""A topic that the scheme asks for, and when the mentor first heard about it; None: not yet."""

	topic: str
	covered_on: date | None = None


def standing(
	topics: Sequence[PreparationTopic], covered: Iterable[TopicCovered]
) -> tuple[TopicStanding, ...]:
	"""Each topic that the scheme asks for, in its order, with the day on which it was first covered."""
	first: dict[str, date] = {}
	for each in covered:
		first[each.topic] = min(each.on, first.get(each.topic, each.on))
	return tuple(TopicStanding(asked.topic, first.get(asked.topic)) for asked in topics)


def outstanding(topics: Sequence[PreparationTopic], covered: Iterable[TopicCovered]) -> tuple[str, ...]:
	"""The topics that no attended event has covered yet."""
	return tuple(each.topic for each in standing(topics, covered) if each.covered_on is None)


def completed_on(topics: Sequence[PreparationTopic], covered: Iterable[TopicCovered]) -> date | None:
	"""The day on which the last topic was covered; None while one is outstanding, and where none is asked."""
	days = [each.covered_on for each in standing(topics, covered)]
	known = [day for day in days if day is not None]
	return max(known) if known and len(known) == len(days) else None
