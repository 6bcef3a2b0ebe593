"""The follow-ups after the end of links, made ahead of their day, so that they can be seen coming (R4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

import frappe
from frappe.utils import getdate

from mentoring_scheme.jobs.batches import each, kept
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_version
from mentoring_scheme.policy.follow_ups import FollowUpState, planned
from mentoring_scheme.policy.months import add_months
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.states import ENDED

DOCTYPE = "Mentoring Follow Up"


def make_all(day: date) -> int:
	"""Bring the follow-ups up to date as of `day`, and keep that; returns how many were made or moved."""
	return kept(partial(bring_up_to_date, day))


def bring_up_to_date(day: date) -> int:
	"""Make the follow-ups that lie ahead of `day`, and move those whose link now ended on another day; returns how many.

	The scheme's policy of today decides, since the scheme asks to learn from it. What would have been due before `day`
	is not made: a scheme that begins to follow up is not flooded with the past. The key of each makes it the only one of
	its kind.
	"""
	moved = each(list(_moved()), _save, title="Follow-up not moved")
	return moved + each(list(_missing(day)), _insert, title="Follow-up not made")


def _missing(day: date) -> Iterator[dict[str, Any]]:
	policies = _policies()
	links = frappe.get_all(
		"Mentoring Link",
		{"scheme": ["in", list(policies)], "status": ["in", ENDED], "ended_on": ["is", "set"]},
		["name", "scheme", "ended_on"],
		order_by="name",
	)
	there = set(
		frappe.get_all(
			DOCTYPE,
			{"scheme": ["in", list(policies)]},
			["link", "asked_of", "months"],
			as_list=True,
			order_by="name",
		)
	)
	for link in links:
		for each_one in planned(getdate(link.ended_on), policies[link.scheme]):
			key = (link.name, each_one.asked_of.value, each_one.months)
			if each_one.due_on >= day and key not in there:
				yield {"link": key[0], "asked_of": key[1], "months": key[2]}


def _policies() -> dict[str, SchemePolicy]:
	rows = frappe.get_all(
		"Mentoring Scheme",
		{"enabled": 1, "policy_version": ["is", "set"]},
		["name", "policy_version"],
		order_by="name",
	)
	policies = {row.name: policy_of_version(row.policy_version) for row in rows}
	return {name: policy for name, policy in policies.items() if policy.follow_up_months}


def _moved() -> Iterator[str]:
	"""Those not asked yet whose link ended, in the end, on another day."""
	asked, link = frappe.qb.DocType(DOCTYPE), frappe.qb.DocType("Mentoring Link")
	rows = (
		frappe.qb.from_(asked)
		.join(link)
		.on(link.name == asked.link)
		.select(asked.name, asked.months, asked.due_on, link.ended_on)
		.where((asked.status == FollowUpState.DUE.value) & link.ended_on.isnotnull())
		.orderby(asked.name)
		.run(as_dict=True)
	)
	for row in rows:
		if add_months(getdate(row.ended_on), row.months) != getdate(row.due_on):
			yield row.name


def _save(name: str) -> None:
	frappe.get_doc(DOCTYPE, name).save()


def _insert(row: dict[str, Any]) -> None:
	frappe.get_doc({"doctype": DOCTYPE, **row}).insert()
