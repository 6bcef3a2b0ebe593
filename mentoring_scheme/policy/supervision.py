"""Supervision of mentors: who takes part, what it may look at, and when the next is due (R35, R40)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from .choices import Choice
from .scheme import SchemePolicy
from .text import _, several
from .verdicts import Assessment, Finding, passed, refuse, warn


class SupervisionKind(Choice):
	ONE_TO_ONE = "One-to-one"
	GROUP = "Group"
	CLOSING = "Closing"


class SupervisionState(Choice):
	PLANNED = "Planned"
	HELD = "Held"
	CANCELLED = "Cancelled"


@dataclass(frozen=True)
class SupervisionFacts:
	"""One supervision as it was written down.

	Mentors and links are told apart by their keys and named by their labels. `attendance` lists the mentors of a
	group session in order, `foreign_mentors` those of another scheme. `links` gives the mentor of each link.
	"""

	kind: SupervisionKind
	state: SupervisionState
	held_on: date
	mentor: str = ""
	combined: bool = False
	attendance: tuple[str, ...] = ()
	attended: int = 0
	links: Mapping[str, str] = field(default_factory=dict)
	repeated_links: tuple[str, ...] = ()
	foreign_mentors: tuple[str, ...] = ()
	labels: Mapping[str, str] = field(default_factory=dict)


def assess_supervision(facts: SupervisionFacts, policy: SchemePolicy, today: date) -> Assessment:
	"""Whether a supervision can have been as it is written down (R35, R40)."""
	return Assessment(
		(
			*_day(facts, today),
			*_mentors(facts),
			*_links(facts),
			*_closing(facts),
			*_combined(facts, policy),
		)
	)


def next_due(held_on: date, kind: SupervisionKind, policy: SchemePolicy) -> date | None:
	"""When the mentor's next supervision is due; None after a closing one, and where the scheme has none (R35)."""
	if kind is SupervisionKind.CLOSING or not policy.supervision_every_weeks:
		return None
	return held_on + timedelta(weeks=policy.supervision_every_weeks)


@dataclass(frozen=True)
class SupervisionSoFar:
	"""What is known of the supervision of a mentor who supports somebody.

	`supporting_since` is the start of the first link that runs, `planned_on` the day of the next one in the calendar.
	"""

	supporting_since: date
	last_on: date | None = None
	planned_on: date | None = None


def assess_due(facts: SupervisionSoFar, policy: SchemePolicy, today: date) -> Finding | None:
	"""Whether the mentor's next supervision is due, or overdue; None where the scheme asks for none (R35).

	It is due from the week in which the scheme warns, and overdue once its day has passed. `due_from` and `due_on` are
	among the figures, whatever comes out.
	"""
	if not policy.supervision_every_weeks:
		return None
	due_on = _due_on(facts, policy)
	due_from = _due_from(due_on, policy)
	figures = {"due_on": due_on, "due_from": due_from, "last": facts.last_on}
	if facts.planned_on is not None and facts.planned_on >= today:
		message = _("The next supervision is planned for {planned_on}.")
		return passed("R35", "supervision-planned", message, planned_on=facts.planned_on, **figures)
	if today > due_on:
		return _overdue(due_on, figures, today)
	if today < due_from:
		message = _("The mentor's next supervision is due by {due_on}.")
		return passed("R35", "supervision-next", message, **figures)
	message = _("The mentor's supervision is due by {due_on}, and none is planned.")
	return warn("R35", "supervision-due", message, _ARRANGE, occasion=due_on.isoformat(), **figures)


_ARRANGE = _("Agree a day with the mentor and plan it.")


def _due_on(facts: SupervisionSoFar, policy: SchemePolicy) -> date:
	return (facts.last_on or facts.supporting_since) + timedelta(weeks=policy.supervision_every_weeks)


def _due_from(due_on: date, policy: SchemePolicy) -> date:
	warn_from = policy.supervision_warn_from_weeks or policy.supervision_every_weeks
	return due_on - timedelta(weeks=policy.supervision_every_weeks - warn_from)


