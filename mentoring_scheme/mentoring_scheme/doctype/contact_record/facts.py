"""The facts of one contact, gathered for the policy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import frappe
from frappe.utils import cint, getdate

from mentoring_scheme.mentoring_scheme.doctype.mentoring_link.facts import suspension_facts
from mentoring_scheme.policy.choices import Way, WayUse
from mentoring_scheme.policy.contact import RecordFacts

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.contact_record.contact_record import ContactRecord

TOOK_PLACE = "Took place"


def record_facts(record: ContactRecord) -> RecordFacts:
	"""What the record says, beside the life of its link."""
	link = frappe.db.get_value("Mentoring Link", record.link, ["start_date", "ended_on"], as_dict=True)
	suspensions = frappe.get_all(
		"Mentoring Suspension",
		filters={"parent": record.link, "parenttype": "Mentoring Link"},
		fields=["from_date", "to_date", "reason"],
		order_by="idx",
	)
	return RecordFacts(
		contact_on=_date(record.contact_date),
		way=Way(record.way) if record.way else None,
		link_start=_date(link.start_date),
		link_ended_on=_date(link.ended_on),
		suspensions=tuple(map(suspension_facts, suspensions)),
		used_for=WayUse.PLANNED if cint(record.planned) else WayUse.BETWEEN,
		took_place=record.outcome == TOOK_PLACE,
		by_whom=record.outcome_by or "",
		why_not=record.outcome_reason or "",
		minutes=cint(record.minutes),
		summary=record.summary or "",
		next_contact_on=_date(record.next_contact_on),
	)


def _date(value: Any) -> Any:
	return getdate(value) if value else None
