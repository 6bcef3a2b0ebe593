"""How a running link stands today: contact, records, reviews, planned end (R27, R28, R33, R39)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import frappe
from frappe.query_builder.functions import Coalesce, Concat, Count, Max, Min
from frappe.utils import cint, getdate
from pypika import Case

from mentoring_scheme.mentoring_scheme.doctype.mentoring_link.facts import term_facts
from mentoring_scheme.mentoring_scheme.plain_values import date_or_none
from mentoring_scheme.mentoring_scheme.watching.link_candidates import took_place, uncalled
from mentoring_scheme.policy import terms
from mentoring_scheme.policy.choices import Unit
from mentoring_scheme.policy.contact import (
	ContactFacts,
	assess_contact,
	assess_records_kept,
	assess_staff_calls,
)
from mentoring_scheme.policy.states import RUNNING
from mentoring_scheme.policy.verdicts import Assessment

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentoring_link.mentoring_link import MentoringLink


class Logged(NamedTuple):
	"""What the records of a link say.

	`held` is the day of the last contact that took place; `noted` that of the last record, whatever became of the
	contact, and `named_next` the next contact that it names; `drafts` counts contacts whose record is not finished.
	"""

	held: date | None = None
	noted: date | None = None
	named_next: date | None = None
	drafts: int = 0
	first_draft: date | None = None


NOTHING_LOGGED = Logged()
NONE: tuple[int, date | None] = (0, None)
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
		+ assess_staff_calls(contact, link.policy)
		+ Assessment((*terms.reviews_due(term, link.policy, reviews_held, today), *([end] if end else [])))
	)


def contact_facts(link: MentoringLink) -> ContactFacts:
	"""The link's contact so far, with the slot that its agreement names."""
	return contacts_of([link])[link.name]


def contacts_of(
	links: Sequence[Any], slots: Mapping[str, frappe._dict] | None = None
) -> dict[str, ContactFacts]:
	"""The contact of many links so far by name: four queries, however many there are.

	`links` are documents, or anything with name, status, start_date and ended_on; `slots` what `agreed_slots` said of
	them, where it was asked already.
	"""
	names = [link.name for link in links]
	slots = agreed_slots(names) if slots is None else slots
	logged, calls, resumed = _logged(names), _uncalled(names), _resumed(names)
	return {
		link.name: _contact(
			link,
			slots.get(link.name, {}),
			logged.get(link.name, NOTHING_LOGGED),
			resumed.get(link.name),
			calls.get(link.name, NONE),
		)
		for link in links
	}


def agreed_slots(links: Sequence[str]) -> dict[str, frappe._dict]:
	"""What the agreements in force say of planned contact: its way, how often, on which day of the week and when."""
	fields = ["link", "contact_way", "contact_every", "contact_unit", "contact_weekday", "contact_time"]
	signed = {"link": ["in", [*links, ""]], "docstatus": 1}
	return {row.link: row for row in frappe.get_all("Mentoring Agreement", signed, fields)}


def _contact(
	link: Any,
	slot: Mapping[str, Any],
	logged: Logged,
	resumed: date | None,
	calls: tuple[int, date | None],
) -> ContactFacts:
	weekday = slot.get("contact_weekday")
	return ContactFacts(
		start=getdate(link.start_date),
		last_contact_on=logged.held,
		last_record_on=logged.held,
		last_noted_on=logged.noted,
		named_next_on=logged.named_next,
		agreed_every=cint(slot.get("contact_every")),
		agreed_unit=Unit(slot.get("contact_unit") or Unit.WEEKS),
		agreed_weekday=WEEKDAYS.index(weekday) if weekday else None,
		suspended=link.status == "Suspended",
		resumed_on=resumed,
		ended_on=date_or_none(link.ended_on),
		contacts_without_record=logged.drafts,
		first_without_record_on=logged.first_draft,
		contacts_without_staff_call=calls[0],
		first_without_staff_call_on=calls[1],
	)


def last_held(links: Sequence[str]) -> dict[str, date]:
	"""The last contact that took place; its record is the log of it, so both are known by the same document."""
	record = frappe.qb.DocType("Contact Record")
	query = (
		frappe.qb.from_(record)
		.select(record.link, Max(record.contact_date))
		.where(record.link.isin([*links, ""]))
		.where(record.outcome == "Took place")
		.where(record.docstatus < 2)
		.groupby(record.link)
	)
	return {link: getdate(day) for link, day in query.run()}


def _logged(links: Sequence[str]) -> dict[str, Logged]:
	"""What the records of each link say, read in one pass: there may be many, and each pass costs the same.

	Of the last record both days are taken as one text, the greatest of which is that of the last record: joined with the
	last days, the records of a scheme would, by some plans of the database, be read once for each of them.
	"""
	record = frappe.qb.DocType("Contact Record")
	held = Case().when(took_place(record), record.contact_date)
	draft = Case().when(took_place(record) & (record.status == "Draft"), record.contact_date)
	last_noted = Max(Concat(record.contact_date, " ", Coalesce(record.next_contact_on, "")))
	query = frappe.qb.from_(record).select(record.link, Max(held), last_noted, Count(draft), Min(draft))
	query = query.where(record.link.isin([*links, ""]) & (record.docstatus < 2)).groupby(record.link)
	return {link: _as_logged(*said) for link, *said in query.run()}


def _as_logged(held: date | None, last_noted: str | None, drafts: int, first_draft: date | None) -> Logged:
	noted, _space, named_next = (last_noted or "").partition(" ")
	return Logged(held, _from_text(noted), _from_text(named_next), drafts, first_draft)


def _from_text(day: str) -> date | None:
	return date.fromisoformat(day) if day else None


def _uncalled(links: Sequence[str]) -> dict[str, tuple[int, date]]:
	"""After how many contacts of each link nobody of staff has spoken to the mentor, and the day of the first."""
	record = frappe.qb.DocType("Contact Record")
	query = frappe.qb.from_(record).select(record.link, Count("*"), Min(record.contact_date))
	query = query.where(record.link.isin([*links, ""]) & uncalled(record)).groupby(record.link)
	return {link: (number, getdate(first)) for link, number, first in query.run()}


def _resumed(links: Sequence[str]) -> dict[str, date]:
	"""The day on which support last went on again."""
	suspension = frappe.qb.DocType("Mentoring Suspension")
	query = (
		frappe.qb.from_(suspension)
		.select(suspension.parent, Max(suspension.to_date))
		.where((suspension.parenttype == "Mentoring Link") & suspension.parent.isin([*links, ""]))
		.where(suspension.to_date.isnotnull())
		.groupby(suspension.parent)
	)
	return {link: getdate(day) for link, day in query.run()}
