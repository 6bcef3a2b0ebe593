"""A link whose planned end has come gets a task for its co-ordinator: end it, or extend it with a reason (R39)."""

from __future__ import annotations

from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.utils import formatdate, now_datetime
from pypika.terms import ExistsCriterion

from mentoring_scheme.access.reach import co_ordinators_of
from mentoring_scheme.jobs.batches import batches, each

KIND = "Planned end reached"


def make_all(day: date) -> int:
	"""Make the tasks for links whose planned end has come by `day`, keeping each batch as it is done."""
	made = 0
	for batch in batches(links_without_task(day)):
		made += make_tasks(batch)
		frappe.db.commit()  # a job keeps what it has done: a crash later on loses nothing and repeats nothing
	return made


def make_tasks(links: list[Any]) -> int:
	return each(links, _make_task, title="Task for the end of a link not made")


def links_without_task(day: date) -> list[Any]:
	"""Active links whose planned end has come and which have no task for that end yet: one query.

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
		.select(link.name, link.scheme, link.planned_end, link.co_ordinator)
		.where(link.status == "Active")
		.where(link.planned_end <= day)
		.where(ExistsCriterion(told).negate())
		.orderby(link.planned_end)
		.run(as_dict=True)
	)


def _make_task(link: Any) -> None:
	recipients = [link.co_ordinator] if link.co_ordinator else co_ordinators_of(link.scheme)
	_remember(link, recipients)
	for recipient in recipients:
		_assign(link, recipient)


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
	reminder.insert(ignore_permissions=True)  # safe: the app's own log, which nobody writes by hand


def _assign(link: Any, recipient: str) -> None:
	"""A task in the desk. Not through the platform's assignment, whose e-mail would carry names in its subject."""
	task = frappe.new_doc("ToDo")
	task.update(
		{
			"allocated_to": recipient,
			"reference_type": "Mentoring Link",
			"reference_name": link.name,
			"date": link.planned_end,
			"description": _(
				"The planned end of this link was {0}. Begin the ending, or record an extension with its reason (R39)."
			).format(formatdate(link.planned_end)),
		}
	)
	task.insert(ignore_permissions=True)  # safe: staff of the link's own scheme, about a link that they may read
