"""The payments of links follow the policy: what falls due is made once, what has changed is put right (R42)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

import frappe
from frappe.model.document import Document
from frappe.utils import getdate, today

from mentoring_scheme.jobs.batches import batches, each, kept
from mentoring_scheme.mentoring_scheme.doctype.mentoring_link.facts import TERM_FIELDS, term_facts, terms_of
from mentoring_scheme.mentoring_scheme.doctype.mentoring_payment.lines import (
	ChangedMeanwhileError,
	Terms,
	lines_of,
	take,
)
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_version
from mentoring_scheme.policy import terms
from mentoring_scheme.policy.errors import PolicyError
from mentoring_scheme.policy.settlement import Line, Step, lived, settle
from mentoring_scheme.policy.states import RUNNING
from mentoring_scheme.policy.terms import TermFacts

ENDED = ("Closed", "Ended Early")
CAN_CHANGE = ("Due", "Held", "Approved")
FAILED = "Mentoring payment not made"
HELD_AT_A_TIME = 100  # links whose rows the nightly job holds until it has kept what it did


class Behind(NamedTuple):
	"""A link whose payments do not say what the policy says, and the steps after which they do."""

	link: Any
	steps: list[Step]


def make_all(day: date) -> int:
	"""Let the payments of all links follow the policy as of `day`; return how many were made or changed.

	All links are looked at first. Those that need something are then held, looked at again and settled, a few at a
	time, each few kept as they are done.
	"""
	links = [*running_links(), *other_links_with_open_payments()]
	names = [item.link.name for batch in batches(links) for item in out_of_step(batch, day)]
	frappe.db.commit()  # what is held is then read as it is by that time, not as it was when it was looked at
	return sum(kept(partial(_settle, batch, day)) for batch in batches(names, HELD_AT_A_TIME))


def make_due(links: Sequence[Any], day: date) -> int:
	"""Let the payments of these links (rows with TERM_FIELDS) follow the policy; return how many were made or changed."""
	return _settle([item.link.name for item in out_of_step(links, day)], day)


def out_of_step(links: Sequence[Any], day: date) -> list[Behind]:
	"""Those of these links (rows with TERM_FIELDS) whose payments do not say what the policy says on `day`.

	Three queries, however many links there are.
	"""
	if not links:
		return []
	facts, lines = terms_of(links), lines_of([link.name for link in links])
	behind = (Behind(link, _steps_or_log(link, facts[link.name], lines[link.name], day)) for link in links)
	return [item for item in behind if item.steps]


def on_link_update(link: Document, method: str | None = None) -> None:
	"""The payments follow at once when the life of a link is told differently, and when it leaves the nightly round."""
	if link.flags.brought_in or not (link.start_date and _changes_payments(link)):
		return  # of a link that is brought in, what was paid elsewhere is recorded first; the night makes what is left
	steps = _steps(link, term_facts(link), lines_of([link.name])[link.name], getdate(today()))
	# The link is held: whoever saves a document holds its row.
	take(steps, _terms_of(link))


def running_links() -> list[Any]:
	"""The running links of every scheme under a policy that pays, in two queries."""
	return frappe.get_all(
		"Mentoring Link",
		filters={
			"status": ["in", RUNNING],
			"start_date": ["is", "set"],
			"policy_version": ["in", _paying_versions()],
		},
		fields=list(TERM_FIELDS),
		order_by="name",
	)


def other_links_with_open_payments() -> list[Any]:
	"""Links that run no longer, or under a policy that pays nothing, and have payments that can still change.

	Such as one that a bank has sent back.
	"""
	link, payment = frappe.qb.DocType("Mentoring Link"), frappe.qb.DocType("Mentoring Payment")
	return (
		frappe.qb.from_(link)
		.join(payment)
		.on(payment.link == link.name)
		.select(*(link[field] for field in TERM_FIELDS))
		.distinct()
		.where(link.status.notin(RUNNING) | link.policy_version.notin(_paying_versions()))
		.where(link.start_date.isnotnull())
		.where(payment.status.isin(CAN_CHANGE) & (payment.kind != "Exceptional"))
		.orderby(link.name)
		.run(as_dict=True)
	)


def _paying_versions() -> list[str]:
	"""Those of the policies of running links that pay; one that nothing has where there is none."""
	link = frappe.qb.DocType("Mentoring Link")
	query = frappe.qb.from_(link).select(link.policy_version).distinct().where(link.status.isin(RUNNING))
	versions = [version for (version,) in query.run() if version]
	return [each for each in versions if policy_of_version(each).payment_per_month] or [""]


def _settle(names: Sequence[str], day: date) -> int:
	"""Hold these links, look again at what they need, and do it: all of one link or nothing."""
	if not names:
		return 0
	taken: list[int] = []
	each(out_of_step(_held(names), day), lambda item: taken.append(_settle_one(item)), title=FAILED)
	return sum(taken)


def _settle_one(item: Behind) -> int:
	try:
		return take(item.steps, _terms_of(item.link))
	except ChangedMeanwhileError:
		return 0  # nothing was changed; what it came to is looked at in the next round


def _held(names: Sequence[str]) -> list[Any]:
	"""The links as the database has them now, held until the transaction ends: always in the same order."""
	link = frappe.qb.DocType("Mentoring Link")
	query = frappe.qb.from_(link).select(*(link[field] for field in TERM_FIELDS))
	return query.where(link.name.isin(names)).orderby(link.name).for_update().run(as_dict=True)


def _terms_of(link: Any) -> Terms:
	return Terms(link.name, link.policy_version, policy_of_version(link.policy_version))


def _steps_or_log(link: Any, facts: TermFacts, lines: list[Line], day: date) -> list[Step]:
	"""A link whose facts contradict each other holds nobody else's payments up."""
	try:
		return _steps(link, facts, lines, day)
	except PolicyError:
		frappe.log_error(title=FAILED, reference_doctype="Mentoring Link", reference_name=link.name)
		return []


def _steps(link: Any, facts: TermFacts, lines: list[Line], day: date) -> list[Step]:
	policy = policy_of_version(link.policy_version)
	life = lived(terms.plan(facts, policy, day), policy, link.support_type)
	return settle(life, lines, day)


def _changes_payments(link: Document) -> bool:
	before = link.get_doc_before_save()
	if before is None or not before.start_date:
		return True
	if link.status in ENDED and link.status != before.status:
		return True
	return (link.policy_version, term_facts(link)) != (before.policy_version, term_facts(before))
