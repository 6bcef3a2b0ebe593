"""Months that can still be claimed in time: with a claim that is not sent in, or with none (R43)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import frappe
from frappe.query_builder.functions import Count, Sum
from frappe.utils import getdate
from pypika import Case
from pypika.functions import Coalesce
from pypika.queries import QueryBuilder, Table
from pypika.terms import Criterion, ExistsCriterion, Term

from mentoring_scheme.access.terms import any_of
from mentoring_scheme.mentoring_scheme.claims import sources
from mentoring_scheme.mentoring_scheme.claims.states import WITH_WRITER
from mentoring_scheme.mentoring_scheme.day_terms import month_end
from mentoring_scheme.mentoring_scheme.watching.values import Found, Watch
from mentoring_scheme.policy import matters_of_papers as matters
from mentoring_scheme.policy.choices import ReminderKind, Way
from mentoring_scheme.policy.claims import last_day
from mentoring_scheme.policy.matters_of_papers import Recorded
from mentoring_scheme.policy.months import add_months


def begun(watch: Watch) -> list[Found]:
	"""Claims that were begun, and can still be sent in in time."""
	claim, mentor = frappe.qb.DocType("Mentor Claim"), frappe.qb.DocType("Mentor")
	query = (
		frappe.qb.from_(claim)
		.join(mentor)
		.on(mentor.name == claim.mentor)
		.select(claim.name, claim.mentor, claim.month, claim.scheme, mentor.participant)
		.where(claim.status.isin(WITH_WRITER))
		.where(_of_months(watch, claim, claim.month))
		.orderby(claim.name)
	)
	return [
		Found(matter, row.scheme, mentor=row.participant)
		for row in query.run(as_dict=True)
		for matter in matters.of_claim(
			row.name, row.mentor, _first(row.month), watch.policies[row.scheme], watch.day
		)
	]


def not_begun(watch: Watch) -> list[Found]:
	"""Months without a claim, not even one that was cancelled, though something was done that can be claimed: a query
	for each kind of record.
	"""
	records: Counter[tuple[str, str, str, date]] = Counter()
	journeys: Counter[tuple[str, str, str, date]] = Counter()
	for query in (_contacts(watch), _supervisions(watch), _groups(watch), _bookings(watch)):
		for *month, number, travelled in query.run():
			records[tuple(month)] += int(number)
			journeys[tuple(month)] += int(travelled or 0)
	return [
		Found(matter, scheme, mentor=participant)
		for scheme, mentor, participant, day in sorted(records)
		for matter in matters.of_unclaimed(
			mentor,
			_first(day),
			Recorded(records[scheme, mentor, participant, day], journeys[scheme, mentor, participant, day]),
			watch.policies[scheme],
			watch.day,
		)
	]


def _contacts(watch: Watch) -> QueryBuilder:
	record, link = frappe.qb.DocType(sources.RECORD), frappe.qb.DocType("Mentoring Link")
	query = frappe.qb.from_(record).join(link).on(link.name == record.link)
	query = query.where(sources.of_contact(record))
	return _unclaimed(watch, query, link.mentor, record.contact_date, record.way == Way.IN_PERSON.value)


def _supervisions(watch: Watch) -> QueryBuilder:
	session = frappe.qb.DocType(sources.SUPERVISION)
	query = frappe.qb.from_(session).where(session.status == "Held")
	return _unclaimed(watch, query, session.mentor, session.supervision_date)


def _groups(watch: Watch) -> QueryBuilder:
	session, row = (
		frappe.qb.DocType(sources.SUPERVISION),
		frappe.qb.DocType("Mentoring Supervision Attendance"),
	)
	query = frappe.qb.from_(session).join(row).on(row.parent == session.name)
	query = query.where((row.attended == 1) & (session.status == "Held"))
	return _unclaimed(watch, query, row.mentor, session.supervision_date)


def _bookings(watch: Watch) -> QueryBuilder:
	booking, event = frappe.qb.DocType(sources.BOOKING), frappe.qb.DocType("Mentoring Event")
	query = frappe.qb.from_(booking).join(event).on(event.name == booking.event)
	query = query.where(booking.status == "Attended")
	return _unclaimed(watch, query, booking.mentor, event.starts_on, Coalesce(event.online_link, "") == "")


def _unclaimed(
	watch: Watch, query: QueryBuilder, whose: Term, day: Term, journey: Criterion | None = None
) -> QueryBuilder:
	"""How many of these records there are by mentor and month, and how many are a journey, where nothing is claimed.

	`query` has the records alone; which of them belong to the months that are watched is added here.
	"""
	mentor, claim = frappe.qb.DocType("Mentor"), frappe.qb.DocType("Mentor Claim")
	of_month = (
		frappe.qb.from_(claim)
		.select(claim.name)
		.where((claim.mentor == mentor.name) & (month_end(claim.month) == month_end(day)))
	)
	travelled = Sum(Case().when(journey, 1).else_(0)) if journey is not None else 0
	return (
		query.join(mentor)
		.on(mentor.name == whose)
		.select(mentor.scheme, mentor.name, mentor.participant, month_end(day), Count("*"), travelled)
		.where(_of_months(watch, mentor, day))
		.where(ExistsCriterion(of_month).negate())
		.groupby(mentor.scheme, mentor.name, mentor.participant, month_end(day))
	)


def _of_months(watch: Watch, row: Table, day: Term) -> Criterion:
	"""That the day lies in a month whose last day to claim is near, in the scheme of the row."""

	def condition(scheme: str, until: date) -> Criterion:
		return any_of(
			[
				(day >= month) & (day < add_months(month, 1))
				for month in _months_to_claim(watch, scheme, until)
			]
		)

	return watch.of_each(row, ReminderKind.CLAIM, condition)


def _months_to_claim(watch: Watch, scheme: str, until: date) -> Iterator[date]:
	"""The months whose last day to claim lies between today and `until`."""
	month = watch.day.replace(day=1)
	while (day := last_day(month, watch.policies[scheme])) is not None and day >= watch.day:
		if day <= until:
			yield month
		month = add_months(month, -1)


def _first(day: Any) -> date:
	return getdate(day).replace(day=1)
