"""What waits in active links, and for the supervision of their mentors (R27–R39)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

import frappe
from frappe.utils import create_batch, getdate
from pypika.terms import Criterion, ExistsCriterion

from mentoring_scheme.access.terms import nothing
from mentoring_scheme.mentoring_scheme.doctype.mentoring_link.facts import TERM_FIELDS, terms_of
from mentoring_scheme.mentoring_scheme.doctype.mentoring_link.running import contacts_of
from mentoring_scheme.mentoring_scheme.doctype.mentoring_supervision.due import standings
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_version
from mentoring_scheme.mentoring_scheme.watching.link_candidates import candidates
from mentoring_scheme.mentoring_scheme.watching.values import Found, Watch, or_logged
from mentoring_scheme.policy.choices import ReminderKind
from mentoring_scheme.policy.matters_of_links import LinkFactsToday, of_ending, of_link, of_supervision
from mentoring_scheme.policy.states import ENDING, RUNNING

PEOPLE = ("mentor_participant", "mentee_participant", "co_ordinator")
AT_A_TIME = 1000


def in_links(watch: Watch) -> list[Found]:
	"""Contact, records, calls, reviews and ends of active links."""
	return [found for names in create_batch(candidates(watch), AT_A_TIME) for found in _in(names, watch)]


def facts_today(links: Sequence[Any]) -> dict[str, LinkFactsToday]:
	"""These links as they stand, by name: seven queries, however many. `links`: documents, or rows with TERM_FIELDS."""
	terms = terms_of(links)
	contacts = contacts_of(links)
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


def endings(watch: Watch) -> list[Found]:
	"""Links whose ending was begun and is not finished (R40)."""
	link = frappe.qb.DocType("Mentoring Link")
	query = frappe.qb.from_(link).select(
		link.name, link.scheme, link.ending_since, *(link[field] for field in PEOPLE)
	)
	query = query.where(link.status.isin(ENDING))
	query = query.where(watch.up_to(link, ReminderKind.ENDING, lambda until: link.ending_since <= until))
	for condition in watch.of_links(link.name):
		query = query.where(condition)
	return [
		Found(
			of_ending(row.name, getdate(row.ending_since), watch.day), row.scheme, row.name, **of_people(row)
		)
		for row in query.orderby(link.name).run(as_dict=True)
	]


# --- supervision


def supervisions(watch: Watch) -> list[Found]:
	"""The supervision that is due of mentors who support somebody (R35)."""
	return [
		found
		for rows in create_batch(_unsupervised(watch), AT_A_TIME)
		for found in _supervisions_of(rows, watch)
	]


def _supervisions_of(rows: Sequence[Any], watch: Watch) -> Iterator[Found]:
	stands = standings(rows, watch.day)
	for row in rows:
		for matter in of_supervision(row.name, stands[row.name], watch.policies[row.scheme], watch.day):
			yield Found(matter, row.scheme, mentor=row.participant)


def _unsupervised(watch: Watch) -> list[Any]:
	"""Mentors with a link that runs, and without a supervision for as long as the scheme warns from."""
	link, mentor = frappe.qb.DocType("Mentoring Link"), frappe.qb.DocType("Mentor")
	session = frappe.qb.DocType("Mentoring Supervision")
	held = frappe.qb.from_(session).select(session.name)
	held = held.where((session.mentor == link.mentor) & (session.status == "Held"))

	def none_since(scheme: str, until: date) -> Criterion:
		policy = watch.policies[scheme]
		weeks = policy.supervision_warn_from_weeks or policy.supervision_every_weeks
		if not weeks:
			return nothing()
		bound = until - timedelta(weeks=weeks)
		none_later = ExistsCriterion(held.where(session.supervision_date > bound)).negate()
		return (link.start_date <= bound) & none_later

	query = (
		frappe.qb.from_(link)
		.join(mentor)
		.on(mentor.name == link.mentor)
		.select(mentor.name, link.scheme, mentor.participant)
		.distinct()
		.where(link.status.isin(RUNNING))
		.where(watch.of_each(link, ReminderKind.SUPERVISION, none_since))
		.orderby(mentor.name)
	)
	for condition in watch.of_links(link.name):
		query = query.where(condition)
	return query.run(as_dict=True)
