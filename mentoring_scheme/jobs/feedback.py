"""Mentor and mentee are asked how they see themselves at the start, and for feedback midway, where the policy says so (R4, R41)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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
from mentoring_scheme.policy.feedback import Occasion, asked_at, midterm_due, start_due
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.term_values import Term

DUE: dict[Occasion, Callable[[Term, SchemePolicy, date], bool]] = {
	Occasion.START: start_due,
	Occasion.MIDWAY: midterm_due,
}


def ask_all(occasion: Occasion, day: date) -> int:
	"""Ask about the links whose start, or middle, has come by `day`, keeping each batch; returns of how many links.

	The key of a form makes each the only one of its kind, so that nobody is asked twice.
	"""
	return sum(kept(partial(ask_about, batch, occasion, day)) for batch in batches(links_not_asked(occasion)))


def links_not_asked(occasion: Occasion) -> list[Any]:
	"""Active links under a policy that asks then, about which nobody was asked yet: two queries."""
	link, form = frappe.qb.DocType("Mentoring Link"), frappe.qb.DocType("Mentoring Feedback")
	asked = (
		frappe.qb.from_(form)
		.select(form.name)
		.where((form.link == link.name) & (form.occasion == occasion.value))
	)
	versions = frappe.qb.from_(link).select(link.policy_version).where(link.status == "Active").distinct()
	asking = [name for name in versions.run(pluck=True) if _asks(policy_of_version(name), occasion)]
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


def ask_about(links: Sequence[Any], occasion: Occasion, day: date) -> int:
	"""Ask about those of these links whose start, or middle, has come by `day`; returns about how many."""
	title = f"Feedback not asked for: {occasion.value}"
	return each(list(_due(links, occasion, day)), partial(_ask, occasion=occasion), title=title)


def _asks(policy: SchemePolicy, occasion: Occasion) -> bool:
	return bool(asked_at(occasion, policy)) and (occasion is not Occasion.MIDWAY or policy.feedback_midterm)


def _due(links: Sequence[Any], occasion: Occasion, day: date) -> Iterator[Any]:
	facts = terms_of(links) if links else {}
	for link in links:
		policy = policy_of_version(link.policy_version)
		if DUE[occasion](terms.plan(facts[link.name], policy, day), policy, day):
			yield link


def _ask(link: Any, occasion: Occasion) -> None:
	ask(link, occasion.value)
