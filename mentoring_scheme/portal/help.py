"""Who to call, and the letter and guide of the scheme (R47, R48); for each scheme of the user."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import frappe
from frappe import _
from frappe.core.doctype.file.file import File
from frappe.utils import get_fullname

from mentoring_scheme.access import reach
from mentoring_scheme.access.reach import STAFF_FUNCTIONS
from mentoring_scheme.mentoring_scheme.scheme_look import attached_file
from mentoring_scheme.portal import mine
from mentoring_scheme.portal.mine import OwnScheme, Side

SCHEME = "Mentoring Scheme"
FILE = "/api/method/mentoring_scheme.portal.api.help.resource"
AUDIENCE = {Side.MENTOR: "Mentors", Side.MENTEE: "Mentees"}
EVERYBODY = "Mentors and mentees"


def page() -> dict[str, Any]:
	"""Each scheme of the user with its people and papers, and the user's own social workers: six queries."""
	own = mine.schemes()
	names = [scheme.name for scheme in own]
	texts = _texts(names)
	people, papers = _people(names), _resources(own)
	return {
		"schemes": [
			{
				"name": scheme.name,
				"people": people[scheme.name],
				"out_of_hours": texts[scheme.name].out_of_hours_phone or "",
				"letter": texts[scheme.name].welcome_letter or "",
				"confidentiality": texts[scheme.name].confidentiality_statement or "",
				"resources": papers[scheme.name],
			}
			for scheme in own
		],
		"social_workers": _social_workers(),
	}


def file_of_resource(name: str) -> File | None:
	"""The file of a resource that is for the user; None for any other, as for one that does not exist."""
	row = next((row for row in _rows(mine.schemes()) if row.name == name), None)
	return attached_file(row.parent, row.file) if row and row.file else None


def logo_of(scheme: str) -> File | None:
	"""The logo of a scheme of the user's."""
	own = next((each for each in mine.schemes() if each.name == scheme), None)
	return attached_file(own.name, own.logo) if own and own.logo else None


def _texts(schemes: list[str]) -> dict[str, Any]:
	fields = ["name", "out_of_hours_phone", "welcome_letter", "confidentiality_statement"]
	return {row.name: row for row in frappe.get_all(SCHEME, {"name": ["in", schemes]}, fields)}


def _people(schemes: list[str]) -> dict[str, list[dict[str, str]]]:
	member, account = frappe.qb.DocType("Mentoring Scheme Member"), frappe.qb.DocType("User")
	query = (
		frappe.qb.from_(member)
		.join(account)
		.on((account.name == member.user) & (account.enabled == 1))
		.select(member.parent, member.function, *_contact(account))
		.where((member.parenttype == SCHEME) & member.parent.isin(schemes or [""]))
		.where(member.function.isin(STAFF_FUNCTIONS))
		.orderby(member.idx)
	)
	found: dict[str, list[dict[str, str]]] = defaultdict(list)
	for row in query.run(as_dict=True):
		found[row.parent].append(_person(row, _(row.function)))
	return found


def _social_workers() -> list[dict[str, str]]:
	person, account = frappe.qb.DocType("Mentoring Participant"), frappe.qb.DocType("User")
	query = (
		frappe.qb.from_(person)
		.join(account)
		.on((account.name == person.ssw) & (account.enabled == 1))
		.select(*_contact(account))
		.distinct()
		.where(person.name.isin(reach.own_participants(frappe.session.user)))
		.where(account.name != frappe.session.user)
	)
	return [_person(row, _("Your supervising social worker")) for row in query.run(as_dict=True)]


def _contact(account: Any) -> list[Any]:
	return [account.full_name, account.email, account.phone, account.mobile_no]


def _person(row: Any, function: str) -> dict[str, str]:
	return {
		"name": row.full_name or get_fullname(row.email),
		"function": function,
		"email": row.email or "",
		"phone": row.phone or row.mobile_no or "",
	}


def _resources(own: list[OwnScheme]) -> dict[str, list[dict[str, str]]]:
	found: dict[str, list[dict[str, str]]] = defaultdict(list)
	for row in _rows(own):
		href = row.url or f"{FILE}?name={row.name}"
		found[row.parent].append({"title": row.title, "note": row.note or "", "href": href})
	return found


def _rows(own: list[OwnScheme]) -> list[Any]:
	"""What the schemes have for somebody who stands in them as the user does."""
	audiences = {scheme.name: {EVERYBODY, *(AUDIENCE[side] for side in scheme.sides)} for scheme in own}
	rows = frappe.get_all(
		"Mentoring Resource",
		{"parenttype": SCHEME, "parent": ["in", list(audiences)]},
		["name", "parent", "title", "audience", "url", "file", "note"],
		order_by="parent, idx",
	)
	return [row for row in rows if row.audience in audiences[row.parent]]
