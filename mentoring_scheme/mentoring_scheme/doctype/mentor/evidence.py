"""What is known of a mentor from documents of their own: checks, references, and the events attended (R9, R10).

The stages rest on dates of the mentor. Where one of these documents shows a date, nobody types it a second time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import frappe
from frappe.utils import getdate

from mentoring_scheme.policy import checks as check_rules
from mentoring_scheme.policy import preparation
from mentoring_scheme.policy.checks import ReferenceAnswer
from mentoring_scheme.policy.preparation import TopicCovered
from mentoring_scheme.policy.training import named

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentor.mentor import Mentor
	from mentoring_scheme.policy.checks import CheckFact
	from mentoring_scheme.policy.scheme import SchemePolicy


def answers_of_referees(mentor: str | None) -> tuple[ReferenceAnswer, ...]:
	"""What each referee has answered; somebody who was asked twice speaks once, with the last answer."""
	rows = frappe.get_all(
		"Mentor Reference",
		{"mentor": mentor or "", "answer": ["is", "set"]},
		["referee", "answer"],
		order_by="received_on asc, creation asc, name asc",
	)
	return tuple(
		ReferenceAnswer(answer) for answer in {named(row.referee): row.answer for row in rows}.values()
	)


def topics_covered(mentor: str | None) -> tuple[TopicCovered, ...]:
	"""The topics of the events that the mentor attended, by the bookings on which attendance was recorded."""
	booking, event = frappe.qb.DocType("Mentoring Booking"), frappe.qb.DocType("Mentoring Event")
	topic = frappe.qb.DocType("Mentoring Event Topic")
	rows = (
		frappe.qb.from_(booking)
		.join(event)
		.on(event.name == booking.event)
		.join(topic)
		.on((topic.parent == event.name) & (topic.parenttype == "Mentoring Event"))
		.where((booking.mentor == (mentor or "")) & (booking.status == "Attended"))
		.select(topic.topic, event.starts_on)
		.orderby(event.starts_on)
		.orderby(topic.idx)
	).run(as_dict=True)
	return tuple(TopicCovered(row.topic, getdate(row.starts_on)) for row in rows)


def fill_in_dates(mentor: Mentor, checks: tuple[CheckFact, ...], policy: SchemePolicy) -> None:
	"""Date the checks and the preparation by what shows them.

	The day on which the checks were complete is never typed where the scheme names them; one that stood there before
	the scheme named any stays as it was. The preparation may have been dated by hand, by whoever has no list of topics.
	"""
	if policy.required_checks:
		before = mentor.get_doc_before_save()
		mentor.checks_completed_on = check_rules.completed_on(policy.required_checks, checks) or (
			before.checks_completed_on if before else None
		)
	if policy.preparation_topics and not mentor.preparation_completed_on:
		mentor.preparation_completed_on = preparation.completed_on(
			policy.preparation_topics, topics_covered(mentor.name)
		)


def refresh(mentor: str) -> None:
	"""Let the dates of a mentor follow what has changed in another document; nothing is saved where they stay.

	Saved like anything else that the user does, with her own rights and with the rules of the mentor.
	"""
	document = frappe.get_doc("Mentor", mentor, for_update=True)
	before = (document.checks_completed_on, document.preparation_completed_on)
	document.load_doc_before_save()
	document.fill_in_dates()
	if (document.checks_completed_on, document.preparation_completed_on) != before:
		document.save()
