"""Whom documents are about: the people and the links that they name, in their fields, rows and papers.

It is read from the DocTypes, so that a document which is added later is covered as it comes. All of it works on many
documents at once, with a number of queries that does not grow with them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import frappe
from frappe.query_builder import Table

from mentoring_scheme.access.predicates import GUARDS
from mentoring_scheme.retention.kinds import papers_of

PARTICIPANT, MENTOR, MENTEE, LINK = "Mentoring Participant", "Mentor", "Mentee", "Mentoring Link"
PEOPLE = (PARTICIPANT, MENTOR, MENTEE)
HOUSEHOLD = "Mentoring Household"
# Documents that name a person by their account: whoever raised it, or was told.
BY_ACCOUNT = {
	"Mentoring Concern": "raised_by",
	"Mentoring Message": "recipient",
	"Mentoring Reminder": "recipient",
}


class Pointer(NamedTuple):
	"""A field that names one: of the document itself, or of its rows (`table`)."""

	table: str
	fieldname: str
	target: str


@dataclass
class Concerned:
	"""The participants and the links that one document is about."""

	people: set[str] = field(default_factory=set)
	links: set[str] = field(default_factory=set)


def pointers(doctype: str) -> list[Pointer]:
	"""The fields of a document and its rows that name a person or a link. Not those that name another of its own kind."""
	return [
		Pointer(meta.name, each.fieldname, each.options)
		for meta in _metas(doctype)
		for each in meta.get("fields", {"fieldtype": "Link"})
		if each.options in (*PEOPLE, LINK) and each.options != doctype
	]


def concerned(doctype: str, names: Collection[str]) -> dict[str, Concerned]:
	"""Whom each of these documents is about."""
	found: dict[str, Concerned] = {name: Concerned() for name in names}
	if not found:
		return found
	named = _named(doctype, names)
	for name, targets in named.items():
		found[name].links |= targets[LINK]
		found[name].people |= targets[PARTICIPANT]
	_add_roles(found, named)
	_add_accounts(doctype, found)
	_add_referenced(doctype, found)
	_add_papers(doctype, found)
	if doctype in (HOUSEHOLD, "Mentoring Payee Account"):
		_add_household(doctype, found)
	return found


def _named(doctype: str, names: Collection[str]) -> dict[str, dict[str, set[str]]]:
	"""By document and type, what it names; a person's or link's own document names itself."""
	found: dict[str, dict[str, set[str]]] = {name: defaultdict(set) for name in names}
	if doctype in (*PEOPLE, LINK):
		for name in names:
			found[name][doctype].add(name)
	for pointer in pointers(doctype):
		for name, value in _values(doctype, pointer.table, pointer.fieldname, names):
			found[name][pointer.target].add(value)
	return found


def _add_roles(found: dict[str, Concerned], named: dict[str, dict[str, set[str]]]) -> None:
	for role in (MENTOR, MENTEE):
		wanted = {value for targets in named.values() for value in targets[role]}
		participants = dict(_select(role, ["name", "participant"], wanted))
		for name, targets in named.items():
			found[name].people |= {participants[each] for each in targets[role] if each in participants}
	_add_sides(found)


def _add_accounts(doctype: str, found: dict[str, Concerned]) -> None:
	if doctype not in BY_ACCOUNT:
		return
	accounts = {name: user for name, user in _select(doctype, ["name", BY_ACCOUNT[doctype]], found) if user}
	people: dict[str, set[str]] = defaultdict(set)
	for user, person in _rows(PARTICIPANT, ["user", "name"], "user", set(accounts.values())):
		people[user].add(person)
	for name, user in accounts.items():
		found[name].people |= people[user]


def _add_sides(found: dict[str, Concerned]) -> None:
	wanted = {link for each in found.values() for link in each.links}
	sides = {
		link: {mentor, mentee} - {None}
		for link, mentor, mentee in _select(
			LINK, ["name", "mentor_participant", "mentee_participant"], wanted
		)
	}
	for each in found.values():
		for link in each.links:
			each.people |= sides.get(link, set())


def _add_referenced(doctype: str, found: dict[str, Concerned]) -> None:
	"""What it refers to by type and name: a reminder's matter, the lines of a batch."""
	referenced: dict[str, list[tuple[str, str]]] = defaultdict(list)
	for meta in _metas(doctype):
		for each in meta.get("fields", {"fieldtype": "Dynamic Link"}):
			for name, other, value in _pairs(doctype, meta.name, each.options, each.fieldname, found):
				if other in GUARDS and other != doctype:
					referenced[other].append((name, value))
	for other, pairs in referenced.items():
		there = concerned(other, {value for _name, value in pairs})
		for name, value in pairs:
			found[name].people |= there[value].people
			found[name].links |= there[value].links


def _add_papers(doctype: str, found: dict[str, Concerned]) -> None:
	for paper, fieldname in papers_of(doctype).items():
		for pointer in pointers(paper):
			if pointer.target != PARTICIPANT or pointer.table != paper:
				continue
			for root, person in _rows(paper, [fieldname, pointer.fieldname], fieldname, found):
				if person:
					found[root].people.add(person)


def _add_household(doctype: str, found: dict[str, Concerned]) -> None:
	households = (
		{name: name for name in found}
		if doctype == HOUSEHOLD
		else dict(_select(doctype, ["name", "household"], found))
	)
	living = _rows(PARTICIPANT, ["household", "name"], "household", set(households.values()))
	paid = _rows(MENTOR, ["payee_household", "participant"], "payee_household", set(households.values()))
	for household, person in (*living, *paid):
		for name, own in households.items():
			if own == household:
				found[name].people.add(person)


def _metas(doctype: str) -> Iterable[Any]:
	meta = frappe.get_meta(doctype)
	return [meta, *(frappe.get_meta(each.options) for each in meta.get_table_fields())]


def _values(doctype: str, table: str, fieldname: str, names: Collection[str]) -> list[tuple[str, str]]:
	rows, key = _within(doctype, table, names)
	return (
		rows.select(key, frappe.qb.DocType(table)[fieldname])
		.where(frappe.qb.DocType(table)[fieldname].isnotnull() & (frappe.qb.DocType(table)[fieldname] != ""))
		.run()
	)


def _pairs(
	doctype: str, table: str, type_field: str, name_field: str, names: Collection[str]
) -> list[tuple[str, str, str]]:
	rows, key = _within(doctype, table, names)
	row = frappe.qb.DocType(table)
	return rows.select(key, row[type_field], row[name_field]).where(row[name_field].isnotnull()).run()


def _within(doctype: str, table: str, names: Collection[str]) -> tuple[Any, Any]:
	"""The rows of a table that belong to these documents, and the column that says to which."""
	row: Table = frappe.qb.DocType(table)
	if table == doctype:
		return frappe.qb.from_(row).where(row.name.isin(list(names))), row.name
	own = row.parent.isin(list(names)) & (row.parenttype == doctype)
	return frappe.qb.from_(row).where(own), row.parent


def _select(doctype: str, fields: list[str], names: Collection[str]) -> list[tuple]:
	return _rows(doctype, fields, "name", names)


def _rows(doctype: str, fields: list[str], by: str, values: Collection[str]) -> list[tuple]:
	if not values:
		return []
	row = frappe.qb.DocType(doctype)
	query = frappe.qb.from_(row).select(*(row[each] for each in fields))
	return query.where(row[by].isin(list(values))).run()
