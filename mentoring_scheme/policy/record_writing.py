"""Writing, sending and agreeing a contact record (R28, R29, R31)."""

from __future__ import annotations

from datetime import date

from .choices import RecordAgreedBy
from .records import RecordFacts, assess_record
from .scheme import SchemePolicy
from .states import LinkState
from .text import _
from .verdicts import Assessment, Severity, refuse

# What a draft may still lack.
MAY_FOLLOW = ("record-summary", "record-by-whom", "record-why-not", "record-date", "record-way")


def assess_draft(facts: RecordFacts, state: LinkState, policy: SchemePolicy, today: date) -> Assessment:
	"""Whether a record may be kept as it stands: what it says is possible, though it need not be complete."""
	findings = assess_record(facts, policy, today).findings
	return assess_link_open(state) + Assessment(
		tuple(
			each
			for each in findings
			if each.severity is not Severity.WARN and not _may_follow(each.code, facts)
		)
	)


def assess_sending(facts: RecordFacts, state: LinkState, policy: SchemePolicy, today: date) -> Assessment:
	"""Whether a record is complete enough to go to the mentee, or into the log (R28, R29)."""
	return assess_link_open(state) + assess_record(facts, policy, today)


def assess_link_open(state: LinkState) -> Assessment:
	"""Whether papers of a link still change. A link that ended early takes late records until it is closed."""
	if state is not LinkState.CLOSED:
		return Assessment()
	message = _("The link is closed and its records are on both carers' files.")
	remedy = _("A manager may open the link again, with a reason.")
	return Assessment((refuse("R31", "record-link-closed", message, remedy),))


def assess_paper_agreement(agreed_on: date | None, contact_on: date, today: date) -> Assessment:
	"""Whether a record can have been agreed on paper on that day: not before the contact, not in the future (R29)."""
	if agreed_on is None:
		message = _("The day on which the record was agreed is missing.")
		return Assessment(
			(refuse("R29", "agreed-on", message, _("Write the day that stands on the paper.")),)
		)
	remedy = _("Correct the date on which it was agreed.")
	if agreed_on > today:
		message = _("The record is dated as agreed on {agreed_on}, which is after today ({today}).")
		return Assessment((refuse("R29", "agreed-on", message, remedy, agreed_on=agreed_on, today=today),))
	if agreed_on < contact_on:
		message = _("The record is dated as agreed on {agreed_on}, before the contact on {contact_on}.")
		return Assessment(
			(refuse("R29", "agreed-on", message, remedy, agreed_on=agreed_on, contact_on=contact_on),)
		)
	return Assessment()


def needs_mentee(policy: SchemePolicy) -> bool:
	"""Whether the mentee agrees a record; otherwise it goes into the log as it is sent (R29)."""
	return policy.record_agreed_by is not RecordAgreedBy.NOBODY


def needs_both(policy: SchemePolicy) -> bool:
	"""Whether mentor and mentee both sign a record with their names (R29)."""
	return policy.record_agreed_by is RecordAgreedBy.BOTH


def _may_follow(code: str, facts: RecordFacts) -> bool:
	if code == "record-date":
		return facts.contact_on is None
	return code in MAY_FOLLOW
