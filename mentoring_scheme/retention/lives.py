"""Until when people have had to do with the schemes: their approvals, roles and links, for many people at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import frappe
from frappe.utils import getdate

PARTICIPANT = "Mentoring Participant"
ENDED_LINK = ("Closed", "Declined", "Ended Early")
ENDED_MENTOR = ("Stood Down",)
ENDED_MENTEE = ("Declined", "Ended", "Withdrawn")


@dataclass
class Life:
	"""`involved_until`: None while they take part. `approval_ended`: None while they are approved, or take part."""

	involved_until: date | None = None
	approval_ended: date | None = None
	schemes: set[str] = field(default_factory=set)


def lives(people: Collection[str] | None = None) -> dict[str, Life]:
	"""The lives of these participants, or of all. A second carer has to do with it for as long as the first."""
	couples = _couples(people)
	if people is not None:
		people = {*people, *(first for first, _second in couples)}
	found = _own_lives(people)
	for first, second in couples:
		if first in found and second in found:
			_go_along(found[second], found[first])
	return found


def _go_along(second: Life, first: Life) -> None:
	second.involved_until = last_of([second.involved_until, first.involved_until])
	second.approval_ended = last_of([second.approval_ended, first.approval_ended])
	second.schemes |= first.schemes


def last_of(days: Sequence[date | None]) -> date | None:
	"""The last of these days; None where one has not come."""
	return None if None in days else max(day for day in days if day)


def _couples(people: Collection[str] | None) -> list[tuple[str, str]]:
	rows = _all(PARTICIPANT, ["name", "second_carer"], "second_carer", people)
	return [(row.name, row.second_carer) for row in rows if row.second_carer]


def _own_lives(people: Collection[str] | None) -> dict[str, Life]:
	ends, running = _involvement(people)
	approved, still_approved = _approvals(people)
	schemes = _schemes(people)
	found = {}
	for person, creation in _people(people):
		until = None if person in running else max(ends.get(person, []), default=creation)
		ended = None
		if until and person not in still_approved:
			ended = max([*approved.get(person, []), until])
		found[person] = Life(until, ended, schemes.get(person, set()))
	return found


def link_ended(link: Any) -> date | None:
	"""The day a link ended; None while it goes on. One that was declined ended when that was written."""
	if link.status not in ENDED_LINK:
		return None
	return getdate(link.ended_on or link.modified)


def _involvement(people: Collection[str] | None) -> tuple[dict[str, list[date]], set[str]]:
	ends: dict[str, list[date]] = defaultdict(list)
	running: set[str] = set()

	def count(person: str, ended: date | None) -> None:
		if ended is None:
			running.add(person)
		else:
			ends[person].append(ended)

	for side in ("mentor_participant", "mentee_participant"):
		fields = [side, "status", "ended_on", "modified"]
		for link in _all("Mentoring Link", fields, side, people):
			count(link[side], link_ended(link))
	fields = ["participant", "stage", "stood_down_on", "modified"]
	for mentor in _all("Mentor", fields, "participant", people):
		ended = getdate(mentor.stood_down_on or mentor.modified) if mentor.stage in ENDED_MENTOR else None
		count(mentor.participant, ended)
	for mentee in _all("Mentee", ["participant", "status", *ANSWERS, "modified"], "participant", people):
		count(mentee.participant, mentee_ended(mentee))
	return ends, running


ANSWERS = ("withdrawn_on", "offer_answered_on")


def mentee_ended(mentee: Any) -> date | None:
	"""The day a mentee said no, withdrew, or ended; None while they are one."""
	if mentee.status not in ENDED_MENTEE:
		return None
	answered = mentee.status != "Ended" and (mentee.withdrawn_on or mentee.offer_answered_on)
	return getdate(answered or mentee.modified)


def _approvals(people: Collection[str] | None) -> tuple[dict[str, list[date]], set[str]]:
	ends: dict[str, list[date]] = defaultdict(list)
	running: set[str] = set()
	for row in _all("Mentoring Approval", ["parent", "ended_on"], "parent", people):
		if row.ended_on:
			ends[row.parent].append(getdate(row.ended_on))
		else:
			running.add(row.parent)
	return ends, running


def _schemes(people: Collection[str] | None) -> dict[str, set[str]]:
	found: dict[str, set[str]] = defaultdict(set)
	for role in ("Mentor", "Mentee"):
		for row in _all(role, ["participant", "scheme"], "participant", people):
			found[row.participant].add(row.scheme)
	return found


def _people(people: Collection[str] | None) -> list[tuple[str, date]]:
	rows = _all(PARTICIPANT, ["name", "creation"], "name", people)
	return [(row.name, getdate(row.creation)) for row in rows]


def _all(doctype: str, fields: list[str], by: str, people: Collection[str] | None) -> list[Any]:
	filters = {} if people is None else {by: ["in", list(people)]}
	return frappe.get_all(doctype, filters, fields, order_by="name")
