"""Whether a link's suspensions are in order (R36)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from .clock import Suspension, sorted_
from .scheme import SchemePolicy
from .term_values import TermFacts
from .text import _
from .verdicts import Assessment, Finding, passed, refuse


def assess_suspension(
	suspension: Suspension, facts: TermFacts, policy: SchemePolicy, today: date
) -> Assessment:
	"""Whether this suspension may stand beside those in `facts`, which do not hold it (R36)."""
	all_of_them = (*facts.suspensions, suspension)
	findings = assess_suspensions(all_of_them, facts.start, facts.ended_on, today)
	if policy.suspension_stops_clock and findings.allowed:
		findings += Assessment((_clock_stops(suspension),))
	return findings


def assess_suspensions(
	suspensions: Sequence[Suspension], start: date, ended_on: date | None, today: date
) -> Assessment:
	"""Whether a link's suspensions are in order: within its life, not overlapping, with reasons (R36)."""
	findings: list[Finding] = []
	ordered = sorted_(suspensions)
	for number, suspension in enumerate(ordered):
		findings += _suspension_findings(suspension, start, ended_on, today)
		if number:
			findings += _overlap(ordered[number - 1], suspension)
	return Assessment(tuple(findings))


def _suspension_findings(
	suspension: Suspension, start: date, ended_on: date | None, today: date
) -> list[Finding]:
	findings = []
	if suspension.start < start:
		findings.append(_suspended_before_start(suspension, start))
	if suspension.start > today:
		findings.append(_suspension_in_future(suspension.start, today))
	if suspension.resumed_on is not None and suspension.resumed_on < suspension.start:
		findings.append(_resumed_before(suspension))
	elif suspension.resumed_on is not None and suspension.resumed_on > today:
		findings.append(_suspension_in_future(suspension.resumed_on, today))
	last = max(suspension.start, suspension.resumed_on or suspension.start)
	if ended_on is not None and last > ended_on:
		findings.append(_suspended_after_end(last, ended_on))
	if not suspension.reason.strip():
		findings.append(_suspension_reason(suspension))
	return findings


def _suspended_before_start(suspension: Suspension, start: date) -> Finding:
	return refuse(
		"R36",
		"suspension-before-start",
		_("The suspension begins on {suspended_on}, before the link starts on {start}."),
		_("Correct the date of the suspension."),
		suspended_on=suspension.start,
		start=start,
	)


def _suspension_in_future(day: date, today: date) -> Finding:
	return refuse(
		"R36",
		"suspension-in-future",
		_("The suspension has a date of {day}, which is after today ({today})."),
		_("Record each date once it has come."),
		day=day,
		today=today,
	)


def _resumed_before(suspension: Suspension) -> Finding:
	return refuse(
		"R36",
		"suspension-end-before-start",
		_("Support resumed on {resumed_on}, before it was suspended on {suspended_on}."),
		_("Correct one of the two dates."),
		resumed_on=suspension.resumed_on,
		suspended_on=suspension.start,
	)


def _suspended_after_end(day: date, ended_on: date) -> Finding:
	return refuse(
		"R36",
		"suspension-after-end",
		_("The suspension has a date of {day}, after the link ended on {ended_on}."),
		_("Correct the date of the suspension."),
		day=day,
		ended_on=ended_on,
	)


def _suspension_reason(suspension: Suspension) -> Finding:
	return refuse(
		"R36",
		"suspension-reason",
		_("The suspension of {suspended_on} has no reason."),
		_("Write why support was suspended, without details of any allegation."),
		suspended_on=suspension.start,
	)


def _overlap(earlier: Suspension, later: Suspension) -> list[Finding]:
	if earlier.resumed_on is not None and earlier.resumed_on <= later.start:
		return []
	return [
		refuse(
			"R36",
			"suspension-overlap",
			_("The suspension of {later} begins before the one of {earlier} has ended."),
			_("Record when support resumed after {earlier}, or correct the dates."),
			earlier=earlier.start,
			later=later.start,
		)
	]


def _clock_stops(suspension: Suspension) -> Finding:
	return passed(
		"R36",
		"suspension-stops-clock",
		_(
			"From {suspended_on} the clock stops: the planned end and all later dates move by the days of the suspension."
		),
		suspended_on=suspension.start,
	)
