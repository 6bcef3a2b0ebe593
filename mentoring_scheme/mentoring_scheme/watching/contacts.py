"""The contact of many links so far, in a constant number of queries (R27, R28, R33)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import frappe
from frappe.query_builder.functions import Count, Max, Min
from frappe.utils import cint, getdate
from pypika.terms import Criterion

from mentoring_scheme.mentoring_scheme.plain_values import date_or_none
from mentoring_scheme.mentoring_scheme.watching.link_candidates import took_place, uncalled
from mentoring_scheme.policy.choices import Unit
from mentoring_scheme.policy.contact import ContactFacts
from mentoring_scheme.policy.terms import TermFacts

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NOTHING: Mapping[str, Any] = {}


def contacts_of(links: Sequence[Any], terms: Mapping[str, TermFacts]) -> dict[str, ContactFacts]:
	"""The contact of these links, by name: four queries. `links`: rows or documents with a name, a status and a start.

	The record of a contact is the log of it, so the last contact and the last record are known by the same document.
	"""
	names = [link.name for link in links]
	record = frappe.qb.DocType("Contact Record")
	slots, last = _slots(names), _days(names, record, took_place(record))
	drafts = _days(names, record, took_place(record) & (record.status == "Draft"))
	calls = _days(names, record, uncalled(record))
	return {
		link.name: _facts(
			link,
			terms[link.name],
			slots.get(link.name, NOTHING),
			last.get(link.name, NOTHING),
			drafts.get(link.name, NOTHING),
			calls.get(link.name, NOTHING),
		)
		for link in links
	}


def last_contacts(links: Sequence[str]) -> dict[str, date]:
	"""The day of the last contact of each of these links that had one: one query."""
	record = frappe.qb.DocType("Contact Record")
	return {name: getdate(row.last_on) for name, row in _days(links, record, took_place(record)).items()}


def _facts(
	link: Any,
	term: TermFacts,
	slot: Mapping[str, Any],
	last: Mapping[str, Any],
	drafts: Mapping[str, Any],
	calls: Mapping[str, Any],
) -> ContactFacts:
	last_on = date_or_none(last.get("last_on"))
	resumed = [each.resumed_on for each in term.suspensions if each.resumed_on]
	return ContactFacts(
		start=getdate(link.start_date),
		last_contact_on=last_on,
		last_record_on=last_on,
		agreed_every=cint(slot.get("contact_every")),
		agreed_unit=Unit(slot.get("contact_unit") or Unit.WEEKS),
		agreed_weekday=WEEKDAYS.index(slot["contact_weekday"]) if slot.get("contact_weekday") else None,
		suspended=link.status == "Suspended",
		resumed_on=max(resumed, default=None),
		ended_on=date_or_none(link.ended_on),
		contacts_without_record=cint(drafts.get("number")),
		first_without_record_on=date_or_none(drafts.get("first_on")),
		contacts_without_staff_call=cint(calls.get("number")),
		first_without_staff_call_on=date_or_none(calls.get("first_on")),
	)


def _slots(links: Sequence[str]) -> dict[str, Any]:
	rows = frappe.get_all(
		"Mentoring Agreement",
		filters={"link": ["in", links], "docstatus": 1},
		fields=["link", "contact_every", "contact_unit", "contact_weekday"],
		order_by="name",
	)
	return {row.link: row for row in rows}


def _days(links: Sequence[str], record: Any, condition: Criterion) -> dict[str, Any]:
	"""How many such records each link has, and the days of the first and the last."""
	query = (
		frappe.qb.from_(record)
		.select(
			record.link,
			Count("*").as_("number"),
			Min(record.contact_date).as_("first_on"),
			Max(record.contact_date).as_("last_on"),
		)
		.where(record.link.isin(list(links) or [""]))
		.where(condition)
		.groupby(record.link)
	)
	return {row.link: row for row in query.run(as_dict=True)}
