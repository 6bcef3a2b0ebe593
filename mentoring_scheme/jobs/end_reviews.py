"""A link whose planned end has come gets a task for its co-ordinator: end it, or extend it with a reason (R39)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

import frappe
from frappe import _
from frappe.utils import escape_html, now_datetime
from pypika.terms import ExistsCriterion

from mentoring_scheme.access.reach import co_ordinators_of
from mentoring_scheme.jobs.batches import batches, each, kept
from mentoring_scheme.mentoring_scheme.doctype.mentoring_link.facts import TERM_FIELDS, terms_of
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_version
from mentoring_scheme.mentoring_scheme.verdict import message_of, remedy_of
from mentoring_scheme.policy import terms
from mentoring_scheme.policy.verdicts import Finding

KIND = "Planned end reached"


class Ended(NamedTuple):
	"""A link whose planned end has come, and what the policy says of it."""

	link: Any
	finding: Finding


def make_all(day: date) -> int:
	"""Make the tasks for links whose planned end has come by `day`, keeping each batch as it is done."""
	return sum(kept(partial(make_tasks, batch, day)) for batch in batches(links_without_task(day)))


def make_tasks(links: Sequence[Any], day: date) -> int:
	"""Ask the policy about each of these links, and make a task for each that has come to its planned end."""
	return each(list(_ended(links, day)), _make_task, title="Task for the end of a link not made")


def links_without_task(day: date) -> list[Any]:
	"""Active links that may have come to their planned end and have no task for that end yet: one query.

	A new planned end, after an extension, is a new matter.
	"""
	link = frappe.qb.DocType("Mentoring Link")
	reminder = frappe.qb.DocType("Mentoring Reminder")
	told = (
		frappe.qb.from_(reminder)
		.select(reminder.name)
		.where(reminder.kind == KIND)
		.where(reminder.reference_name == link.name)
		.where(reminder.due_on == link.planned_end)
	)
	return (
		frappe.qb.from_(link)
		.select(link.planned_end, link.co_ordinator, *(link[field] for field in TERM_FIELDS))
		.where(link.status == "Active")
		.where(link.planned_end <= day)
		.where(ExistsCriterion(told).negate())
		.orderby(link.planned_end)
		.run(as_dict=True)
	)


def _ended(links: Sequence[Any], day: date) -> Iterator[Ended]:
	facts = terms_of(links) if links else {}
	for link in links:
		term = terms.plan(facts[link.name], policy_of_version(link.policy_version), day)
		finding = terms.assess_end(term, day)
		if finding:
			yield Ended(link, finding)


def _make_task(ended: Ended) -> None:
	link = ended.link
	recipients = [link.co_ordinator] if link.co_ordinator else co_ordinators_of(link.scheme)
	_remember(link, recipients)
	for recipient in recipients:
		_assign(ended, recipient)


def _remember(link: Any, recipients: list[str]) -> None:
	"""The unique key makes this the gate: whoever comes second makes no task."""
	reminder = frappe.new_doc("Mentoring Reminder")
	reminder.update(
		{
			"kind": KIND,
			"subject": _("The planned end of a link has come"),
			"reference_doctype": "Mentoring Link",
			"reference_name": link.name,
			"scheme": link.scheme,
			"recipient": recipients[0] if recipients else None,
			"due_on": link.planned_end,
			"sent_on": now_datetime(),
			"matter_key": f"{KIND}/{link.name}/{link.planned_end}",
		}
	)
	reminder.insert()


def _assign(ended: Ended, recipient: str) -> None:
	"""A task in the desk. Not through the platform's assignment, whose e-mail would carry names in its subject."""
	task = frappe.new_doc("ToDo")
	task.update(
		{
			"allocated_to": recipient,
			"reference_type": "Mentoring Link",
			"reference_name": ended.link.name,
			"date": ended.link.planned_end,
			"description": escape_html(f"{message_of(ended.finding)} {remedy_of(ended.finding)}"),
		}
	)
	task.insert()
