"""Working out how long a link lasts, from its anchor, extensions and suspensions (R15, R36, R39)."""

from __future__ import annotations

from datetime import date
from typing import Any

from .choices import Anchor
from .clock import Clock, closed_on, sorted_
from .errors import PolicyError
from .months import LONGEST_MONTHS, add_days, add_months
from .scheme import SchemePolicy, SupportType
from .suspensions import assess_suspensions
from .term_checks import approval_unknown
from .term_values import Term, TermFacts
from .text import _, several
from .verdicts import Assessment, Finding, passed


def plan(facts: TermFacts, policy: SchemePolicy, today: date) -> Term:
	"""Work out the term. Raises PolicyError for an unknown support type or facts that contradict each other."""
	support = policy.support_type(facts.support_type)
	_check(facts)
	stops = (
		sorted_(facts.suspensions) if facts.ended_on is None else closed_on(facts.suspensions, facts.ended_on)
	)
	clock = Clock(stops if policy.suspension_stops_clock else ())
	own_end = _own_end(facts, support, clock)
	planned_end = clock.calendar(own_end) if own_end else None
	return Term(
		support_type=support.support_type,
		start=facts.start,
		planned_end=planned_end,
		earliest_end=clock.resumed(today).calendar(own_end) if own_end else None,
		own_end=own_end,
		ended_on=facts.ended_on,
		suspensions=stops,
		clock=clock,
		basis=_basis(facts, support, clock, planned_end),
	)


def _check(facts: TermFacts) -> None:
	"""Raise PolicyError for facts from which no term can be worked out."""
	if facts.ended_on is not None and facts.ended_on < facts.start:
		raise PolicyError(
			"ended_on",
			_("The link ends on {ended_on}, before it starts on {start}."),
			ended_on=facts.ended_on,
			start=facts.start,
		)
	for number, extension in enumerate(facts.extensions):
		if not 1 <= extension.months <= LONGEST_MONTHS:
			raise PolicyError(
				f"extensions[{number}].months",
				_("{months} is not between {least} and {most}."),
				months=extension.months,
				least=1,
				most=LONGEST_MONTHS,
			)
	_check_suspensions(facts)


def _check_suspensions(facts: TermFacts) -> None:
	problems = assess_suspensions(facts.suspensions, facts.start, None, date.max).refusals
	for problem in problems:
		if problem.code != "suspension-reason":
			raise PolicyError("suspensions", problem.message, **problem.figures)


def _own_end(facts: TermFacts, support: SupportType, clock: Clock) -> date | None:
	if support.anchor is Anchor.OPEN:
		return None
	if support.anchor is Anchor.EVENT:
		return _end_after_event(facts, support, clock)
	anchor = facts.approved_on if facts.counts_from_approval(support.anchor) else facts.start
	return None if anchor is None else add_months(anchor, support.months + facts.extended_by)


def _end_after_event(facts: TermFacts, support: SupportType, clock: Clock) -> date | None:
	if facts.event_on is None:
		return None
	after = add_days(clock.own(facts.event_on), 7 * support.weeks_after_event)
	return add_months(after, facts.extended_by)


def _basis(facts: TermFacts, support: SupportType, clock: Clock, planned_end: date | None) -> Assessment:
	undisturbed = _own_end(facts, support, Clock())
	findings = [_anchor_finding(facts, support)]
	if facts.extended_by and undisturbed:
		findings.append(_extended(facts.extended_by))
	if undisturbed and planned_end is None:
		findings.append(_no_end_while_suspended(clock))
	if planned_end and undisturbed and planned_end > undisturbed:
		findings.append(_moved((planned_end - undisturbed).days))
	return Assessment(tuple(findings))


def _anchor_finding(facts: TermFacts, support: SupportType) -> Finding:
	if support.anchor is Anchor.OPEN:
		return passed("R39", "term-open", _("This kind of support is open-ended."))
	if support.anchor is Anchor.EVENT:
		return _event_basis(facts, support)
	if not facts.counts_from_approval(support.anchor):
		return _start_basis(facts, support)
	if facts.approved_on is None:
		return approval_unknown(facts)
	return passed(
		"R15",
		"term-approval",
		several(
			support.months,
			_("The planned end is {months} month from the mentee's approval on {approved_on}."),
			_("The planned end is {months} months from the mentee's approval on {approved_on}."),
		),
		months=support.months,
		approved_on=facts.approved_on,
	)


def _start_basis(facts: TermFacts, support: SupportType) -> Finding:
	return passed(
		"R15",
		"term-start",
		several(
			support.months,
			_("The planned end is {months} month from the start of the link on {start}."),
			_("The planned end is {months} months from the start of the link on {start}."),
		),
		months=support.months,
		start=facts.start,
	)


def _event_basis(facts: TermFacts, support: SupportType) -> Finding:
	figures: dict[str, Any] = {"event": support.event, "weeks": support.weeks_after_event}
	if facts.event_on is None:
		return passed(
			"R15",
			"term-event-awaited",
			_("The link is open until its event ({event}) is recorded; it then ends {weeks} weeks later."),
			**figures,
		)
	return passed(
		"R15",
		"term-event",
		_("The planned end is {weeks} weeks after the event ({event}) on {event_on}."),
		event_on=facts.event_on,
		**figures,
	)


def _extended(months: int) -> Finding:
	return passed(
		"R39",
		"term-extended",
		several(months, _("It was extended by {months} month."), _("It was extended by {months} months.")),
		months=months,
	)


def _moved(days: int) -> Finding:
	return passed(
		"R36",
		"term-moved",
		several(
			days,
			_("It moved by {days} day, because support was suspended."),
			_("It moved by {days} days, because support was suspended."),
		),
		days=days,
	)


def _no_end_while_suspended(clock: Clock) -> Finding:
	return passed(
		"R36",
		"term-suspended",
		_("Support has been suspended since {since}; the planned end is known once it resumes."),
		since=clock.stops[-1].start,
	)
