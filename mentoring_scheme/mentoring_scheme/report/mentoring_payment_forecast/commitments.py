"""Reads what is still to be paid from the site: for the links whose payments the reader may see, and for no others.

Whoever sees the payments of a link sees what will be paid for it, by the same rule. Those who pay never see the link
itself: a payment names it, its mentor and its household, and so does the forecast. Nothing else of it is read here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import frappe
from frappe.core.doctype.user_permission.user_permission import get_user_permissions
from frappe.permissions import has_user_permission

from mentoring_scheme.access.listed import ALL
from mentoring_scheme.access.visibility import allowed
from mentoring_scheme.mentoring_scheme.doctype.mentoring_link.facts import TERM_FIELDS, terms_of
from mentoring_scheme.mentoring_scheme.doctype.mentoring_payment.lines import lines_of
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_version
from mentoring_scheme.policy.errors import PolicyError
from mentoring_scheme.policy.outlook import Outlook, outlook
from mentoring_scheme.policy.settlement import Line
from mentoring_scheme.policy.states import PAYMENT_OPEN, RUNNING

PAYMENT = "Mentoring Payment"
OPEN_FIELDS = ("name", "link", "mentor_name", "household", "scheme", "currency", "amount", "due_on")


class PaymentsOfLink:
	"""Stands for the payments of a link in the rule about payments: `row.link` is the link's own name."""

	def __init__(self, link: Any) -> None:
		self.link = link.name


@dataclass(frozen=True)
class Commitment:
	"""A running link, and what is still to come for it. `outlook` is None where its facts contradict each other."""

	link: Any
	outlook: Outlook | None


def open_payments(scheme: str | None) -> list[Any]:
	"""The payments that were made and are not paid yet, of whatever kind, also of links that have ended."""
	return frappe.get_list(
		PAYMENT,
		filters={"status": ["in", PAYMENT_OPEN], **({"scheme": scheme} if scheme else {})},
		fields=list(OPEN_FIELDS),
		order_by="due_on, name",
		limit_page_length=ALL,
	)


def commitments(scheme: str | None, today: date) -> list[Commitment]:
	"""The running links that are paid for, by name: the same queries however many links there are."""
	links = [link for link in _links(scheme) if policy_of_version(link.policy_version).payment_per_month]
	if get_user_permissions(frappe.session.user):
		links = [link for link in links if _is_open(link)]
	if not links:
		return []
	facts, lines = terms_of(links), lines_of([link.name for link in links])
	return [Commitment(link, _outlook(link, facts[link.name], lines[link.name], today)) for link in links]


def _is_open(link: Any) -> bool:
	"""Whether the platform's User Permissions, of which few people have any, would show a payment of this link."""
	payment = frappe._dict(
		doctype=PAYMENT, link=link.name, scheme=link.scheme, mentor=link.mentor, household=link.household
	)
	return has_user_permission(frappe.get_doc(payment), frappe.session.user)


def _outlook(link: Any, facts: Any, lines: Sequence[Line], today: date) -> Outlook | None:
	try:
		return outlook(facts, lines, policy_of_version(link.policy_version), today)
	except PolicyError:
		return None


def _links(scheme: str | None) -> list[Any]:
	link, mentor = frappe.qb.DocType("Mentoring Link"), frappe.qb.DocType("Mentor")
	person = frappe.qb.DocType("Mentoring Participant")
	query = (
		frappe.qb.from_(link)
		.join(mentor)
		.on(mentor.name == link.mentor)
		.left_join(person)
		.on(person.name == mentor.participant)
		.select(*(link[fieldname] for fieldname in TERM_FIELDS))
		.select(link.mentor, mentor.participant_name.as_("mentor_name"))
		.select(mentor.payee_household, person.household)
		.where(link.status.isin(RUNNING) & link.start_date.isnotnull() & link.policy_version.isnotnull())
		.where(allowed(PaymentsOfLink(link), PAYMENT, frappe.session.user, "read"))
		.orderby(link.name)
	)
	if scheme:
		query = query.where(link.scheme == scheme)
	rows = query.run(as_dict=True)
	for row in rows:
		row.household = row.payee_household or row.household
	return rows
