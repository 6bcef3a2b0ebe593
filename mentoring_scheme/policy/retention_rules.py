"""What a scheme's policy says of how long records are kept, as values (section 10 of the rules)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from .choices import CountedFrom, Disposal, ForNation, Nation, RecordKind
from .errors import PolicyError
from .reading import Limits, Written
from .text import _

MONTHS_IN_A_YEAR = 12

# What the time of each kind can be counted from; the first is the usual one.
COUNTED_FROM: dict[RecordKind, tuple[CountedFrom, ...]] = {
	RecordKind.PARTICIPANT: (CountedFrom.APPROVAL_ENDED, CountedFrom.LAST_INVOLVEMENT),
	RecordKind.EQUALITY_PROFILE: (CountedFrom.LAST_INVOLVEMENT, CountedFrom.APPROVAL_ENDED),
	RecordKind.MENTOR: (CountedFrom.ROLE_ENDED, CountedFrom.APPROVAL_ENDED),
	RecordKind.MENTEE: (CountedFrom.ROLE_ENDED, CountedFrom.APPROVAL_ENDED),
	RecordKind.MENTEE_DECLINED: (CountedFrom.ANSWERED,),
	RecordKind.APPLICATION: (CountedFrom.ANSWERED,),
	RecordKind.CHECKS: (CountedFrom.ROLE_ENDED,),
	RecordKind.LINK: (CountedFrom.LINK_ENDED, CountedFrom.APPROVAL_ENDED),
	RecordKind.SUPERVISION: (CountedFrom.LINK_ENDED, CountedFrom.HELD),
	RecordKind.CONCERN: (CountedFrom.CLOSED,),
	RecordKind.MONEY: (CountedFrom.TAX_YEAR_OF_PAYMENT, CountedFrom.PAID),
	RecordKind.EVENT: (CountedFrom.HELD,),
	RecordKind.ROUND: (CountedFrom.MADE,),
	RecordKind.MESSAGE: (CountedFrom.MADE,),
	RecordKind.DATA_REQUEST: (CountedFrom.ANSWERED,),
	RecordKind.HOLD: (CountedFrom.CLOSED,),
	RecordKind.IMPORT: (CountedFrom.MADE,),
}


@dataclass(frozen=True)
class RetentionRule:
	"""How long one kind of record is kept in one nation, or in all that have no row of their own."""

	kind: RecordKind
	nation: ForNation
	counted_from: CountedFrom
	years: Annotated[int, Limits(0, 150)]
	months: Annotated[int, Limits(0, 11)]
	then: Disposal
	basis: Annotated[str, Written()]

	@property
	def length(self) -> int:
		"""The whole time, in months."""
		return self.years * MONTHS_IN_A_YEAR + self.months


def rule_for(rules: Sequence[RetentionRule], kind: RecordKind, nation: Nation) -> RetentionRule | None:
	"""The row of this kind for the nation, else the one for all; None where the kind is kept for good."""
	own = {rule.nation.value: rule for rule in rules if rule.kind is kind}
	return own.get(nation.value, own.get(ForNation.ALL.value))


def check_rules(rules: Sequence[RetentionRule]) -> None:
	"""Raise PolicyError for a row that repeats another, counts from what its kind has not, or keeps for no time."""
	seen: set[tuple[RecordKind, ForNation]] = set()
	for number, rule in enumerate(rules):
		path = f"retention_rules[{number}]"
		if (rule.kind, rule.nation) in seen:
			raise PolicyError(
				f"{path}.kind",
				_("There is a row for “{kind}” and {nation} already."),
				kind=rule.kind,
				nation=rule.nation,
			)
		seen.add((rule.kind, rule.nation))
		if rule.counted_from not in COUNTED_FROM[rule.kind]:
			raise PolicyError(
				f"{path}.counted_from",
				_("The time of “{kind}” is counted from: {known}."),
				kind=rule.kind,
				known=", ".join(COUNTED_FROM[rule.kind]),
			)
		if not rule.length:
			raise PolicyError(f"{path}.years", _("Say how many years or months it is kept."))
