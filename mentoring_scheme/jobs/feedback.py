"""Mentor and mentee are asked for feedback midway, where the policy says so (R41)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any

import frappe
from pypika.terms import ExistsCriterion

from mentoring_scheme.jobs.batches import batches, each, kept
from mentoring_scheme.mentoring_scheme.doctype.mentoring_feedback.mentoring_feedback import ask
from mentoring_scheme.mentoring_scheme.doctype.mentoring_link.facts import TERM_FIELDS, terms_of
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_version
from mentoring_scheme.policy import terms
from mentoring_scheme.policy.feedback import midterm_due

MIDWAY = "Mid-term"


def ask_midway(day: date) -> int:
	"""Ask about the links that have come half-way by `day`, keeping each batch; returns of how many links.

	The key of a form makes each the only one of its kind, so that nobody is asked twice.
	"""
	return sum(kept(partial(ask_about, batch, day)) for batch in batches(links_not_asked()))


def links_not_asked() -> list[Any]:
	"""Active links under a policy that asks midway, about which nobody was asked yet: two queries."""
	link, form = frappe.qb.DocType("Mentoring Link"), frappe.qb.DocType("Mentoring Feedback")
	asked = (
		frappe.qb.from_(form).select(form.name).where((form.link == link.name) & (form.occasion == MIDWAY))
	)
	versions = frappe.qb.from_(link).select(link.policy_version).where(link.status == "Active").distinct()
	asking = [name for name in versions.run(pluck=True) if policy_of_version(name).feedback_midterm]
	if not asking:
		return []
	return (
		frappe.qb.from_(link)
		.select(*(link[field] for field in TERM_FIELDS))
		.where((link.status == "Active") & link.policy_version.isin(asking))
		.where(ExistsCriterion(asked).negate())
		.orderby(link.start_date, link.name)
		.run(as_dict=True)
	)


def ask_about(links: Sequence[Any], day: date) -> int:
	"""Ask about those of these links that have come half-way by `day`; returns about how many."""
	return each(list(_midway(links, day)), _ask, title="Feedback at mid-term not asked for")


def _midway(links: Sequence[Any], day: date) -> Iterator[Any]:
	facts = terms_of(links) if links else {}
	for link in links:
		policy = policy_of_version(link.policy_version)
		if midterm_due(terms.plan(facts[link.name], policy, day), policy, day):
			yield link


def _ask(link: Any) -> None:
	ask(link, MIDWAY)
