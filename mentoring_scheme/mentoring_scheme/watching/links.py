"""What waits in active links, and for the supervision of their mentors (R27–R39)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

import frappe
from frappe.query_builder.functions import Max, Min
from frappe.utils import create_batch, getdate
from pypika.queries import QueryBuilder, Table
from pypika.terms import Criterion, ExistsCriterion

from mentoring_scheme.access.terms import nothing
from mentoring_scheme.mentoring_scheme.doctype.mentoring_link.facts import TERM_FIELDS, terms_of
from mentoring_scheme.mentoring_scheme.plain_values import date_or_none
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_version
from mentoring_scheme.mentoring_scheme.watching.contacts import contacts_of
from mentoring_scheme.mentoring_scheme.watching.link_candidates import candidates
from mentoring_scheme.mentoring_scheme.watching.values import Found, Watch, or_logged
from mentoring_scheme.policy.choices import ReminderKind
from mentoring_scheme.policy.matters_of_links import LinkFactsToday, of_link, of_supervision
from mentoring_scheme.policy.supervision import SupervisionSoFar

PEOPLE = ("mentor_participant", "mentee_participant", "co_ordinator")
HELD, PLANNED = "Held", "Planned"
AT_A_TIME = 1000


def in_links(watch: Watch) -> list[Found]:
	"""Contact, records, calls, reviews and ends of active links."""
	return [found for names in create_batch(candidates(watch), AT_A_TIME) for found in _in(names, watch)]


def facts_today(links: Sequence[Any]) -> dict[str, LinkFactsToday]:
	"""These links as they stand, by name: seven queries, however many. `links`: documents, or rows with TERM_FIELDS."""
	terms = terms_of(links)
	contacts = contacts_of(links, terms)
	reviews = _reviews_held([link.name for link in links])
	return {
		link.name: LinkFactsToday(link.name, contacts[link.name], terms[link.name], tuple(reviews[link.name]))
		for link in links
	}


def of_people(link: Any) -> dict[str, str]:
	"""Whom a link concerns, as `Found` has it, from a row with PEOPLE."""
	return {
		"mentor": link.mentor_participant or "",
		"mentee": link.mentee_participant or "",
		"co_ordinator": link.co_ordinator or "",
	}


def _in(names: Sequence[str], watch: Watch) -> Iterator[Found]:
	links = frappe.get_all(
		"Mentoring Link",
		filters={"name": ["in", names], "status": "Active"},
		fields=[*TERM_FIELDS, *PEOPLE],
		order_by="name",
	)
	facts = facts_today(links) if links else {}
	for link in links:
		decide = partial(of_link, policy=policy_of_version(link.policy_version), today=watch.day)
		for matter in or_logged(decide, facts[link.name], "Mentoring Link", link.name):
			yield Found(matter, link.scheme, link.name, **of_people(link))


def _reviews_held(links: Sequence[str]) -> dict[str, list[date]]:
	rows = frappe.get_all(
		"Mentoring Link Review",
		filters={"parent": ["in", links], "parenttype": "Mentoring Link", "held_on": ["is", "set"]},
		fields=["parent", "held_on"],
		order_by="parent, idx",
	)
	held: dict[str, list[date]] = defaultdict(list)
	for row in rows:
		held[row.parent].append(getdate(row.held_on))
	return held


# --- supervision


def supervisions(watch: Watch) -> list[Found]:
	"""The supervision that is due of mentors who support somebody (R35)."""
	return [
		found
		for rows in create_batch(_unsupervised(watch), AT_A_TIME)
		for found in _supervisions_of(rows, watch)
	]


def _supervisions_of(rows: Sequence[Any], watch: Watch) -> Iterator[Found]:
	mentors = [row.mentor for row in rows]
	last, planned = _sessions(mentors, HELD, None), _sessions(mentors, PLANNED, watch.day)
	for row in rows:
		facts = SupervisionSoFar(
			supporting_since=getdate(row.since),
			last_on=date_or_none(last.get(row.mentor)),
			planned_on=date_or_none(planned.get(row.mentor)),
		)
		for matter in of_supervision(row.mentor, facts, watch.policies[row.scheme], watch.day):
			yield Found(matter, row.scheme, mentor=row.participant)


def _unsupervised(watch: Watch) -> list[Any]:
	"""Mentors with an active link and without a supervision for as long as the scheme warns from."""
	link, mentor = frappe.qb.DocType("Mentoring Link"), frappe.qb.DocType("Mentor")

	def none_since(scheme: str, until: date) -> Criterion:
		policy = watch.policies[scheme]
		weeks = policy.supervision_warn_from_weeks or policy.supervision_every_weeks
		bound = until - timedelta(weeks=weeks)
		if not weeks:
			return nothing()
		one, group = _alone(link), _in_group(link)
		return (
			(link.start_date <= bound)
			& ExistsCriterion(one.where(_session().supervision_date > bound)).negate()
			& ExistsCriterion(group.where(_session().supervision_date > bound)).negate()
		)

	query = (
		frappe.qb.from_(link)
		.join(mentor)
		.on(mentor.name == link.mentor)
		.select(link.mentor, link.scheme, mentor.participant, Min(link.start_date).as_("since"))
		.where((link.status == "Active") & link.start_date.isnotnull())
		.where(watch.of_each(link, ReminderKind.SUPERVISION, none_since))
		.groupby(link.mentor, link.scheme, mentor.participant)
		.orderby(link.mentor)
	)
	for condition in watch.of_links(link.name):
		query = query.where(condition)
	return query.run(as_dict=True)


def _session() -> Table:
	return frappe.qb.DocType("Mentoring Supervision").as_("session")


def _alone(link: Table) -> QueryBuilder:
	session = _session()
	return (
		frappe.qb.from_(session)
		.select(session.name)
		.where((session.mentor == link.mentor) & (session.status == HELD))
	)


def _in_group(link: Table) -> QueryBuilder:
	session, row = _session(), frappe.qb.DocType("Mentoring Supervision Attendance").as_("attendance")
	return (
		frappe.qb.from_(row)
		.join(session)
		.on((session.name == row.parent) & (session.status == HELD))
		.select(row.name)
		.where((row.mentor == link.mentor) & (row.attended == 1))
	)


def _sessions(mentors: Sequence[str], status: str, since: date | None) -> dict[str, date]:
	"""The last session of each mentor with that status, alone or in a group; from `since` on the next one: two queries."""
	session, row = _session(), frappe.qb.DocType("Mentoring Supervision Attendance")
	which = Max if since is None else Min
	alone = frappe.qb.from_(session).select(session.mentor, which(session.supervision_date).as_("day"))
	alone = alone.where(session.mentor.isin(list(mentors))).groupby(session.mentor)
	group = (
		frappe.qb.from_(row)
		.join(session)
		.on(session.name == row.parent)
		.select(row.mentor, which(session.supervision_date).as_("day"))
		.where(row.mentor.isin(list(mentors)))
		.groupby(row.mentor)
	)
	if status == HELD:
		group = group.where(row.attended == 1)
	choose = max if since is None else min
	days: dict[str, date] = {}
	for query in (alone, group):
		query = query.where(session.status == status)
		for mentor, day in (query.where(session.supervision_date >= since) if since else query).run():
			days[mentor] = choose(days.get(mentor, getdate(day)), getdate(day))
	return days
