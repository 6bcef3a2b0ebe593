"""The limits of a scheme's expenses: each, and in a month (R43). What is over one is a manager's decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .claim_repeats import likeness, occasion
from .claim_values import NOTHING, ExpenseLine
from .scheme import ExpenseKind
from .text import _
from .verdicts import Finding, refuse


@dataclass(frozen=True)
class Claimed:
	"""A line that nothing stands against, and what it comes to before the limits."""

	line: ExpenseLine
	kind: ExpenseKind
	amount: Decimal


def in_order(claimed: Claimed) -> tuple[date, str, Decimal, str, str]:
	"""The order in which lines use up a month's limit: by day, and within it by what they say."""
	_day, kind, journey = likeness(claimed.line)
	return claimed.line.day, kind, claimed.amount, journey, claimed.line.key


def over_each(claimed: list[Claimed]) -> dict[str, Finding]:
	"""What is over the limit for one expense, by the key of the line."""
	found: dict[str, Finding] = {}
	alike: dict[str, int] = {}
	for each in claimed:
		if not each.kind.limit_each or each.amount <= each.kind.limit_each:
			continue
		what = occasion(*likeness(each.line), each.amount, each.kind.limit_each)
		alike[what] = alike.get(what, 0) + 1
		found[each.line.key] = _over_each(each, f"{what}-{alike[what]}")
	return found


def over_month(claimed: list[Claimed], month: date) -> dict[str, Finding]:
	"""What is over the limit for a month, by the kind of expense."""
	sums: dict[str, Decimal] = {}
	for each in claimed:
		sums[each.kind.kind] = sums.get(each.kind.kind, NOTHING) + each.amount
	kinds = {each.kind.kind: each.kind for each in claimed}
	return {
		name: _over_month(kinds[name], total, month)
		for name, total in sorted(sums.items())
		if kinds[name].limit_month and total > kinds[name].limit_month
	}


def within_limits(
	claimed: list[Claimed], each_over: Mapping[str, Finding], month_over: Mapping[str, Finding]
) -> dict[str, Decimal]:
	"""What each line is paid, by its key, where the findings given are those that nobody has decided about.

	The lines are those of the claim `in_order`: a month's limit goes to the first of them.
	"""
	left = {each.kind.kind: each.kind.limit_month for each in claimed if each.kind.kind in month_over}
	paid: dict[str, Decimal] = {}
	for each in claimed:
		amount = min(each.amount, each.kind.limit_each) if each.line.key in each_over else each.amount
		if each.kind.kind in left:
			amount = min(amount, left[each.kind.kind])
			left[each.kind.kind] -= amount
		paid[each.line.key] = amount
	return paid


def _over_each(each: Claimed, what: str) -> Finding:
	return refuse(
		"R43",
		"claim-limit-each",
		_(
			"“{kind}” on {day}: {amount} is above the limit of {limit}. Unless a manager agrees to more, {limit} is paid."
		),
		_("Correct the amount, or ask a manager to agree that it is paid in full."),
		overridable=True,
		occasion=what,
		kind=each.kind.kind,
		day=each.line.day,
		amount=each.amount,
		limit=each.kind.limit_each,
	)


def _over_month(kind: ExpenseKind, total: Decimal, month: date) -> Finding:
	return refuse(
		"R43",
		"claim-limit-month",
		_(
			"“{kind}” comes to {total} in this month, above the limit of {limit}. Unless a manager agrees to more, {limit} is paid."
		),
		_("Correct the amounts, or ask a manager to agree that they are paid in full."),
		overridable=True,
		occasion=occasion(month.replace(day=1), kind.kind, total, kind.limit_month),
		kind=kind.kind,
		total=total,
		limit=kind.limit_month,
	)
