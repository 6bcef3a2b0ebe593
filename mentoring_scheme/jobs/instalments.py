"""Payments that have fallen due under the policy become Mentoring Payments, once (R42)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

import frappe
from frappe.model.document import Document
from frappe.utils import getdate, today

from mentoring_scheme.jobs.batches import batches, each, kept
from mentoring_scheme.mentoring_scheme.doctype.mentoring_link.facts import TERM_FIELDS, terms_of
from mentoring_scheme.mentoring_scheme.doctype.mentoring_payment.mentoring_payment import key_of
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_version
from mentoring_scheme.policy import money, terms
from mentoring_scheme.policy.states import RUNNING

ENDED = ("Closed", "Ended Early")


class Due(NamedTuple):
	"""An instalment that has fallen due to a link."""

	link: str
	instalment: money.Instalment

	@property
	def key(self) -> str:
		return key_of(self.link, self.instalment)


def make_all(day: date) -> int:
	"""Make the payments that have fallen due by `day` on running links, keeping each batch as it is done."""
	return sum(kept(partial(make_due, batch, day)) for batch in batches(running_links()))


def make_due(links: Sequence[Any], day: date) -> int:
	"""Make the payments of these links (rows with TERM_FIELDS) that are due by `day` and not made yet."""
	missing = missing_instalments(links, day)
	return each(missing, _make_payment, title="Mentoring payment not made")


def missing_instalments(links: Sequence[Any], day: date) -> list[Due]:
	"""What has fallen due by `day` and has no payment yet: three queries, however many links there are."""
	due = list(_fallen_due(links, day))
	made = _made_already(due)
	return [item for item in due if item.key not in made]


def on_link_update(link: Document, method: str | None = None) -> None:
	"""A link that has ended leaves the nightly round: what is still due to it is made at once."""
	if link.status in ENDED and link.has_value_changed("status") and link.start_date:
		make_due([link], getdate(today()))


def running_links() -> list[Any]:
	"""The running links of every scheme under a policy that pays, in two queries."""
	paying = [version for version in _versions_in_use() if policy_of_version(version).payment_per_month]
	if not paying:
		return []
	return frappe.get_all(
		"Mentoring Link",
		filters={"status": ["in", RUNNING], "start_date": ["is", "set"], "policy_version": ["in", paying]},
		fields=list(TERM_FIELDS),
		order_by="name",
	)


def _versions_in_use() -> list[str]:
	link = frappe.qb.DocType("Mentoring Link")
	query = frappe.qb.from_(link).select(link.policy_version).distinct().where(link.status.isin(RUNNING))
	return [version for (version,) in query.run() if version]


def _fallen_due(links: Sequence[Any], day: date) -> Iterator[Due]:
	facts = terms_of(links) if links else {}
	for link in links:
		policy = policy_of_version(link.policy_version)
		term = terms.plan(facts[link.name], policy, day)
		for instalment in money.due(money.schedule(term, policy, link.support_type), day):
			yield Due(link.name, instalment)


def _made_already(due: Sequence[Due]) -> set[str]:
	if not due:
		return set()
	keys = [item.key for item in due]
	return set(frappe.get_all("Mentoring Payment", {"instalment_key": ["in", keys]}, pluck="instalment_key"))


def _make_payment(due: Due) -> None:
	payment = frappe.new_doc("Mentoring Payment")
	payment.update({"link": due.link, "kind": "Instalment", "sequence": due.instalment.sequence})
	# safe: the amount and the payee are worked out from the policy and the link, nothing comes from a user
	payment.insert(ignore_permissions=True)
