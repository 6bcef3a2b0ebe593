"""How a running link stands today: contact, records, reviews, planned end (R27, R28, R33, R39)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import frappe
from frappe.query_builder.functions import Max
from frappe.utils import cint, getdate

from mentoring_scheme.mentoring_scheme.doctype.mentoring_link.facts import term_facts
from mentoring_scheme.policy import terms
from mentoring_scheme.policy.choices import Unit
from mentoring_scheme.policy.contact import ContactFacts, assess_contact, assess_records_kept
from mentoring_scheme.policy.states import RUNNING
from mentoring_scheme.policy.verdicts import Assessment

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentoring_link.mentoring_link import MentoringLink

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def running_assessment(link: MentoringLink, today: date) -> Assessment:
	"""What is expected next, and what is overdue; empty for a link that does not run."""
	if link.status not in RUNNING or not link.start_date:
		return Assessment()
	contact = contact_facts(link)
	term = terms.plan(term_facts(link), link.policy, today)
	reviews_held = [getdate(row.held_on) for row in link.reviews if row.held_on]
	end = terms.assess_end(term, today)
	return (
		assess_contact(contact, link.policy, today)
		+ assess_records_kept(contact, link.policy, today)
		+ Assessment((*terms.reviews_due(term, link.policy, reviews_held, today), *([end] if end else [])))
	)


def contact_facts(link: MentoringLink) -> ContactFacts:
	"""The link's contact so far, with the slot that its agreement names."""
	agreed = _agreed_slot(link.name)
	last = _last_contact(link.name)
	resumed = [getdate(row.to_date) for row in link.suspensions if row.to_date]
	return ContactFacts(
		start=getdate(link.start_date),
		last_contact_on=last,
		last_record_on=last,
		agreed_every=cint(agreed.get("contact_every")),
		agreed_unit=Unit(agreed.get("contact_unit") or Unit.WEEKS),
		agreed_weekday=WEEKDAYS.index(agreed["contact_weekday"]) if agreed.get("contact_weekday") else None,
		suspended=link.status == "Suspended",
		resumed_on=max(resumed, default=None),
		ended_on=getdate(link.ended_on) if link.ended_on else None,
	)


def _agreed_slot(link: str) -> dict[str, Any]:
	fields = ["contact_every", "contact_unit", "contact_weekday"]
	return (
		frappe.db.get_value("Mentoring Agreement", {"link": link, "docstatus": 1}, fields, as_dict=True) or {}
	)


def _last_contact(link: str) -> date | None:
	"""The last contact that took place; its record is the log of it, so both are known by the same document."""
	record = frappe.qb.DocType("Contact Record")
	query = (
		frappe.qb.from_(record)
		.select(Max(record.contact_date))
		.where(record.link == link)
		.where(record.outcome == "Took place")
		.where(record.docstatus < 2)
	)
	((last,),) = query.run()
	return getdate(last) if last else None
