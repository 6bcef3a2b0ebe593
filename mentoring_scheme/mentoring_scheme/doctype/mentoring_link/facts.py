"""The facts of links, gathered for the policy: for one document, or for many at once in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import frappe
from frappe.utils import cint, getdate

from mentoring_scheme.mentoring_scheme.plain_values import date_or_none
from mentoring_scheme.policy.terms import Extension, Suspension, TermFacts

TERM_FIELDS = (
	"name",
	"scheme",
	"policy_version",
	"status",
	"support_type",
	"start_date",
	"mentee_approved_on",
	"commencement_differs",
	"commencement_reason",
	"event_on",
	"ended_on",
)


def term_facts(
	link: Any, extensions: Iterable[Any] | None = None, suspensions: Iterable[Any] | None = None
) -> TermFacts:
	"""The facts that the term of one link rests on. `link` is its document, or a row with TERM_FIELDS."""
	return TermFacts(
		support_type=link.support_type,
		start=getdate(link.start_date),
		approved_on=date_or_none(link.mentee_approved_on),
		commencement_agreed=bool(cint(link.commencement_differs)),
		commencement_reason=link.commencement_reason or "",
		event_on=date_or_none(link.event_on),
		extensions=tuple(map(extension_facts, link.extensions if extensions is None else extensions)),
		suspensions=tuple(map(suspension_facts, link.suspensions if suspensions is None else suspensions)),
		ended_on=date_or_none(link.ended_on),
	)


def terms_of(links: Sequence[Any]) -> dict[str, TermFacts]:
	"""The term facts of many links by name: two queries, however many links there are."""
	names = [link.name for link in links]
	extensions = _children("Mentoring Extension", names, ["months", "reason", "approved_on"])
	suspensions = _children("Mentoring Suspension", names, ["from_date", "to_date", "reason"])
	return {link.name: term_facts(link, extensions[link.name], suspensions[link.name]) for link in links}


def extension_facts(row: Any) -> Extension:
	return Extension(
		months=cint(row.months), reason=row.reason or "", approved_on=date_or_none(row.approved_on)
	)


def suspension_facts(row: Any) -> Suspension:
	return Suspension(
		start=getdate(row.from_date), resumed_on=date_or_none(row.to_date), reason=row.reason or ""
	)


def _children(doctype: str, parents: Sequence[str], fields: list[str]) -> dict[str, list[Any]]:
	rows = frappe.get_all(
		doctype,
		filters={"parent": ["in", parents], "parenttype": "Mentoring Link"},
		fields=["parent", *fields],
		order_by="parent, idx",
	)
	by_parent: dict[str, list[Any]] = defaultdict(list)
	for row in rows:
		by_parent[row.parent].append(row)
	return by_parent
