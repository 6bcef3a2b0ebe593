"""Agreements, written together and signed: on paper by most, with their own account by those who have one (R24 to R26)."""

from __future__ import annotations

import frappe
from frappe.model.document import Document

from mentoring_scheme.mentoring_scheme.doctype.mentoring_agreement.mentoring_agreement import prepare
from mentoring_scheme.setup.demo.acting import acting_as, ago
from mentoring_scheme.setup.demo.year import Year


def agree(year: Year, link: Document, signed: int | None) -> None:
	"""Write the agreement and have it signed that many days ago; with None, only the mentor has signed so far."""
	agreement = frappe.get_doc("Mentoring Agreement", prepare(link.name))
	_write(year, agreement)
	agreement.offer_for_signature()
	_sign(agreement, "Mentor", link.mentor_participant, link.mentor_name, signed)
	if signed is not None:
		_sign(agreement, "Mentee", link.mentee_participant, link.mentee_name, signed)


def _write(year: Year, agreement: Document) -> None:
	for section in agreement.sections:
		section.text = year.people.pick(year.plan.agreed[section.section])
	for goal, measure in year.random.sample(year.plan.goals, 2):
		agreement.append("goals", {"goal": goal, "measure": measure})
	if agreement.contact_unit == "Weeks":
		agreement.contact_weekday = year.random.choice(("Monday", "Tuesday", "Wednesday", "Thursday"))
		agreement.contact_time = year.random.choice(("18:30:00", "19:00:00", "20:00:00"))
	agreement.save()


def _sign(agreement: Document, party: str, participant: str, name: str, signed: int | None) -> None:
	account = frappe.db.get_value("Mentoring Participant", participant, "user")
	if account:
		with acting_as(account):
			agreement.sign(name)
	else:
		agreement.record_signature(party, name, str(ago(signed or 0)))
