"""What a mentor's time and expenses rest on: contact records, held supervision, attended events (R32).

Date, length and way are read here and nothing else: what was said in a contact is no business of a claim.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import frappe
from frappe import _
from frappe.utils import cint, formatdate, get_datetime, getdate
from pypika.queries import QueryBuilder, Table
from pypika.terms import Criterion, Term

from mentoring_scheme.access.terms import any_of

RECORD, SUPERVISION, BOOKING = "Contact Record", "Mentoring Supervision", "Mentoring Booking"
TOOK_PLACE, NOT_THERE = "Took place", "Not there"
WRITTEN = ("Sent", "Agreed", "Logged")
LONGEST_EVENT = timedelta(hours=24)


@dataclass(frozen=True)
class Source:
	"""One record of the mentor's own. `minutes` is None where the record does not say how long it took.

	`stands_for` is the record that this one has replaced, by amendment.
	"""

	source_type: str
	source: str
	kind: str
	day: date
	minutes: int | None
	way: str
	at: str = ""
	counts_as_time: bool = True
	stands_for: str | None = None

	@property
	def label(self) -> str:
		"""Date, length and way, as a claim shows them: “Contact, 3 November 2026, 60 minutes, in person”."""
		day = formatdate(self.day, "d MMMM yyyy")
		if self.at:
			day = _("{0} at {1}").format(day, self.at)
		parts = [_(self.kind), day]
		if not self.counts_as_time:
			parts.append(_("nobody there"))
		elif self.minutes:
			parts.append(_("{0} minutes").format(self.minutes))
		if self.way:
			way = _(self.way)
			parts.append(way[0].lower() + way[1:])  # within the line, as in a sentence
		return ", ".join(parts)


@dataclass(frozen=True)
class Wanted:
	"""Which records are read: those of some days, or those of some names."""

	days: tuple[date, date] | None = None
	names: tuple[str, ...] = ()

	def of(self, day: Term, *names: Term) -> Criterion:
		"""The condition, where a record has its day in `day` and goes by any of `names`."""
		if self.days:
			first, last = self.days
			return (day >= first) & (day < last + timedelta(days=1))
		return any_of([name.isin(self.names) for name in names])


Reference = tuple[str, str]


def of_days(mentor: str, first: date, last: date) -> list[Source]:
	"""The mentor's own records from `first` to `last`, oldest first: three queries, however many there are."""
	found = [each for read in READERS.values() for each in read(mentor, Wanted(days=(first, last)))]
	return sorted(found, key=lambda each: (each.day, each.source_type, each.at, each.source))


def own(mentor: str, references: Collection[Reference]) -> dict[Reference, Source]:
	"""Those of `references` that are the mentor's own, by the reference: a query for each type that is named.

	Who refers to a record that has been amended is given the amendment.
	"""
	found: dict[Reference, Source] = {}
	for source_type, read in READERS.items():
		names = tuple(sorted({name for kind, name in references if kind == source_type and name}))
		for each in read(mentor, Wanted(names=names)) if names else ():
			for name in (each.source, each.stands_for):
				if name in names:
					found[(source_type, name)] = each
	return found


def _records(mentor: str, wanted: Wanted) -> Iterator[Source]:
	"""Contacts that the mentor has written down and sent. A mentee who was not there is a journey all the same."""
	record, link = frappe.qb.DocType(RECORD), frappe.qb.DocType("Mentoring Link")
	query = (
		frappe.qb.from_(record)
		.join(link)
		.on(link.name == record.link)
		.select(
			record.name,
			record.contact_date,
			record.contact_time,
			record.minutes,
			record.way,
			record.outcome,
			record.amended_from,
		)
		.where(link.mentor == mentor)
		.where(of_contact(record))
		.where(wanted.of(record.contact_date, record.name, record.amended_from))
	)
	for row in query.run(as_dict=True):
		took_place = row.outcome == TOOK_PLACE
		yield Source(
			source_type=RECORD,
			source=row.name,
			kind="Contact",
			day=getdate(row.contact_date),
			minutes=cint(row.minutes) if took_place else 0,
			way=row.way or "",
			at=_clock(row.contact_time),
			counts_as_time=took_place,
			stands_for=row.amended_from,
		)


def of_contact(record: Table) -> Criterion:
	"""That a contact record is one that a claim can rest on."""
	went = (record.outcome == TOOK_PLACE) | ((record.outcome == NOT_THERE) & _mentor_was_there(record))
	return record.status.isin(WRITTEN) & (record.docstatus < 2) & went


def _mentor_was_there(record: Any) -> Criterion:
	return record.outcome_by.isnull() | record.outcome_by.notin(("Mentor", "Both"))


def _supervisions(mentor: str, wanted: Wanted) -> Iterator[Source]:
	"""Supervision that was held, the mentor's own or a group's in which they took part. Its length is not recorded."""
	supervision = frappe.qb.DocType(SUPERVISION)
	attended = frappe.qb.DocType("Mentoring Supervision Attendance")
	in_group = (
		frappe.qb.from_(attended)
		.select(attended.parent)
		.where((attended.parenttype == SUPERVISION) & (attended.mentor == mentor) & (attended.attended == 1))
	)
	query = (
		frappe.qb.from_(supervision)
		.select(supervision.name, supervision.supervision_date, supervision.kind)
		.where((supervision.mentor == mentor) | supervision.name.isin(in_group))
		.where(supervision.status == "Held")
		.where(wanted.of(supervision.supervision_date, supervision.name))
	)
	for row in query.run(as_dict=True):
		yield Source(
			SUPERVISION, row.name, "Supervision", getdate(row.supervision_date), None, row.kind or ""
		)


def _bookings(mentor: str, wanted: Wanted) -> Iterator[Source]:
	"""Events that the mentor attended; their length, unless they go on for days."""
	booking, event = frappe.qb.DocType(BOOKING), frappe.qb.DocType("Mentoring Event")
	query = _attended(booking, event, mentor).where(wanted.of(event.starts_on, booking.name))
	for row in query.run(as_dict=True):
		starts, ends = get_datetime(row.starts_on), get_datetime(row.ends_on)
		yield Source(BOOKING, row.name, "Event", getdate(starts), _length(starts, ends), row.kind or "")


def _attended(booking: Any, event: Any, mentor: str) -> QueryBuilder:
	return (
		frappe.qb.from_(booking)
		.join(event)
		.on(event.name == booking.event)
		.select(booking.name, event.starts_on, event.ends_on, event.kind)
		.where((booking.mentor == mentor) & (booking.status == "Attended"))
	)


READERS: dict[str, Callable[[str, Wanted], Iterator[Source]]] = {
	RECORD: _records,
	SUPERVISION: _supervisions,
	BOOKING: _bookings,
}


def _length(starts: datetime, ends: datetime) -> int | None:
	length = ends - starts
	return int(length.total_seconds() // 60) if timedelta() < length < LONGEST_EVENT else None


def _clock(time: Any) -> str:
	"""A time of day as Frappe stores it, in hours and minutes; empty where there is none."""
	return "" if time is None else f"{get_datetime('2000-01-01') + time:%H:%M}"
