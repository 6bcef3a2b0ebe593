"""The user's own data to take along: what is held about them, and the documents that the portal lets them read."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import frappe
from frappe import _
from frappe.model import no_value_fields
from frappe.utils import cstr, formatdate, today
from frappe.utils.formatters import format_value

from mentoring_scheme.access.predicates import GUARDS
from mentoring_scheme.access.roles import MENTEE, MENTOR
from mentoring_scheme.access.terms import any_of
from mentoring_scheme.portal import concerns, held, requests

PORTAL_ROLES = (MENTOR, MENTEE)
# Open to everybody of a scheme, and about nobody.
ABOUT_NOBODY = ("Mentoring Event",)
# Read through portal/requests.py and portal/concerns.py alone.
REQUEST, CONCERN = "Mentoring Request", "Mentoring Concern"


def archive() -> bytes:
	"""A ZIP file of two files that say the same: one for people, one for machines."""
	data = gathered()
	file = BytesIO()
	with ZipFile(file, "w", ZIP_DEFLATED) as archive:
		archive.writestr("my-data.json", json.dumps(data, indent=1, ensure_ascii=False, default=cstr))
		archive.writestr("my-data.html", _as_page(data))
	return file.getvalue()


def gathered() -> dict[str, Any]:
	"""What is held about the user, what they have asked and raised, and the documents that their portal roles let them
	read.

	Not what others have written in confidence, which a scheme hands out on request once a person has looked at it.
	"""
	person = held.participant()
	sections = held.sections(person) if person else []
	return {
		"made_on": formatdate(today()),
		"profile": [
			{"title": each.title, "facts": [list(fact) for fact in each.facts], "note": each.note}
			for each in sections
		],
		"documents": [
			{"title": _(doctype), "rows": rows}
			for doctype, rows in (*map(_of, _doctypes()), *_through_the_portal())
			if rows
		],
	}


def _of(doctype: str) -> tuple[str, list[dict[str, Any]]]:
	return doctype, _documents(doctype)


def _through_the_portal() -> Iterator[tuple[str, list[dict[str, Any]]]]:
	for doctype, rows in ((REQUEST, requests.own()), (CONCERN, concerns.own())):
		meta = frappe.get_meta(doctype)
		yield doctype, [_readable(meta, row) for row in rows]


def _doctypes() -> list[str]:
	return [
		doctype
		for doctype, guard in GUARDS.items()
		if doctype not in ABOUT_NOBODY and not guard.rules.keys().isdisjoint(PORTAL_ROLES)
	]


def _documents(doctype: str) -> list[dict[str, Any]]:
	"""The documents of a type that the portal, and nothing else, opens to the user; with the rows of their tables."""
	meta, user = frappe.get_meta(doctype), frappe.session.user
	rules = [rule for role, rule in GUARDS[doctype].rules.items() if role in PORTAL_ROLES and _has(role)]
	table = frappe.qb.DocType(doctype)
	seen = any_of([rule.sees(table, user) for rule in rules])
	rows = frappe.qb.from_(table).select(table.star).where(seen).orderby(table.creation).run(as_dict=True)
	names = [row.name for row in rows]
	tables = {field: _rows(field.options, doctype, names) for field in meta.get_table_fields()}
	return [
		{
			_("Number"): row.name,
			**_readable(meta, row),
			**{_(field.label): found[row.name] for field, found in tables.items() if found[row.name]},
		}
		for row in rows
	]


def _has(role: str) -> bool:
	return role in frappe.get_roles()


def _rows(doctype: str, parenttype: str, parents: list[str]) -> dict[str, list[dict[str, str]]]:
	meta, found = frappe.get_meta(doctype), defaultdict(list)
	filters = {"parenttype": parenttype, "parent": ["in", parents]}
	for row in frappe.get_all(doctype, filters, ["*"], order_by="parent, idx"):
		found[row.parent].append(_readable(meta, row))
	return found


def _readable(meta: Any, row: Any) -> dict[str, str]:
	"""The filled fields that a form shows, by their labels, as people write them."""
	return {
		_(field.label): cstr(format_value(row[field.fieldname], field, frappe._dict(row)))
		for field in meta.fields
		if field.fieldtype not in no_value_fields
		and not field.hidden
		and field.label
		and row.get(field.fieldname)
	}


def _as_page(data: dict[str, Any]) -> str:
	return frappe.get_template("mentoring_scheme/templates/portal/own_data.html").render(
		{"data": data, "lang": frappe.local.lang}
	)
