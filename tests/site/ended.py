"""People, links and letters that ended long ago, and what becomes of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import frappe
from frappe.model.document import Document
from makers import (
	days_ago,
	make_application,
	make_contact_record,
	make_link,
	make_mentee,
	make_mentor,
	make_participant,
	stand,
)
from pypika.terms import Criterion

from mentoring_scheme.jobs import disposal
from mentoring_scheme.retention.listing import make_list, reached

LONG_AGO = days_ago(365 * 30)
NAME = "Wilhelmina Featherstonehaugh"


def aged(doc: Document, **values: Any) -> Document:
	"""A document of which everything happened thirty years ago."""
	return stand(doc, creation=LONG_AGO, modified=LONG_AGO, **values)


def declined_application(scheme: str, **values: Any) -> Document:
	application = make_application(scheme=scheme, **values)
	return aged(application, status="Declined", decided_on=LONG_AGO)


def former_pair(scheme: str, *, also: str | None = None, **mentor_values: Any) -> Document:
	"""A link that ended thirty years ago, of two people who have had nothing to do with the scheme since.

	`also`: another scheme in which the mentor was one as well.
	"""
	people = [make_participant(participant_name=NAME, **mentor_values), make_participant()]
	mentor = make_mentor(scheme=scheme, participant=people[0].name)
	mentee = make_mentee(scheme=scheme, participant=people[1].name)
	link = make_link(scheme=scheme, mentor=mentor.name, mentee=mentee.name)
	if also:
		aged(make_mentor(scheme=also, participant=people[0].name), stage="Stood Down")
	aged(mentor, stage="Stood Down")
	aged(mentee, status="Ended")
	for person in people:
		aged(person)
		for row in person.approvals:
			stand(row, ended_on=LONG_AGO)
	return aged(link, status="Closed", ended_on=LONG_AGO)


@contextmanager
def going_on(link: Document) -> Iterator[None]:
	"""Back to the time when the link went on."""
	stand(link, status="Active", start_date=days_ago(90), ended_on=None)
	yield
	aged(link, status="Closed", ended_on=LONG_AGO, start_date=LONG_AGO)


def record_of(link: Document, **values: Any) -> Document:
	"""A contact record from the time when the link went on."""
	with going_on(link):
		record = make_contact_record(link=link.name, **values)
	return aged(record, status="Agreed")


def concluded(concern: Document) -> Document:
	"""A concern that was closed thirty years ago."""
	return aged(concern, status="Closed", closed_on=LONG_AGO)


def listed(scheme: str) -> set[tuple[str, str]]:
	return {each.record.document for each in reached(date.today()).get(scheme, [])}


def prepared(scheme: str) -> Document:
	made = make_list(scheme, reached(date.today())[scheme], date.today())
	assert made
	return made


def carried_out(scheme: str) -> Document:
	"""The list of a scheme, approved by the user of the session, with everything on it done."""
	made = prepared(scheme)
	made.approve()
	while disposal.dispose_next(made.name):
		pass
	disposal.finish(made.name)
	return made.reload()


def everywhere(text: str) -> list[str]:
	"""The tables of the site in which a text still stands, in whatever column."""
	columns = frappe.qb.Schema("information_schema").columns
	query = frappe.qb.from_(columns).select(columns.table_name, columns.column_name)
	by_table: dict[str, list[str]] = {}
	for table, column in query.where(columns.table_schema == frappe.conf.db_name).run():
		by_table.setdefault(table, []).append(column)
	return [table for table, names in by_table.items() if _stands_in(table, names, text)]


def _stands_in(table: str, columns: list[str], text: str) -> bool:
	row = frappe.qb.Table(table)
	anywhere = Criterion.any([row[column].like(f"%{text}%") for column in columns])
	return bool(frappe.qb.from_(row).select(1).where(anywhere).limit(1).run())
