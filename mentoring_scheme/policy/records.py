"""Whether a record of one contact is complete enough to be sent and agreed (R28, R29)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .choices import RecordExpected, Way, WayUse
from .clock import Suspension
from .scheme import SchemePolicy
from .text import _
from .verdicts import Assessment, Finding, passed, refuse, warn
from .ways import assess_way

LONGEST_MINUTES = 24 * 60


@dataclass(frozen=True)
class RecordFacts:
	"""One contact as the mentor has written it down; `link_start` None means that the link has not started."""

	contact_on: date | None
	way: Way | None
	link_start: date | None
	link_ended_on: date | None = None
	suspensions: tuple[Suspension, ...] = ()
	used_for: WayUse = WayUse.PLANNED
	took_place: bool = True
	by_whom: str = ""
	why_not: str = ""
	minutes: int = 0
	summary: str = ""
	next_contact_on: date | None = None


def assess_record(facts: RecordFacts, policy: SchemePolicy, today: date) -> Assessment:
	"""Whether the record says what it must, with dates that are possible (R28).

	Where the policy asks for a contact log only, no summary is asked for.
	"""
	return Assessment(
		(
			*_contact_day(facts, today),
			*_within_link(facts),
			*_way(facts, policy),
			*_length(facts),
			*_content(facts, policy),
			*_next_contact(facts, policy),
		)
	)


def _contact_day(facts: RecordFacts, today: date) -> list[Finding]:
	if facts.contact_on is None:
		message = _("The record has no date.")
		return [refuse("R28", "record-date", message, _("Write the day of the contact."), contact_on=None)]
	if facts.contact_on <= today:
		return [
			passed("R28", "record-date", _("The contact was on {contact_on}."), contact_on=facts.contact_on)
		]
	return [
		refuse(
			"R28",
			"record-date",
			_("The contact is dated {contact_on}, which is after today ({today})."),
			_("Correct the date, or write the record once the day has come."),
			contact_on=facts.contact_on,
			today=today,
		)
	]


def _within_link(facts: RecordFacts) -> list[Finding]:
	if facts.link_start is None:
		message = _("The link has not started, so there is no contact to record.")
		return [refuse("R26", "record-outside-link", message, _("Make the link active first."), start=None)]
	if facts.contact_on is None:
		return []
	if facts.contact_on < facts.link_start:
		return [_before_link(facts.contact_on, facts.link_start)]
	if facts.link_ended_on is not None and facts.contact_on > facts.link_ended_on:
		return [_after_link(facts.contact_on, facts.link_ended_on)]
	return [
		_while_suspended(each)
		for each in facts.suspensions
		if facts.took_place and _inside(facts.contact_on, each)
	]


def _before_link(contact_on: date, start: date) -> Finding:
	return refuse(
		"R26",
		"record-outside-link",
		_("The contact on {contact_on} was before the link started on {start}."),
		_("Correct the date of the contact."),
		contact_on=contact_on,
		start=start,
	)


def _after_link(contact_on: date, ended_on: date) -> Finding:
	return refuse(
		"R40",
		"record-outside-link",
		_("The contact on {contact_on} was after the link ended on {ended_on}."),
		_("Correct the date. Informal contact after the end is the pair's own and is not recorded."),
		contact_on=contact_on,
		ended_on=ended_on,
	)


def _inside(day: date, suspension: Suspension) -> bool:
	return suspension.start <= day and (suspension.resumed_on is None or day < suspension.resumed_on)


def _while_suspended(suspension: Suspension) -> Finding:
	return warn(
		"R36",
		"record-while-suspended",
		_("The contact took place while support was suspended, since {suspended_on}."),
		_("Go on with a reason, or correct the date; tell the co-ordinator."),
		occasion=suspension.start.isoformat(),
		suspended_on=suspension.start,
		resumed_on=suspension.resumed_on,
	)


def _way(facts: RecordFacts, policy: SchemePolicy) -> list[Finding]:
	if facts.way is None:
		message = _("The record does not say how the contact was made.")
		return [refuse("R28", "record-way", message, _("Choose the way of contact."), way=None)]
	return [assess_way(facts.way, facts.used_for, policy)] if facts.took_place else []


def _length(facts: RecordFacts) -> list[Finding]:
	if 0 <= facts.minutes <= LONGEST_MINUTES:
		return []
	return [
		refuse(
			"R28",
			"record-length",
			_("A contact of {minutes} minutes is not possible; it must be between 0 and {most}."),
			_("Write the length in minutes."),
			minutes=facts.minutes,
			most=LONGEST_MINUTES,
		)
	]


def _content(facts: RecordFacts, policy: SchemePolicy) -> list[Finding]:
	if not facts.took_place:
		return _why_not(facts)
	if facts.summary.strip() or policy.record_expected is RecordExpected.LOG_ONLY:
		return []
	message = _("The record does not say what was discussed.")
	remedy = _("Write a short summary. Leave out anything that identifies a child, unless it is needed.")
	return [refuse("R28", "record-summary", message, remedy)]


def _why_not(facts: RecordFacts) -> list[Finding]:
	missing = []
	if not facts.by_whom:
		message = _("The contact did not take place, and the record does not say by whom that was.")
		remedy = _("Say who rearranged or cancelled it, or was not there.")
		missing.append(refuse("R28", "record-by-whom", message, remedy))
	if not facts.why_not.strip():
		message = _("The contact did not take place, and the record does not say why.")
		missing.append(
			refuse("R28", "record-why-not", message, _("Write shortly why it did not take place."))
		)
	return missing


def _next_contact(facts: RecordFacts, policy: SchemePolicy) -> list[Finding]:
	if facts.next_contact_on is None:
		if facts.link_ended_on is not None or policy.record_expected is RecordExpected.LOG_ONLY:
			return []
		message = _("The record does not say when the next contact is.")
		return [warn("R28", "record-next-contact", message, _("Agree the next contact, or go on without."))]
	if facts.contact_on is None or facts.next_contact_on >= facts.contact_on:
		return []
	return [
		refuse(
			"R28",
			"record-next-contact",
			_("The next contact is dated {next_contact_on}, before this one on {contact_on}."),
			_("Correct one of the two dates."),
			next_contact_on=facts.next_contact_on,
			contact_on=facts.contact_on,
		)
	]
