"""What worries people, and how far it is looked into: each in a state of its own (R34, R36 to R38)."""

from __future__ import annotations

import frappe
from frappe.model.document import Document
from frappe.utils import cstr

from mentoring_scheme.portal import concerns
from mentoring_scheme.portal.forms import Answers
from mentoring_scheme.setup.demo.acting import acting_as, ago, insert
from mentoring_scheme.setup.demo.users import ADOPTION_MENTEE, COORDINATOR, MANAGER, MENTOR

SUSPENDED = "The designated officer advised it until the household has been spoken to."


def raise_and_handle() -> None:
	"""Two that were raised on the pages today, a conflict half-way up the ladder, an allegation, and one that is closed."""
	_say(
		MENTOR.email,
		concerns.WORRY,
		"Safeguarding",
		"She said that the older boy stays out until late, and changed the subject.",
	)
	_say(
		ADOPTION_MENTEE.email,
		concerns.SAY,
		"Review of the match",
		"We like each other, but we have little in common.",
	)
	with acting_as(COORDINATOR.email):
		for handle, link in zip((_conflict, _closed), _links("Active", "Closing"), strict=False):
			handle(link)
		for link in _links("Suspended")[:1]:
			_allegation(link)


def _say(user: str, form: str, kind: str, happened: str) -> None:
	with acting_as(user):
		typed = {"kind": kind, "happened": happened, "danger": concerns.NO, "to": concerns.CO_ORDINATOR}
		told = {"told": concerns.YES, "why_not": ""} if form == concerns.WORRY else {}
		for place in concerns.places_of(concerns.SIDES[form])[:1]:
			answers = Answers({"place": place["value"], **typed, **told})
			concerns.write(form, frappe.generate_hash(length=10), answers)


def _links(*statuses: str) -> list[str]:
	"""Links of the co-ordinator's schemes without somebody who may sign in, the oldest first."""
	return frappe.get_list(
		"Mentoring Link",
		filters={"status": ["in", statuses], "mentor_name": ["!=", MENTOR.name]},
		order_by="creation asc",
		pluck="name",
	)


def _raised(link: str, days: int, **values: str) -> Document:
	scheme = frappe.db.get_value("Mentoring Link", link, "scheme")
	return insert("Mentoring Concern", scheme=scheme, link=link, raised_on=ago(days), **values)


def _conflict(link: str) -> None:
	said = "They no longer agree on when to ring: three calls in a row were put off on the day."
	concern = _raised(link, 24, kind="Conflict", raised_as="Mentor", happened=said)
	concern.take_up()
	concern.add_step("They talked it over, and agreed on Tuesdays.", cstr(ago(20)), "The pair talk it over")
	concern.add_step(
		"Tuesdays did not work either. Both social workers are asked for a date.",
		cstr(ago(6)),
		next_step="Meet with both social workers",
		next_by=cstr(ago(-5)),
	)


def _closed(link: str) -> None:
	said = "The letter about the end of my support came before anybody had told me."
	concern = _raised(link, 75, kind="Complaint", raised_as="Mentee", about="Scheme", happened=said)
	concern.take_up()
	concern.add_step("Rang, and apologised for the order in which it came.", cstr(ago(72)))
	concern.close(
		"Upheld. The letter had gone out with the reminder to staff.",
		"Nobody writes of an ending before it was spoken of; the letter now waits for the co-ordinator.",
		"You are right, and we are sorry. From now on we ring first.",
	)


def _allegation(link: str) -> None:
	said = "An allegation was made against somebody in the mentor's household. Details are with the designated officer."
	concern = _raised(link, 12, kind="Allegation", about="Mentor", happened=said)
	concern.independent_support = "Fosterline"
	concern.save()
	concern.tell("Designated officer; strategy meeting held.", who="The local authority designated officer")
	with acting_as(MANAGER.email):
		for each in concern.assessment()["links"]:
			decision = "Suspend" if each["status"] in ("Active", "Suspended") else "Continue"
			concern.decide(each["link"], decision, SUSPENDED)
	concern.take_up()
	concern.add_step("Both social workers know that support pauses.", cstr(ago(11)), next_by=cstr(ago(-2)))
