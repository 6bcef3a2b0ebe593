"""Who of a scheme may come to its events: mentors, applicants and mentees, in a constant number of queries."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import frappe

from mentoring_scheme.policy.events import Guest, guest_at
from mentoring_scheme.policy.states import Stage

NO_LONGER_MENTEE = ("Declined", "Ended", "Withdrawn")


@dataclass(frozen=True)
class Person:
	"""A participant, and what they are in the scheme of an event. `send_to` is empty where no address is known."""

	participant: str
	name: str
	send_to: str | None = None
	mentor: str | None = None
	stage: str | None = None
	mentee: str | None = None

	@property
	def guests(self) -> frozenset[Guest]:
		"""What this person is to an event of the scheme."""
		as_mentor = {guest_at(Stage(self.stage))} if self.stage else set()
		as_mentee = {Guest.MENTEE} if self.mentee else set()
		return frozenset((as_mentor | as_mentee) - {None})


def people_of(scheme: str, participants: Collection[str] | None = None) -> dict[str, Person]:
	"""Everybody in the scheme, or those of `participants` who are, by participant and sorted by name."""
	among = {"participant": ["in", sorted(participants)]} if participants is not None else {}
	mentors = _roles("Mentor", {"scheme": scheme, "stage": ["!=", Stage.STOOD_DOWN.value], **among}, "stage")
	mentees = _roles("Mentee", {"scheme": scheme, "status": ["not in", NO_LONGER_MENTEE], **among}, "status")
	rows = frappe.get_all(
		"Mentoring Participant",
		filters={"name": ["in", sorted({*mentors, *mentees})]},
		fields=["name", "participant_name", "user", "email"],
		order_by="participant_name, name",
	)
	return {row.name: _person(row, mentors.get(row.name), mentees.get(row.name)) for row in rows}


def own_participant() -> str | None:
	"""The participant whose account the session's is."""
	return frappe.db.get_value("Mentoring Participant", {"user": frappe.session.user})


def _roles(doctype: str, filters: dict[str, Any], standing: str) -> dict[str, Any]:
	rows = frappe.get_all(doctype, filters=filters, fields=["name", "participant", standing], order_by="name")
	return {row.participant: row for row in rows}


def _person(row: Any, mentor: Any, mentee: Any) -> Person:
	return Person(
		participant=row.name,
		name=row.participant_name,
		send_to=row.user or row.email or None,
		mentor=mentor.name if mentor else None,
		stage=mentor.stage if mentor else None,
		mentee=mentee.name if mentee else None,
	)
