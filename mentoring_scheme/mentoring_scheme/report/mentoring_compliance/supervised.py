"""Whether the supervision of mentors was in time at the end of each month (R35)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from typing import Any

import frappe

from mentoring_scheme.access.listed import seen
from mentoring_scheme.mentoring_scheme.report.mentoring_compliance.months import Measured, Measuring
from mentoring_scheme.policy.compliance import first_day, last_day
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.supervision import SupervisionNeed, standing

Span = tuple[date, date | None]


def count_supervision(
	measuring: Measuring, policies: dict[str, SchemePolicy], found: dict[Any, Measured]
) -> None:
	"""A mentor is asked about at the end of each month in which somebody was supported: two queries beside the links'."""
	mentors = {
		name: policies[of]
		for name, of in _mentors(measuring.scheme)
		if of in policies and policies[of].supervision_every_weeks
	}
	held, running = _sessions(measuring, mentors.values()), _running(measuring.links, mentors)
	months = [(month, last_day(month)) for month in range(measuring.first, measuring.last + 1)]
	for name, spans in running.items():
		for month, end, since in _supported(months, spans):
			last_on = max((day for day in held[name] if day <= end), default=None)
			state = standing(last_on, since, (), mentors[name], end).state
			in_time = state is not SupervisionNeed.OVERDUE
			found[name if measuring.by_mentor else month].supervision.count(in_time)


def _supported(months: Iterable[tuple[int, date]], spans: list[Span]) -> Iterator[tuple[int, date, date]]:
	"""The months at the end of which a link ran, with the day on which the longest of them had begun."""
	for month, end in months:
		begun = [start for start, ended_on in spans if start <= end and (ended_on is None or ended_on > end)]
		if begun:
			yield month, end, min(begun)


def _mentors(scheme: str | None) -> list[Any]:
	"""The mentors whom the reader sees, with their schemes."""
	mentor = frappe.qb.DocType("Mentor")
	query = frappe.qb.from_(mentor).select(mentor.name, mentor.scheme)
	return query.where(seen("Mentor", scheme)).run()


def _running(links: Iterable[Any], mentors: Collection[str]) -> dict[str, list[Span]]:
	"""When each of these mentors supported somebody."""
	found: dict[str, list[Span]] = defaultdict(list)
	for row in links:
		if row.mentor in mentors:
			found[row.mentor].append((row.start_date, row.ended_on))
	return found


def _sessions(measuring: Measuring, policies: Iterable[SchemePolicy]) -> dict[str, list[date]]:
	"""The days of the supervisions that the reader sees, from those on that may still count in the first month."""
	longest = max((policy.supervision_every_weeks for policy in policies), default=0)
	session = frappe.qb.DocType("Mentoring Supervision")
	query = (
		frappe.qb.from_(session)
		.select(session.mentor, session.supervision_date)
		.where((session.status == "Held") & session.mentor.isnotnull())
		.where(session.supervision_date >= first_day(measuring.first) - timedelta(weeks=longest))
		.where(session.supervision_date <= last_day(measuring.last))
		.where(seen("Mentoring Supervision", measuring.scheme))
	)
	found: dict[str, list[date]] = defaultdict(list)
	for mentor, day in query.run():
		found[mentor].append(day)
	return found
