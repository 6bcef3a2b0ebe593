"""Who is referred, and what will befall their links. All chance of a forecast is drawn here, from a seed.

What is drawn does not depend on the policy or on the number of mentors, so that two policies are compared on the same
people and the same luck.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import NamedTuple

from ..policy.choices import Anchor
from ..policy.scheme import SchemePolicy, SupportType
from .values import Assumptions, RunningLink, WaitingMentee

DAYS_IN_A_MONTH = 365.25 / 12
STEPS = 12  # the point of a link at which something happens is drawn in twelfths of its length


class Fate(NamedTuple):
	"""What will befall a link. Points are twelfths of its length, None where the thing does not happen.

	`length` says how long an open-ended link runs, or how soon its event comes: see `waiting_time`. Where the length is
	the policy's it is always the same, so that links alike are recognised as such.
	"""

	ends_early_at: int | None = None
	extended: bool = False
	suspended_at: int | None = None
	length: int = 0


class Referral(NamedTuple):
	"""A mentee, from the referral to the day on which a link could start. `support` is a place in the policy's table."""

	referred_on: date
	ready_on: date
	support: int
	approved_on: date
	fate: Fate


def waiting_time(mean: int, length: int) -> int:
	"""Days until something that comes at random and after `mean` days on average: twelve lengths, each as likely."""
	share = (length + 0.5) / STEPS
	return max(1, round(-math.log(1 - share) * mean))


def draw_referrals(
	assumptions: Assumptions, policy: SchemePolicy, waiting: Sequence[WaitingMentee], end: date, run: int
) -> list[Referral]:
	"""The mentees of one run, until `end`, in the order in which they are ready; first those who wait already."""
	chance = Random(f"{assumptions.seed}/{run}/referrals")
	known = [_of_waiting(each, assumptions, policy, chance) for each in waiting]
	return sorted([*known, *_new(assumptions, policy, end, chance)], key=lambda each: each.ready_on)


def draw_fates(assumptions: Assumptions, links: Sequence[RunningLink], run: int) -> list[Fate]:
	"""What will befall the links that run already."""
	chance = Random(f"{assumptions.seed}/{run}/running")
	return [_fate(assumptions, chance, each.policy.support_type(each.facts.support_type)) for each in links]


def _new(assumptions: Assumptions, policy: SchemePolicy, end: date, chance: Random) -> list[Referral]:
	if not assumptions.referrals_per_month:
		return []
	shares = _shares(assumptions, policy)
	rate = float(assumptions.referrals_per_month) / DAYS_IN_A_MONTH
	last, day, found = (end - assumptions.start).days, chance.expovariate(rate), []
	while day < last:
		referred_on = assumptions.start + timedelta(days=int(day))
		support = min(bisect_right(shares, chance.random()), len(shares) - 1)
		found.append(
			Referral(
				referred_on=referred_on,
				ready_on=referred_on + timedelta(days=assumptions.days_to_introduce),
				support=support,
				approved_on=referred_on - timedelta(days=assumptions.days_since_approval),
				fate=_fate(assumptions, chance, policy.support_types[support]),
			)
		)
		day += chance.expovariate(rate)
	return found


def _of_waiting(
	mentee: WaitingMentee, assumptions: Assumptions, policy: SchemePolicy, chance: Random
) -> Referral:
	names = [each.support_type for each in policy.support_types]
	support = names.index(mentee.support_type) if mentee.support_type in names else 0
	ready = mentee.referred_on + timedelta(days=assumptions.days_to_introduce)
	return Referral(
		referred_on=mentee.referred_on,
		ready_on=max(ready, assumptions.start),
		support=support,
		approved_on=mentee.approved_on
		or mentee.referred_on - timedelta(days=assumptions.days_since_approval),
		fate=_fate(assumptions, chance, policy.support_types[support]),
	)


def _shares(assumptions: Assumptions, policy: SchemePolicy) -> list[float]:
	"""Up to where each support type reaches between 0 and 1."""
	mix = dict(assumptions.mix)
	weights = [mix.get(each.support_type, 0) if mix else 1 for each in policy.support_types]
	return [each / sum(weights) for each in accumulate(weights)]


def _fate(assumptions: Assumptions, chance: Random, support: SupportType) -> Fate:
	"""Always the same number of draws, whatever comes of them."""
	outcome, suspended = chance.random() * 100, chance.random() * 100
	point, suspended_at, length = (int(chance.random() * STEPS) for _draw in range(3))
	if support.anchor in (Anchor.APPROVAL, Anchor.LINK_START):
		length = 0
	if outcome < assumptions.ending_early_percent:
		return Fate(ends_early_at=point, length=length)
	return Fate(
		extended=outcome < assumptions.ending_early_percent + assumptions.extended_percent,
		suspended_at=suspended_at if suspended < assumptions.suspended_percent else None,
		length=length,
	)
