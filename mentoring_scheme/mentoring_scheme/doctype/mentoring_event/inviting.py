"""Inviting people to an event: each person once, with one message."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.utils import now_datetime

from mentoring_scheme.mentoring_scheme.doctype.mentoring_event.facts import event_facts, rows_of
from mentoring_scheme.mentoring_scheme.doctype.mentoring_event.people import Person, people_of
from mentoring_scheme.mentoring_scheme.doctype.mentoring_event.seats import keep, new_booking
from mentoring_scheme.mentoring_scheme.doctype.mentoring_event.telling import say_once
from mentoring_scheme.mentoring_scheme.verdict import message_of, refuse_unless_allowed, remedy_of
from mentoring_scheme.policy.events import admits, assess_guest, assess_invitation
from mentoring_scheme.policy.verdicts import Assessment

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentoring_event.mentoring_event import MentoringEvent


def candidates(event: MentoringEvent, everybody: bool = False) -> list[dict[str, Any]]:
	"""Whom the event is for and who is not on its list yet; with `everybody`, all of the scheme who are not."""
	listed = set(frappe.get_all("Mentoring Booking", {"event": event.name}, pluck="participant"))
	open_to = event_facts(event).open_to
	return [
		_as_candidate(person)
		for person in people_of(event.scheme).values()
		if person.participant not in listed and (everybody or admits(open_to, person.guests))
	]


def invite(event: MentoringEvent, participants: Collection[str]) -> dict[str, Any]:
	"""Invite these people; those who are on the list already are left as they are.

	Returns how many were invited and how many were on the list, who has no address to write to, and for whom the event
	is not, with the reason. Raises RuleRefusal where nobody may be invited any more.
	"""
	facts = event_facts(event)
	refuse_unless_allowed(assess_invitation(facts, now_datetime()))
	listed = {row.participant for row in rows_of(event.name)}
	people = people_of(event.scheme, set(participants))
	answer: dict[str, Any] = {"invited": 0, "listed": 0, "without_address": [], "refused": []}
	for participant in dict.fromkeys(participants):
		person = people.get(participant) or Person(participant, participant)
		assessment = assess_guest(facts, person.guests, person.name)
		if participant in listed:
			answer["listed"] += 1
		elif not assessment.allowed:
			answer["refused"].append(sentence_of(assessment))
		else:
			keep(new_booking(event, person), status="Invited", invited_on=now_datetime())
			answer["invited"] += 1
			if not person.send_to:
				answer["without_address"].append(person.name)
	say_once()
	return answer


def sentence_of(assessment: Assessment) -> str:
	"""The first refusal with its remedy and its rule, as one line."""
	finding = assessment.refusals[0]
	return f"{message_of(finding)} {remedy_of(finding)} ({finding.rule})"


def _as_candidate(person: Person) -> dict[str, Any]:
	return {
		"participant": person.participant,
		"name": person.name,
		"guests": sorted(guest.value for guest in person.guests),
		"is_as": ", ".join(_(guest.value) for guest in sorted(person.guests)),
		"stage": _(person.stage) if person.stage else "",
		"is_active": person.stage == "Active",
		"has_address": bool(person.send_to),
	}