def _overdue(due_on: date, figures: dict[str, date | None], today: date) -> Finding:
	days = (today - due_on).days
	message = several(
		days,
		_("The mentor's supervision was due by {due_on} and is overdue by {days} day."),
		_("The mentor's supervision was due by {due_on} and is overdue by {days} days."),
	)
	occasion = due_on.isoformat()
	return warn("R35", "supervision-overdue", message, _ARRANGE, occasion=occasion, days=days, **figures)


def _day(facts: SupervisionFacts, today: date) -> list[Finding]:
	if facts.state is not SupervisionState.HELD or facts.held_on <= today:
		return []
	return [
		refuse(
			"R35",
			"supervision-date",
			_("The supervision is recorded as held on {held_on}, which is after today ({today})."),
			_("Correct the date, or leave the status at Planned until it has taken place."),
			held_on=facts.held_on,
			today=today,
		)
	]


def _mentors(facts: SupervisionFacts) -> list[Finding]:
	findings = [_foreign(each, facts) for each in facts.foreign_mentors]
	if facts.kind is not SupervisionKind.GROUP:
		if not facts.mentor:
			message = _("The supervision does not say whose it is.")
			findings.append(refuse("R35", "supervision-mentor", message, _("Choose the mentor.")))
		return findings
	findings += [_twice(each, facts) for each, times in Counter(facts.attendance).items() if times > 1]
	if facts.state is SupervisionState.HELD and not facts.attended:
		message = _("The group session is recorded as held, and nobody attended.")
		remedy = _("Tick the mentors who attended, or set the status to Cancelled.")
		findings.append(refuse("R35", "supervision-attendance", message, remedy))
	return findings


def _foreign(mentor: str, facts: SupervisionFacts) -> Finding:
	message = _("{mentor} is not a mentor of this scheme.")
	remedy = _("Choose mentors of the scheme that the supervision is for.")
	return refuse("R35", "supervision-scheme", message, remedy, mentor=_label(mentor, facts))


def _twice(mentor: str, facts: SupervisionFacts) -> Finding:
	message = _("{mentor} is listed more than once.")
	remedy = _("Leave one row for each mentor.")
	return refuse("R35", "supervision-attendance", message, remedy, mentor=_label(mentor, facts))


def _links(facts: SupervisionFacts) -> list[Finding]:
	group = facts.kind is SupervisionKind.GROUP
	mentors = set(facts.attendance) if group else {facts.mentor}
	findings = [_not_theirs(link, facts) for link, mentor in facts.links.items() if mentor not in mentors]
	return findings + [_link_twice(link, facts) for link in facts.repeated_links]


def _not_theirs(link: str, facts: SupervisionFacts) -> Finding:
	message = _("The link {link} belongs to a mentor whom this supervision is not for.")
	remedy = _("Remove the link, or correct the mentor.")
	return refuse("R35", "supervision-link", message, remedy, link=_label(link, facts))


def _link_twice(link: str, facts: SupervisionFacts) -> Finding:
	message = _("The link {link} is listed more than once.")
	return refuse(
		"R35", "supervision-link", message, _("Leave one row for each link."), link=_label(link, facts)
	)


def _closing(facts: SupervisionFacts) -> list[Finding]:
	if facts.kind is not SupervisionKind.CLOSING or facts.links:
		return []
	message = _("The closing supervision does not say which link it closes.")
	remedy = _("Add the link, or each of the links, under Links reviewed.")
	return [refuse("R40", "supervision-closes", message, remedy)]


def _combined(facts: SupervisionFacts, policy: SchemePolicy) -> list[Finding]:
	if not facts.combined or policy.supervision_combined:
		return []
	message = _("In this scheme the supervision of mentors is apart from ordinary supervision.")
	remedy = _("Take the tick away, or ask the manager to change the policy of the scheme.")
	return [refuse("R35", "supervision-combined", message, remedy)]


def _label(key: str, facts: SupervisionFacts) -> str:
	return facts.labels.get(key, key)
