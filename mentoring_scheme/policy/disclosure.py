"""What may be shown of counts of people by a characteristic, so that nobody is known by it.

A group of fewer people than the threshold is kept back, and so is as much besides as it takes that nothing which is
kept back can be worked out from what is shown, even by somebody who knows all totals. Nought is shown: it is about
nobody. What is kept back is never told as one group alone.

The answers of feedback have a rule of their own, `feedback.summary`: there one person answers for several links and on
several occasions, so that groups overlap and people, not answers, have to be told apart. Here each person is in one group.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from .months import ONE_DAY
from .shares import share

Parts = tuple[int, ...]


@dataclass(frozen=True)
class Disclosure:
	"""What may be shown; whatever is not in the maps, or None, is kept back.

	`people`: how many each group has. `parts`: how those of a group divide, in the order in which they came.
	`hidden`: the groups whose number is kept back.
	"""

	people: Mapping[str, int] = field(default_factory=dict)
	parts: Mapping[str, Parts] = field(default_factory=dict)
	hidden: frozenset[str] = frozenset()
	total: int | None = None
	total_parts: Parts | None = None


@dataclass(frozen=True)
class ShareShown:
	"""A share in per cent, or the bound that it lies over or under."""

	exact: int | None = None
	over: int | None = None
	under: int | None = None


def told_until(today: date) -> date:
	"""The last day of the calendar quarter before today's: people by a characteristic are counted as it was then.

	Reports of two days of a quarter are the same, so that taking one from the other does not tell of the one person who
	came between. Of two quarters it tells what changed in three months.
	"""
	return date(today.year, today.month - (today.month - 1) % 3, 1) - ONE_DAY


def disclosed(groups: Mapping[str, Parts], threshold: int) -> Disclosure:
	"""What may be shown of groups, each divided into the same parts (completed, matched only, not matched).

	The parts of a group exclude each other and come to all its people. Whoever shows this does not say which groups, or
	how many, are kept back.
	"""
	people: dict[str, Parts] = {name: (sum(parts),) for name, parts in groups.items()}
	total, total_parts = sum(sum(parts) for parts in groups.values()), _sum(list(groups.values()))
	without_number = _kept_back(people, frozenset(people), threshold)
	without_parts = _kept_back(groups, without_number, threshold) | without_number
	return Disclosure(
		people={name: count for name, (count,) in people.items() if name not in without_number},
		parts={name: parts for name, parts in groups.items() if name not in without_parts},
		hidden=without_number,
		total=count_to_show(total, threshold),
		total_parts=total_parts if all(_may_be_told(part, threshold) for part in total_parts) else None,
	)


def count_to_show(count: int, threshold: int) -> int | None:
	"""A single count, where it may be shown."""
	return count if _may_be_told(count, threshold) else None


def steps_to_show(counts: Sequence[int], threshold: int) -> list[int | None]:
	"""The counts of steps on one way, each a part of the one before, where they may be shown.

	A step is kept back where few have reached it, and where few were lost since the last step that is shown.
	"""
	shown: list[int | None] = []
	last: int | None = None
	for count in counts:
		told = _may_be_told(count, threshold) and (last is None or _may_be_told(last - count, threshold))
		shown.append(count if told else None)
		last = count if told else last
	return shown


def share_to_show(count: int, base: int, threshold: int) -> ShareShown | None:
	"""What may be said of a share of so many; None where not even that much.

	A percentage of a number that is known tells the count: 86 % of 7 is one who is not among them. So it is told where those
	of whom it is true, and the others, are nobody or enough; where one side is few, only that it is few is told.
	"""
	few, rest_few = (not _may_be_told(each, threshold) for each in (count, base - count))
	if not base or (few and rest_few):
		return None
	if few:
		return ShareShown(under=-(-100 * threshold // base))
	if rest_few:
		return ShareShown(over=100 * (base - threshold) // base)
	return ShareShown(exact=share(count, base))


def _may_be_told(count: int, threshold: int) -> bool:
	return count == 0 or count >= threshold


def _sum(rows: Sequence[Parts]) -> Parts:
	return tuple(map(sum, zip(*rows, strict=True)))


def _kept_back(groups: Mapping[str, Parts], unnumbered: frozenset[str], threshold: int) -> frozenset[str]:
	"""The groups that are kept back: the small ones, then the next smallest until nothing follows from the rest.

	`unnumbered`: those of which nobody knows how many people they have.
	"""
	rows = {name: parts for name, parts in groups.items() if any(parts)}
	hidden = {
		name for name, parts in rows.items() if not all(_may_be_told(part, threshold) for part in parts)
	}
	others = sorted(set(rows) - hidden, key=lambda name: (sum(rows[name]), name), reverse=True)
	while hidden and others and not _is_safe({name: rows[name] for name in hidden}, unnumbered, threshold):
		hidden.add(others.pop())
	return frozenset(hidden)


def _is_safe(rows: Mapping[str, Parts], unnumbered: frozenset[str], threshold: int) -> bool:
	"""Whether the sums of what is kept back are no small numbers, and leave each number in it open."""
	sums = _sum(list(rows.values()))
	if not all(_may_be_told(part, threshold) for part in sums):
		return False
	return all(
		any(_may_differ(rows, (name, other), part, unnumbered) for other in rows if other != name)
		for name in rows
		for part in range(len(sums))
		if sums[part]
	)


def _may_differ(
	rows: Mapping[str, Parts], pair: tuple[str, str], part: int, unnumbered: frozenset[str]
) -> bool:
	"""Whether the first of two rows could have one more or one less in this part, with all sums as they are."""
	one, other = (rows[name] for name in pair)
	if unnumbered.issuperset(pair):
		return any(row[part] >= 1 and sum(row) > 1 for row in (one, other))
	return any(
		(one[part] >= 1 and other[place] >= 1) or (one[place] >= 1 and other[part] >= 1)
		for place in range(len(one))
		if place != part
	)
