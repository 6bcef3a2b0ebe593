"""What a forecast says, month by month and in all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from ..policy.text import _
from .tallies import Tally

if TYPE_CHECKING:
	from .simulation import _Scheme as Scheme

Figure = int | float | Decimal | None


class Kind(str, Enum):
	"""How a figure is written."""

	MONEY = "money"
	NUMBER = "number"
	DAYS = "days"
	SHARE = "share"
	HOURS = "hours"


@dataclass(frozen=True)
class Measure:
	"""A figure of each month. `short` heads a narrow column."""

	key: str
	label: str
	short: str
	kind: Kind
	of: Callable[[Tally, int, Scheme], Figure]


@dataclass(frozen=True)
class Total:
	"""A figure of the whole forecast."""

	key: str
	label: str
	kind: Kind
	of: Callable[[Tally, Scheme], Figure]


def _sum_of(name: str) -> Callable[[Tally, int, Scheme], Figure]:
	return lambda tally, month, scheme: tally.sums[name][month]


def _all_of(name: str) -> Callable[[Tally, Scheme], Figure]:
	return lambda tally, scheme: sum(tally.sums[name])


def _pounds(pence: int) -> Decimal:
	return Decimal(pence) / 100


def _hours(supervisions: int, scheme: Scheme) -> float:
	return round(supervisions * scheme.assumptions.supervision_minutes / 60, 1)


def _needed(links: int, scheme: Scheme) -> Figure:
	return None if scheme.per_mentor is None else -(-links // scheme.per_mentor)


def _load(tally: Tally, month: int, scheme: Scheme) -> Figure:
	return round(tally.running[month] / scheme.available, 2) if scheme.available else None


def _mean(days: list[int]) -> Figure:
	return round(sum(days) / len(days)) if days else None


MEASURES: tuple[Measure, ...] = (
	Measure(
		"payments",
		_("Payments"),
		_("Payments"),
		Kind.MONEY,
		lambda tally, month, scheme: _pounds(tally.sums["payments"][month]),
	),
	Measure(
		"running",
		_("Running links at the month's end"),
		_("Links"),
		Kind.NUMBER,
		lambda tally, month, scheme: tally.running[month],
	),
	Measure("started", _("Links that start"), _("Start"), Kind.NUMBER, _sum_of("started")),
	Measure("ended", _("Links that end"), _("End"), Kind.NUMBER, _sum_of("ended")),
	Measure(
		"waiting",
		_("Mentees without a link at the month's end"),
		_("Waiting"),
		Kind.NUMBER,
		lambda tally, month, scheme: tally.waiting[month],
	),
	Measure(
		"wait",
		_("Days from referral to start, on average"),
		_("Wait (days)"),
		Kind.DAYS,
		lambda tally, month, scheme: _mean(tally.waits[month]),
	),
	Measure(
		"needed",
		_("Mentors needed so that nobody waits for one"),
		_("Needed"),
		Kind.NUMBER,
		lambda tally, month, scheme: _needed(tally.peak[month], scheme),
	),
	Measure("load", _("Links for each mentor"), _("Load"), Kind.SHARE, _load),
	Measure("contacts", _("Contacts"), _("Contacts"), Kind.NUMBER, _sum_of("contacts")),
	Measure(
		"supervision",
		_("Hours of supervision"),
		_("Supervision (h)"),
		Kind.HOURS,
		lambda tally, month, scheme: _hours(tally.sums["supervisions"][month], scheme),
	),
	Measure("reviews", _("Reviews and planned ends"), _("Reviews"), Kind.NUMBER, _sum_of("reviews")),
)

TOTALS: tuple[Total, ...] = (
	Total(
		"payments",
		_("Payments in all"),
		Kind.MONEY,
		lambda tally, scheme: _pounds(sum(tally.sums["payments"])),
	),
	Total(
		"needed",
		_("Mentors needed so that nobody waits for one"),
		Kind.NUMBER,
		lambda tally, scheme: _needed(max(tally.peak), scheme),
	),
	Total(
		"running",
		_("Running links at the busiest month's end"),
		Kind.NUMBER,
		lambda tally, scheme: max(tally.running),
	),
	Total("started", _("Links that start"), Kind.NUMBER, _all_of("started")),
	Total(
		"wait",
		_("Days from referral to start, on average"),
		Kind.DAYS,
		lambda tally, scheme: _mean(tally.waited),
	),
	Total(
		"waiting",
		_("Mentees without a link at the end"),
		Kind.NUMBER,
		lambda tally, scheme: tally.waiting[-1],
	),
	Total("contacts", _("Contacts"), Kind.NUMBER, _all_of("contacts")),
	Total(
		"supervision",
		_("Hours of supervision"),
		Kind.HOURS,
		lambda tally, scheme: _hours(sum(tally.sums["supervisions"]), scheme),
	),
	Total("reviews", _("Reviews and planned ends"), Kind.NUMBER, _all_of("reviews")),
)
