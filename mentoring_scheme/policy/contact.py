"""Expected contact, and the records that are kept of it (R27, R28, R29, R33)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from .choices import RecordExpected, Unit
from .months import add_months
from .records import RecordFacts, assess_record
from .scheme import SchemePolicy
from .text import _, several
from .verdicts import Assessment, Finding, passed, warn
from .ways import assess_way

__all__ = [
	"ContactFacts",
	"RecordFacts",
	"assess_contact",
	"assess_record",
	"assess_records_kept",
	"assess_staff_calls",
	"assess_way",
	"interval",
	"next_expected",
	"next_planned",
]


@dataclass(frozen=True)
class ContactFacts:
	"""A link's contact so far.

	`last_contact_on` and `last_record_on` are the last contact that took place and the last contact with a record.
	`agreed_every` (0 = as the policy says) and `agreed_unit` are what the pair agreed for themselves;
	`agreed_weekday` is the weekday of their slot, Monday being 0. `resumed_on` is when support last resumed.
	`contacts_without_record` and `contacts_without_staff_call` count contacts that took place; the days of the first of
	them are `first_without_record_on` and `first_without_staff_call_on`.
	`last_noted_on` is the last contact with a record whatever became of it, also one that was rearranged, and
	`named_next_on` the day that its record gives for the next one.
	"""

	start: date
	last_contact_on: date | None = None
	last_record_on: date | None = None
	last_noted_on: date | None = None
	named_next_on: date | None = None
	agreed_every: int = 0
	agreed_unit: Unit = Unit.WEEKS
	agreed_weekday: int | None = None
	suspended: bool = False
	resumed_on: date | None = None
	ended_on: date | None = None
	contacts_without_record: int = 0
	contacts_without_staff_call: int = 0
	first_without_record_on: date | None = None
	first_without_staff_call_on: date | None = None


def next_expected(facts: ContactFacts, policy: SchemePolicy) -> date | None:
	"""The day of the next contact, or None: by agreement, during a suspension, and after the end (R27).

	One interval after the last contact, the start of the link or the end of a suspension, whichever is last; with an
	agreed weekday, the slot nearest to that day, so that a call moved by a day moves no later one.
	"""
	every, unit = interval(policy, facts.agreed_every, facts.agreed_unit)
	if not every or facts.suspended or facts.ended_on is not None:
		return None
	since = _since(facts)
	day = since + timedelta(weeks=every) if unit is Unit.WEEKS else add_months(since, every)
	return day if facts.agreed_weekday is None else _nearest(day, facts.agreed_weekday)


def next_planned(facts: ContactFacts, policy: SchemePolicy) -> date | None:
	"""The day to which the pair itself looks forward, or None where there is none (R27, R28).

	What the last record names as the next contact; else one interval after what was noted last, even if that did not
	take place: the pair has already said what became of it.
	"""
	if facts.suspended or facts.ended_on is not None:
		return None
	noted = [day for day in (facts.last_contact_on, facts.last_noted_on) if day is not None]
	if facts.named_next_on is not None and facts.named_next_on > max(noted, default=facts.start):
		return facts.named_next_on
	return next_expected(replace(facts, last_contact_on=max(noted, default=None)), policy)


def assess_contact(facts: ContactFacts, policy: SchemePolicy, today: date) -> Assessment:
	"""Whether the pair is in contact as expected: a warning from the day after the expected one (R27).

	The warning's key names the expected day, so that one reminder answers one missed contact.
	"""
	expected = next_expected(facts, policy)
	if expected is None:
		return Assessment((_none_expected(facts),))
	if today <= expected:
		return Assessment(
			(passed("R27", "contact", _("The next contact is expected on {expected}."), expected=expected),)
		)
	return Assessment((_overdue(facts, expected, today),))


def assess_records_kept(facts: ContactFacts, policy: SchemePolicy, today: date) -> Assessment:
	"""Whether records are kept as the policy asks: monthly, of each contact, or a contact log only (R28)."""
	if policy.record_expected is RecordExpected.LOG_ONLY:
		message = _("The scheme asks for no records beyond the contact log.")
		return Assessment((passed("R28", "records", message),))
	if policy.record_expected is RecordExpected.EACH_CONTACT:
		return Assessment((_each_recorded(facts),))
	return Assessment((_monthly_record(facts, today),))


def assess_staff_calls(facts: ContactFacts, policy: SchemePolicy) -> Assessment:
	"""Whether staff have spoken to the mentor after each contact, where the policy asks for it (R33)."""
	contacts = facts.contacts_without_staff_call
	if not policy.staff_call_after_contact:
		return Assessment()
	if not contacts:
		message = _("Staff have spoken to the mentor after each contact.")
		return Assessment((passed("R33", "staff-call", message, contacts=contacts),))
	message = several(
		contacts,
		_("Staff have not yet spoken to the mentor after {contacts} contact."),
		_("Staff have not yet spoken to the mentor after {contacts} contacts."),
	)
	remedy = _("Ask the mentor how it went, when the next meeting is, and whether they are managing.")
	since = facts.first_without_staff_call_on
	occasion = str(contacts)
	return Assessment(
		(warn("R33", "staff-call", message, remedy, occasion=occasion, contacts=contacts, since=since),)
	)


def interval(policy: SchemePolicy, agreed_every: int, agreed_unit: Unit) -> tuple[int, Unit]:
	"""How often contact is expected: as the pair agreed for themselves, else as the policy says; 0: by agreement (R27)."""
	if agreed_every > 0:
		return agreed_every, agreed_unit
	return policy.contact_every, policy.contact_unit


def _since(facts: ContactFacts) -> date:
	return max(day for day in (facts.start, facts.last_contact_on, facts.resumed_on) if day is not None)


def _nearest(day: date, weekday: int) -> date:
	"""The day with that weekday nearest to `day`: at most three days away."""
	return day + timedelta(days=(weekday - day.weekday() + 3) % 7 - 3)


def _none_expected(facts: ContactFacts) -> Finding:
	if facts.ended_on is not None:
		return passed("R27", "contact", _("The link ended on {ended_on}."), ended_on=facts.ended_on)
	if facts.suspended:
		return passed("R27", "contact", _("No contact is expected while support is suspended."))
	return passed("R27", "contact", _("Contact is by agreement of the pair."))


def _overdue(facts: ContactFacts, expected: date, today: date) -> Finding:
	days = (today - expected).days
	message = several(
		days,
		_("Contact was expected on {expected} and is overdue by {days} day."),
		_("Contact was expected on {expected} and is overdue by {days} days."),
	)
	return warn(
		"R27",
		"contact-overdue",
		message,
		_("Record the contact if it took place, or ask the pair how things are."),
		occasion=expected.isoformat(),
		expected=expected,
		days=days,
		last=facts.last_contact_on,
	)


def _each_recorded(facts: ContactFacts) -> Finding:
	contacts = facts.contacts_without_record
	if not contacts:
		return passed("R28", "records", _("Every contact has a record."), contacts=contacts)
	message = several(
		contacts,
		_("{contacts} contact has no record."),
		_("{contacts} contacts have no record."),
	)
	remedy = _("Ask the mentor to write what is missing.")
	since = facts.first_without_record_on
	return warn("R28", "records", message, remedy, occasion=str(contacts), contacts=contacts, since=since)


def _monthly_record(facts: ContactFacts, today: date) -> Finding:
	if facts.suspended or facts.ended_on is not None:
		return passed("R28", "records", _("No record is expected while the link does not run."))
	days = (facts.start, facts.last_record_on, facts.resumed_on)
	expected = add_months(max(day for day in days if day is not None), 1)
	if today <= expected:
		return passed("R28", "records", _("The next record is expected by {expected}."), expected=expected)
	late = (today - expected).days
	message = several(
		late,
		_("A record was expected by {expected}, {days} day ago."),
		_("A record was expected by {expected}, {days} days ago."),
	)
	remedy = _("Ask the mentor for a record of the last contact.")
	occasion = expected.isoformat()
	return warn("R28", "records", message, remedy, occasion=occasion, expected=expected, days=late)
