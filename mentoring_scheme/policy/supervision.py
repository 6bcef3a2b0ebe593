"""Supervision of mentors: who takes part, what it may look at, and when the next is due (R35, R40)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from .choices import Choice
from .scheme import SchemePolicy
from .text import _
from .verdicts import Assessment, Finding, refuse


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


def assess_planning(state: str, has_next: bool) -> Assessment:
	"""Whether the supervision that follows can be planned: this one was held, and another is due after it (R35)."""
	if state != SupervisionState.HELD.value:
		message = _("The supervision is “{state}”, and the next one follows from one that was held.")
		remedy = _("Set the status to Held once it has taken place.")
		return Assessment((refuse("R35", "supervision-next", message, remedy, state=state),))
	if not has_next:
		message = _("No day is written down for the next supervision.")
		remedy = _("Write the day under “Next supervision on” and save.")
		return Assessment((refuse("R35", "supervision-next", message, remedy),))
	return Assessment()


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


# --- when the next is due


class SupervisionNeed(Choice):
	"""How a mentor stands with supervision. Not asked: the scheme has none, or no link of theirs runs."""

	NOT_ASKED = "Not asked"
	IN_TIME = "In time"
	PLANNED = "Planned"
	DUE = "Due"
	OVERDUE = "Overdue"


@dataclass(frozen=True)
class SupervisionStanding:
	"""How a mentor stands with supervision; `due_on` is the last day in time, `planned_on` the next that is planned."""

	state: SupervisionNeed
	due_on: date | None = None
	last_on: date | None = None
	planned_on: date | None = None


def standing(
	last_on: date | None,
	supported_since: date | None,
	planned: Iterable[date],
	policy: SchemePolicy,
	today: date,
) -> SupervisionStanding:
	"""Whether a mentor's supervision is due (R35).

	`last_on` is the last one that was held with this mentor alone, since groups are held as well and not instead;
	`supported_since` is the day on which the longest of their running links began, None where none runs. The time
	counts from the later of the two, because nobody is supervised while they support nobody.
	"""
	ahead = min((day for day in planned if day >= today), default=None)
	every = policy.supervision_every_weeks
	if not every or supported_since is None:
		return SupervisionStanding(SupervisionNeed.NOT_ASKED, None, last_on, ahead)
	since = max(last_on, supported_since) if last_on else supported_since
	due_on = since + timedelta(weeks=every)
	if today > due_on:
		state = SupervisionNeed.OVERDUE
	elif ahead is not None and ahead <= due_on:
		state = SupervisionNeed.PLANNED
	elif today >= since + timedelta(weeks=policy.supervision_warn_from_weeks or every):
		state = SupervisionNeed.DUE
	else:
		state = SupervisionNeed.IN_TIME
	return SupervisionStanding(state, due_on, last_on, ahead)
