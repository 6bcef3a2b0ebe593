"""Whether the facts make a sensible term (R15, R40)."""

from __future__ import annotations

from datetime import date
from typing import Any

from .choices import Anchor
from .months import add_months
from .scheme import SchemePolicy, SupportType
from .suspensions import assess_suspensions
from .term_values import TermFacts
from .text import _
from .verdicts import Assessment, Finding, refuse, warn


def assess_term(facts: TermFacts, policy: SchemePolicy, today: date) -> Assessment:
	"""Whether the facts make a sensible term: approval, start, event, commencement and suspensions (R15)."""
	support = policy.support_type(facts.support_type)
	findings = [
		*_approval_findings(facts, support, today),
		*_commencement_findings(facts, support),
		*_event_findings(facts, support, today),
		*_ended_findings(facts, today),
		*_over_before_start_findings(facts, support),
	]
	return Assessment(tuple(findings)) + assess_suspensions(
		facts.suspensions, facts.start, facts.ended_on, today
	)


def approval_unknown(facts: TermFacts) -> Finding:
	"""The refusal where the length is counted from an approval whose date nobody has recorded."""
	return refuse(
		"R15",
		"approval-not-known",
		_("The length of this link is counted from the mentee's approval, and its date is not known."),
		_("Record the date of the mentee's approval, or agree a different commencement with a reason."),
		start=facts.start,
	)


def _approval_findings(facts: TermFacts, support: SupportType, today: date) -> list[Finding]:
	if facts.approved_on is None:
		return [approval_unknown(facts)] if facts.counts_from_approval(support.anchor) else []
	if facts.approved_on > today:
		return [
			refuse(
				"R15",
				"approval-in-future",
				_("The mentee's approval is dated {approved_on}, which is after today ({today})."),
				_("Correct the date of the approval."),
				approved_on=facts.approved_on,
				today=today,
			)
		]
	if facts.approved_on > facts.start:
		return [_approved_after_start(facts.approved_on, facts.start)]
	return []


def _approved_after_start(approved_on: date, start: date) -> Finding:
	return refuse(
		"R15",
		"approval-after-start",
		_("The link starts on {start}, before the mentee was approved on {approved_on}."),
		_("Choose a start on or after {approved_on}, or correct the date of the approval."),
		start=start,
		approved_on=approved_on,
	)


def _commencement_findings(facts: TermFacts, support: SupportType) -> list[Finding]:
	if not facts.commencement_agreed:
		return []
	if support.anchor is not Anchor.APPROVAL:
		return [
			warn(
				"R15",
				"commencement-without-effect",
				_(
					"A different commencement changes nothing here: “{support_type}” is not counted from approval."
				),
				_("Take the tick away."),
				support_type=support.support_type,
			)
		]
	if facts.commencement_reason.strip():
		return []
	return [
		refuse(
			"R15",
			"commencement-reason",
			_(
				"A different commencement was agreed for the link that starts on {start}, but no reason is given."
			),
			_("Write why the months run from the start of the link."),
			start=facts.start,
		)
	]


def _event_findings(facts: TermFacts, support: SupportType, today: date) -> list[Finding]:
	if facts.event_on is None:
		return []
	figures: dict[str, Any] = {"event": support.event, "event_on": facts.event_on}
	if support.anchor is not Anchor.EVENT:
		return [
			warn(
				"R15",
				"event-without-effect",
				_("A date of {event_on} is recorded for an event, but “{support_type}” does not end by one."),
				_("Take the date away."),
				support_type=support.support_type,
				event_on=facts.event_on,
			)
		]
	if facts.event_on > today:
		return [
			refuse(
				"R15",
				"event-in-future",
				_("The event ({event}) is dated {event_on}, which is after today ({today})."),
				_("Record it once it has taken place."),
				today=today,
				**figures,
			)
		]
	return []


def _ended_findings(facts: TermFacts, today: date) -> list[Finding]:
	if facts.ended_on is None:
		return []
	if facts.ended_on < facts.start:
		return [
			refuse(
				"R40",
				"ended-before-start",
				_("The link ended on {ended_on}, before it started on {start}."),
				_("Correct one of the two dates."),
				ended_on=facts.ended_on,
				start=facts.start,
			)
		]
	if facts.ended_on > today:
		return [
			refuse(
				"R40",
				"ended-in-future",
				_("The end is dated {ended_on}, which is after today ({today})."),
				_("Record the end once it has come."),
				ended_on=facts.ended_on,
				today=today,
			)
		]
	return []


def _over_before_start_findings(facts: TermFacts, support: SupportType) -> list[Finding]:
	"""The months may be over before the link begins, when they run from approval."""
	if not facts.counts_from_approval(support.anchor) or facts.approved_on is None:
		return []
	end = add_months(facts.approved_on, support.months + facts.extended_by)
	if end > facts.start:
		return []
	return [
		refuse(
			"R15",
			"term-over-before-start",
			_(
				"Counted from the approval on {approved_on}, support would end on {end}, not after its start on {start}."
			),
			_("Agree a different commencement with a reason, or choose another support type."),
			approved_on=facts.approved_on,
			end=end,
			start=facts.start,
		)
	]
