"""What the site knows that a workbook is held against, read in a constant number of queries."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

import frappe

from mentoring_scheme.importing.cells import Lists
from mentoring_scheme.importing.columns import Row
from mentoring_scheme.importing.keys import Ref, ref_of, references
from mentoring_scheme.importing.known import Alike, Entry, Known
from mentoring_scheme.importing.links import STATES
from mentoring_scheme.importing.sheets import LINKS
from mentoring_scheme.mentoring_scheme.bringing_in.entries import entries_of
from mentoring_scheme.mentoring_scheme.doctype.mentoring_link.facts import TERM_FIELDS, terms_of
from mentoring_scheme.mentoring_scheme.plain_values import date_or_none
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_scheme
from mentoring_scheme.policy.term_values import TermFacts

# The lists of the workbook that are the choices of a field of ours.
CHOICES = {
	"approval_types": ("Mentoring Approval", "approval_type"),
	"caring_kinds": ("Mentoring Active Period", "kind"),
	"stages": ("Mentor", "stage"),
	"mentor_kinds": ("Mentor", "kind"),
	"routes": ("Mentee", "referral_route"),
	"answers": ("Mentee", "offer_answer"),
	"ending_kinds": ("Mentoring Link", "ending_kind"),
	"ways": ("Contact Record", "way"),
}
SSW_ROLE = "Supervising Social Worker"


def lists_of(scheme: str) -> Lists:
	"""The values that the workbook of this scheme offers to choose from."""
	lists = {name: _options(*field) for name, field in CHOICES.items()}
	return {
		**lists,
		"states": STATES,
		"support_types": [each.support_type for each in policy_of_scheme(scheme).support_types],
		"areas": frappe.get_all("Mentoring Area", pluck="name", order_by="name"),
		"ssws": _social_workers(),
	}


def known_of(scheme: str, lists: Lists, rows: Collection[Row]) -> Known:
	"""What the site knows of the rows of a workbook; of people only what this user sees."""
	refs = {ref_of(row) for row in rows} | {ref for row in rows for ref in references(row).values()}
	entries = entries_of(scheme, refs)
	return Known(
		scheme=scheme,
		policy=policy_of_scheme(scheme),
		lists=lists,
		entries=entries,
		alike=_people(),
		terms=_terms(entries),
		approved_on=_approvals(),
	)


def _options(doctype: str, fieldname: str) -> list[str]:
	options = frappe.get_meta(doctype).get_field(fieldname).options or ""
	return [each for each in options.split("\n") if each]


def _social_workers() -> list[str]:
	with_role = frappe.get_all(
		"Has Role", {"role": SSW_ROLE, "parenttype": "User"}, pluck="parent", distinct=True, order_by="parent"
	)
	return frappe.get_all("User", {"name": ["in", with_role], "enabled": 1}, pluck="name", order_by="name")


def _people() -> tuple[Alike, ...]:
	people = frappe.get_list(
		"Mentoring Participant",
		fields=["name", "participant_name", "date_of_birth", "email"],
		limit_page_length=0,
		order_by="name",
	)
	return tuple(
		Alike(each.name, each.participant_name, date_or_none(each.date_of_birth), each.email or "")
		for each in people
	)


def _approvals() -> dict[str, date | None]:
	"""The latest approval that has not ended, by participant: what the term of a link may count from."""
	rows = frappe.get_all(
		"Mentoring Approval",
		{"parenttype": "Mentoring Participant", "ended_on": ["is", "not set"]},
		["parent", "approved_on"],
		order_by="approved_on",
	)
	return {row.parent: row.approved_on for row in rows}


def _terms(entries: dict[Ref, Entry]) -> dict[Ref, TermFacts]:
	links = {ref: entry.name for ref, entry in entries.items() if ref[0] == LINKS and entry.is_there}
	rows: Iterable[Any] = frappe.get_all(
		"Mentoring Link", {"name": ["in", list(links.values())]}, list(TERM_FIELDS), order_by="name"
	)
	terms = terms_of([row for row in rows if row.start_date])
	return {ref: terms[name] for ref, name in links.items() if name in terms}
