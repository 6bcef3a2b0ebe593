"""The aims of a scheme: a share held against a target, or that there is not enough to say (R4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from .choices import AimDirection, AimMeasure
from .disclosure import share_to_show
from .months import add_months
from .scheme import Aim, SchemePolicy
from .text import _


@dataclass(frozen=True)
class Share:
	"""So many of so many people, links or answers.

	`people`: how many persons the base comes from. `told`: not where it would give away a part that is kept back.
	"""

	count: int
	base: int
	people: int
	told: bool = True


class Verdict(Enum):
	"""What can be said of an aim."""

	MET = "Met"
	NOT_MET = "Not met"
	NOT_YET = "Not due yet"
	NOT_ENOUGH = "Not enough to say"


@dataclass(frozen=True)
class AimStanding:
	"""An aim with its verdict. `share` is None where it comes from too few people to say anything."""

	aim: Aim
	verdict: Verdict
	share: Share | None
	due_on: date | None


def share_of(people: Iterable[tuple[str, bool]]) -> Share:
	"""The share of those for whom it is true, of (person, whether) pairs."""
	rows = list(people)
	return Share(sum(whether for _who, whether in rows), len(rows), len({who for who, _whether in rows}))


def standings(
	policy: SchemePolicy, measured: Mapping[AimMeasure, Share], signed_off_on: date | None, today: date
) -> list[AimStanding]:
	"""How each aim of the policy stands; what was not measured is not enough to say."""
	return [_standing(aim, policy, measured.get(aim.measure), signed_off_on, today) for aim in policy.aims]


def is_met(aim: Aim, share: Share) -> bool:
	"""Whether the share lies on the right side of the target; the exact share, not the rounded one."""
	if aim.direction is AimDirection.AT_LEAST:
		return 100 * share.count >= aim.target * share.base
	return 100 * share.count <= aim.target * share.base


def target_in_words(aim: Aim) -> str:
	"""Such as "at least 80%"."""
	if aim.direction is AimDirection.AT_LEAST:
		return _("at least {target}%").format(target=aim.target)
	return _("at most {target}%").format(target=aim.target)


def _standing(
	aim: Aim, policy: SchemePolicy, share: Share | None, signed_off_on: date | None, today: date
) -> AimStanding:
	due_on = add_months(signed_off_on, aim.within_months) if signed_off_on and aim.within_months else None
	if share is None or not _may_be_judged(share, policy.feedback_smallest_group):
		return AimStanding(aim, Verdict.NOT_ENOUGH, None, due_on)
	if is_met(aim, share):
		verdict = Verdict.MET
	else:
		verdict = Verdict.NOT_YET if due_on is not None and today < due_on else Verdict.NOT_MET
	return AimStanding(aim, verdict, share, due_on)


def _may_be_judged(share: Share, least: int) -> bool:
	"""Whether anything of it may be told; where not even that few are or are not meant, the verdict would tell it."""
	return share.people >= least and share_to_show(share.count, share.base, least) is not None
