"""When a running link is looked at again: its reviews and its planned end (R39)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from .months import add_months
from .scheme import SchemePolicy
from .term_values import Term
from .text import _, several
from .verdicts import Finding, passed, warn


def reviews_due(
	term: Term, policy: SchemePolicy, reviews_held: Collection[date], today: date
) -> list[Finding]:
	"""The link's next review: a warning once it is due, else a pass that names its date (R39).

	Counted on the link's own clock from the last review held, else from the start. Empty where the policy asks for no
	reviews, after the end, and while an open suspension keeps the date unknown.
	"""
	every = policy.support_type(term.support_type).review_every_months
	if not every or term.ended_on is not None:
		return []
	last = max((day for day in reviews_held if term.start <= day <= today), default=term.start)
	due = term.clock.calendar(add_months(term.clock.own(last), every))
	if due is None or (term.planned_end is not None and due >= term.planned_end):
		return []
	return [_review(due, last, every, today)]


def assess_end(term: Term, today: date) -> Finding | None:
	"""A warning once the planned end of a running link has come; None before, and when there is no planned end (R39)."""
	if term.planned_end is None or term.ended_on is not None or today < term.planned_end:
		return None
	days = (today - term.planned_end).days
	return warn(
		"R39",
		"planned-end-reached",
		several(
			days,
			_("The planned end of this link, {planned_end}, was {days} day ago."),
			_("The planned end of this link, {planned_end}, was {days} days ago."),
		)
		if days
		else _("The planned end of this link, {planned_end}, is today."),
		_("Begin the ending, or record an extension with its reason."),
		occasion=term.planned_end.isoformat(),
		planned_end=term.planned_end,
		days=days,
	)


def end_ahead(term: Term, today: date, *, extended: bool) -> Finding | None:
	"""The planned end of a running link while it lies ahead; None where it has come, and where there is none (R39)."""
	if term.planned_end is None or term.ended_on is not None or today >= term.planned_end:
		return None
	message = (
		_("The extension of this link runs out on {planned_end}.")
		if extended
		else _("The planned end of this link is {planned_end}.")
	)
	days = (term.planned_end - today).days
	return passed("R39", "planned-end-ahead", message, planned_end=term.planned_end, days=days)


def _review(due: date, last: date, every: int, today: date) -> Finding:
	days = (today - due).days
	if days < 0:
		return passed("R39", "review-next", _("The next review is on {due_on}."), due_on=due)
	return warn(
		"R39",
		"review-due",
		several(
			every,
			_("A review was due on {due_on}, {every} month after {last}."),
			_("A review was due on {due_on}, {every} months after {last}."),
		),
		_("Hold the review and record it."),
		occasion=due.isoformat(),
		due_on=due,
		every=every,
		last=last,
		days=days,
	)
