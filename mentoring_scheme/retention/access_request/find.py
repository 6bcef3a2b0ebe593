"""Everything that is about one person, and what is proposed for each document: in, out, or for somebody to decide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

import frappe
from frappe import _

from mentoring_scheme.access.predicates import GUARDS
from mentoring_scheme.retention.about import BY_ACCOUNT, LINK, MENTEE, MENTOR, PARTICIPANT, pointers
from mentoring_scheme.retention.kinds import KEPT_FOR_GOOD
from mentoring_scheme.retention.tables import TABLES

TEXTS = ("Small Text", "Text", "Long Text", "Text Editor")
IN, OUT, TO_DECIDE = "In", "Out", "To decide"
SEALED_BUNDLE = ("Mentoring File Entry", "bundle")
# What is theirs whatever stands in it: what they said of themselves.
OWN_WORDS = ("Mentoring Participant", "Mentoring Equality Profile", "Mentoring Application")


@dataclass
class Person:
	"""Whatever stands for one person in documents."""

	participant: str
	name: str
	user: str | None
	email: str | None
	household: str | None
	roles: dict[str, set[str]] = field(default_factory=dict)

	def stands_for(self, doctype: str) -> set[str]:
		"""The documents of a type that are this person, or that they are part of."""
		return {self.participant} if doctype == PARTICIPANT else self.roles.get(doctype, set())


@dataclass(frozen=True)
class Found:
	"""A document about the person. `to_check`: what a human has to look at, and why."""

	doctype: str
	name: str
	proposed: str
	to_check: str


def person(participant: str) -> Person:
	"""A person with their roles and links."""
	doc = frappe.db.get_value(
		PARTICIPANT, participant, ["participant_name", "user", "email", "household"], as_dict=True
	)
	found = Person(participant, doc.participant_name, doc.user, doc.email, doc.household)
	own = {"participant": participant}
	for role in (MENTOR, MENTEE):
		found.roles[role] = set(frappe.get_all(role, own, pluck="name"))
	links = frappe.get_all(
		LINK,
		or_filters={"mentor_participant": participant, "mentee_participant": participant},
		pluck="name",
	)
	found.roles[LINK] = set(links)
	return found


def everything_about(who: Person) -> list[Found]:
	"""The documents about a person, by type and name; with a number of queries that does not grow with them."""
	found: list[Found] = []
	for doctype in GUARDS:
		if doctype in KEPT_FOR_GOOD or doctype == "Mentoring Data Request":
			continue
		names = _names(doctype, who)
		others = _of_others(doctype, names, who)
		texts = _with_text(doctype, names)
		found += [_proposal(doctype, name, name in others, texts.get(name, [])) for name in sorted(names)]
		found += _files(doctype, names, who)
	return found


def _proposal(doctype: str, name: str, of_other: bool, texts: list[str]) -> Found:
	in_confidence = TABLES[doctype].in_confidence
	if in_confidence:
		return Found(doctype, name, TO_DECIDE, _(in_confidence))
	if of_other:
		return Found(doctype, name, OUT, _("It is about the other person of a link."))
	if texts and doctype not in OWN_WORDS:
		return Found(doctype, name, IN, _("Read for other people: {0}").format(", ".join(texts)))
	return Found(doctype, name, IN, "")


def _names(doctype: str, who: Person) -> set[str]:
	"""The documents that name the person, in their fields or rows, or that are them."""
	found = set(who.stands_for(doctype))
	if doctype == "Mentoring Household" and who.household:
		found.add(who.household)
	if doctype == "Mentoring Application" and who.email:
		found |= set(frappe.get_all(doctype, {"email": who.email}, pluck="name"))
	if doctype in BY_ACCOUNT and who.user:
		found |= set(frappe.get_all(doctype, {BY_ACCOUNT[doctype]: who.user}, pluck="name"))
	if doctype == "Mentoring Payee Account" and who.household:
		found |= set(frappe.get_all(doctype, {"household": who.household}, pluck="name"))
	for pointer in pointers(doctype):
		values = who.stands_for(pointer.target)
		if values:
			own = pointer.table == doctype
			filters = {pointer.fieldname: ["in", list(values)], **({} if own else {"parenttype": doctype})}
			key = "name" if own else "parent"
			found |= set(frappe.get_all(pointer.table, filters, pluck=key, order_by=key))
	return found


def _of_others(doctype: str, names: Collection[str], who: Person) -> set[str]:
	"""Of these, the ones that are about somebody else: the person comes in only because both share a link.

	A document says whom it is about by the field that leads straight to a person. One that has none is about both.
	"""
	straight = [
		pointer for pointer in pointers(doctype) if pointer.table == doctype and pointer.target != LINK
	]
	if not names or not straight or doctype in (MENTOR, MENTEE, LINK):
		return set()
	fields = ["name", *(pointer.fieldname for pointer in straight)]
	rows = frappe.get_all(doctype, {"name": ["in", list(names)]}, fields, order_by="name")
	return {
		row.name
		for row in rows
		if any(row[pointer.fieldname] for pointer in straight)
		and not any(row[pointer.fieldname] in who.stands_for(pointer.target) for pointer in straight)
	}


def _with_text(doctype: str, names: Collection[str]) -> dict[str, list[str]]:
	"""By document, the labels of the free texts that hold something, in its fields and rows."""
	found: dict[str, list[str]] = defaultdict(list)
	meta = frappe.get_meta(doctype)
	for each in (meta, *(frappe.get_meta(table.options) for table in meta.get_table_fields())):
		texts = [column for column in each.fields if column.fieldtype in TEXTS]
		if not texts or not names:
			continue
		key = "name" if each is meta else "parent"
		filters: dict[str, Any] = {
			key: ["in", list(names)],
			**({} if each is meta else {"parenttype": doctype}),
		}
		fields = [key, *(column.fieldname for column in texts)]
		for row in frappe.get_all(each.name, filters, fields, order_by=key):
			for column in texts:
				label = _(column.label)
				if row[column.fieldname] and label not in found[row[key]]:
					found[row[key]].append(label)
	return found


def _files(doctype: str, names: Collection[str], who: Person) -> list[Found]:
	"""Files are given as they are: those that the person has sent are theirs, the others are for somebody to read."""
	if not names:
		return []
	attached = {"attached_to_doctype": doctype, "attached_to_name": ["in", list(names)]}
	rows = frappe.get_all("File", attached, ["name", "owner", "attached_to_field"], order_by="name")
	return [_file(doctype, row, who) for row in rows]


def _file(doctype: str, row: Any, who: Person) -> Found:
	if (doctype, row.attached_to_field) == SEALED_BUNDLE:
		why = _(
			"It holds the names and the words of the other person. This list has the same papers, one by one."
		)
		return Found("File", row.name, OUT, why)
	if who.user and row.owner == who.user:
		return Found("File", row.name, IN, _("The person has sent it."))
	return Found("File", row.name, TO_DECIDE, _("Nothing in a file can be replaced. Read it."))
