"""What waits in a link that runs, and for its mentor: contact, records, calls, reviews, the end, supervision (R27–R39)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from .choices import RecordExpected, ReminderKind
from .contact import ContactFacts, assess_contact, assess_records_kept, assess_staff_calls
from .matter_values import Matter
from .reviews import assess_end, end_ahead, reviews_due
from .scheme import SchemePolicy
from .supervision import SupervisionNeed, SupervisionStanding
from .term_values import Term
from .terms import TermFacts, plan
from .text import _, several
from .verdicts import Finding, passed, warn

LINK, MENTOR = "Mentoring Link", "Mentor"


@dataclass(frozen=True)
class LinkFactsToday:
	"""An active link as it stands: its contact, its term, and the days of the reviews held."""

	name: str
	contact: ContactFacts
	term: TermFacts
	reviews_held: tuple[date, ...] = field(default=())


def of_link(facts: LinkFactsToday, policy: SchemePolicy, today: date) -> list[Matter]:
	"""What waits in this link under the policy that it was agreed under. What lies ahead is among it."""
	term = plan(facts.term, policy, today)
	return [
		*_contact(facts, policy, today),
		*_records(facts, policy, today),
		*_staff_calls(facts, policy),
		*_reviews(facts, term, policy, today),
		*_end(facts, term, today),
	]


def of_supervision(
	mentor: str, stands: SupervisionStanding, policy: SchemePolicy, today: date
) -> Iterator[Matter]:
	"""The next supervision of a mentor, unless one is planned: from the week in which the scheme warns (R35)."""
	if stands.due_on is None or stands.planned_on is not None:
		return
	warn_from = policy.supervision_warn_from_weeks or policy.supervision_every_weeks
	due_from = stands.due_on - timedelta(weeks=policy.supervision_every_weeks - warn_from)
	yield Matter(ReminderKind.SUPERVISION, MENTOR, mentor, due_from, _supervision(stands, today))


def of_ending(link: str, since: date, today: date) -> Matter:
	"""A link whose ending was begun and which is not closed; from when on that is too long, the reminders say (R40)."""
	days = (today - since).days
	message = several(
		days,
		_("The ending was begun on {since}, {days} day ago, and the link is not closed."),
		_("The ending was begun on {since}, {days} days ago, and the link is not closed."),
	)
	remedy = _("Finish the ending: what it still needs stands in the link.")
	finding = passed("R40", "ending-open", message, since=since, days=days)
	return Matter(ReminderKind.ENDING, LINK, link, since, replace(finding, remedy=remedy))


def _supervision(stands: SupervisionStanding, today: date) -> Finding:
	due_on, remedy = stands.due_on or today, _("Agree a day with the mentor and plan it.")
	if stands.state is SupervisionNeed.OVERDUE:
		days = (today - due_on).days
		message = several(
			days,
			_("The mentor's supervision was due by {due_on} and is overdue by {days} day."),
			_("The mentor's supervision was due by {due_on} and is overdue by {days} days."),
		)
		return warn("R35", "supervision-overdue", message, remedy, due_on=due_on, days=days)
	if stands.state is SupervisionNeed.DUE:
		message = _("The mentor's supervision is due by {due_on}, and none is planned.")
		return warn("R35", "supervision-due", message, remedy, due_on=due_on)
	return passed("R35", "supervision-next", _("The next supervision is due by {due_on}."), due_on=due_on)


def _contact(facts: LinkFactsToday, policy: SchemePolicy, today: date) -> Iterator[Matter]:
	for finding in assess_contact(facts.contact, policy, today).findings:
		yield from _on(ReminderKind.CONTACT, LINK, facts.name, finding, "expected")


def _records(facts: LinkFactsToday, policy: SchemePolicy, today: date) -> Iterator[Matter]:
	day = "since" if policy.record_expected is RecordExpected.EACH_CONTACT else "expected"
	for finding in assess_records_kept(facts.contact, policy, today).findings:
		yield from _on(ReminderKind.RECORD, LINK, facts.name, finding, day)


def _staff_calls(facts: LinkFactsToday, policy: SchemePolicy) -> Iterator[Matter]:
	for finding in assess_staff_calls(facts.contact, policy).findings:
		yield from _on(ReminderKind.STAFF_CALL, LINK, facts.name, finding, "since")


def _reviews(facts: LinkFactsToday, term: Term, policy: SchemePolicy, today: date) -> Iterator[Matter]:
	for finding in reviews_due(term, policy, facts.reviews_held, today):
		yield from _on(ReminderKind.REVIEW, LINK, facts.name, finding, "due_on")


def _end(facts: LinkFactsToday, term: Term, today: date) -> Iterator[Matter]:
	"""An end that has come is told of by its task."""
	kind = ReminderKind.EXTENSION if facts.term.extended_by else ReminderKind.PLANNED_END
	reached = assess_end(term, today)
	finding = reached or end_ahead(term, today, extended=bool(facts.term.extended_by))
	if finding and term.planned_end:
		yield Matter(kind, LINK, facts.name, term.planned_end, finding, told_by_task=reached is not None)


def _on(kind: ReminderKind, document: str, name: str, finding: Finding, figure: str) -> list[Matter]:
	"""The matter of a finding that names its day by that figure; none where it names no day."""
	day = finding.figures.get(figure)
	return [Matter(kind, document, name, day, finding)] if isinstance(day, date) else []
