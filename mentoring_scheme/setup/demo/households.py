"""People with their households, as the co-ordinator enters them (R6)."""

from __future__ import annotations

from typing import Any

from frappe.model.document import Document

from mentoring_scheme.setup.demo.acting import ago, change, insert
from mentoring_scheme.setup.demo.people import Person
from mentoring_scheme.setup.demo.year import Year


def make_participant(
	year: Year,
	person: Person,
	*,
	approved: int,
	level: int,
	known: dict[str, Any],
	user: str | None = None,
) -> Document:
	"""A person and the household, approved that many days ago; every third household has a second carer.

	`known`: what matching may weigh, see profiles.py. Those who live together live in one place.

	Whoever can sign in is supervised by the first of the social workers, so that the demo's accounts belong together.
	"""
	shared = _shared(
		year, person, approved, level, year.plan.social_workers[0] if user else year.social_worker()
	)
	shared |= {name: known[name] for name in ("area", "location") if name in known}
	participant = _enter(year, person, shared | known, user=user)
	if year.random.random() < 0.3:
		partner = _enter(year, year.people.partner_of(person), shared)
		participant = change(participant, second_carer=partner.name)
	return participant


def _shared(year: Year, person: Person, approved: int, level: int, social_worker: Any) -> dict[str, Any]:
	"""What is the same for everybody in the household."""
	household = insert(
		"Mentoring Household",
		household_name=f"{person.surname} household",
		payee_name=person.name,
	)
	approval = {"approval_type": year.plan.approval_type, "approved_on": ago(approved), "level": level}
	return {
		"household": household.name,
		"ssw": social_worker.email,
		"postcode": person.postcode,
		"approvals": [approval | {"decided_by": "Panel and agency decision maker"}],
		"active_periods": [{"from_date": ago(approved), "kind": year.plan.caring}],
		**year.people.background(year.plan.experience),
	}


def _enter(year: Year, person: Person, shared: dict[str, Any], user: str | None = None) -> Document:
	return insert(
		"Mentoring Participant",
		participant_name=person.name,
		phone=person.phone,
		email=user or f"{person.name}@people.demo.example".lower().replace(" ", "."),
		user=user,
		**shared,
	)
