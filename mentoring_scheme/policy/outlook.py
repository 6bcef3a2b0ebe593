"""What is still to be paid for a link, as it stands and if something about it were decided today (R39, R42)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from .extensions import assess_extension
from .planning import plan
from .scheme import SchemePolicy
from .settlement import Life, Line, lived, settle, total
from .term_values import Extension, TermFacts


@dataclass(frozen=True)
class Coming:
	"""What is added to the payments of a link on a day; less than nothing where something is taken back."""

	due_on: date
	amount: Decimal


@dataclass(frozen=True)
class Outlook:
	"""What is still to come for a link: as it stands, if it were extended by a month, and if it ended today.

	Where it cannot be extended or ended, that is None.
	"""

	coming: tuple[Coming, ...]
	if_extended: tuple[Coming, ...] | None
	if_ended: tuple[Coming, ...] | None


def outlook(facts: TermFacts, lines: Collection[Line], policy: SchemePolicy, today: date) -> Outlook:
	"""What a link still costs, each way, beyond the `lines` that were made.

	Raises PolicyError for facts from which no term can be worked out.
	"""
	longer, shorter = extended(facts, policy, today), ended(facts, today)
	return Outlook(
		coming=_coming(facts, lines, policy, today),
		if_extended=_coming(longer, lines, policy, today) if longer else None,
		if_ended=_coming(shorter, lines, policy, today) if shorter else None,
	)


def extended(facts: TermFacts, policy: SchemePolicy, today: date) -> TermFacts | None:
	"""The link extended by one month from today; None where the policy does not let it be (R39)."""
	approver = frozenset({policy.extension_approver.value})
	month = Extension(1, "–", approved_on=today, approver_roles=approver)
	if not assess_extension(month, facts, policy, today).allowed:
		return None
	return replace(facts, extensions=(*facts.extensions, month))


def ended(facts: TermFacts, today: date) -> TermFacts | None:
	"""The link ended today; None where it has not begun, or its end is recorded."""
	if facts.ended_on is not None or facts.start > today:
		return None
	return replace(facts, ended_on=today)


def _coming(
	facts: TermFacts, lines: Collection[Line], policy: SchemePolicy, today: date
) -> tuple[Coming, ...]:
	life = lived(plan(facts, policy, today), policy, facts.support_type)
	return tuple(to_come(life, lines, today))


def to_come(life: Life, lines: Collection[Line], today: date) -> Iterator[Coming]:
	"""What settling the link would add today, and then on each day on which an instalment falls due."""
	ahead = {each.due_on for each in life.instalments if each.due_on > today}
	before = total(lines)
	for day in sorted({today, *ahead}):
		after = _total_after(life, lines, day)
		if after != before:
			yield Coming(day, after - before)
		before = after


def _total_after(life: Life, lines: Collection[Line], day: date) -> Decimal:
	"""The sum of all that counts once the link is settled on that day."""
	steps = settle(life, lines, day)
	changed = {step.line for step in steps}
	wanted = sum((step.wanted.amount for step in steps if step.wanted), Decimal("0.00"))
	return total([line for line in lines if line not in changed]) + wanted
