"""What became of each row of a workbook, so that sending it again doubles nothing."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import frappe
from frappe.utils import create_batch, now
from pypika import Order

from mentoring_scheme.importing.columns import Row
from mentoring_scheme.importing.keys import Ref, key_of, ref_of, said
from mentoring_scheme.importing.known import Entry

ENTRY = "Mentoring Import Entry"
# What the rows of a workbook become.
DOCUMENTS = (
	"Mentoring Household",
	"Mentoring Participant",
	"Mentor",
	"Mentee",
	"Mentoring Link",
	"Contact Record",
	"Mentoring Payment",
)
FIELDS = (
	"name",
	"creation",
	"modified",
	"owner",
	"modified_by",
	"scheme",
	"mentoring_import",
	"sheet",
	"document_type",
	"document",
	"said",
)
AT_A_TIME = 1000


@dataclass(frozen=True)
class Written:
	"""The document that a row has become."""

	row: Row
	doctype: str
	name: str


def entries_of(scheme: str, refs: Collection[Ref]) -> dict[Ref, Entry]:
	"""The rows among these that were brought into this scheme before."""
	by_key = {key_of(scheme, ref): ref for ref in refs}
	entry = frappe.qb.DocType(ENTRY)
	query = frappe.qb.from_(entry).select(entry.name, entry.document_type, entry.document, entry.said)
	found = [
		each
		for some in create_batch(sorted(by_key), AT_A_TIME)
		for each in query.where(entry.name.isin(some)).run(as_dict=True)
	]
	there = _there({(each.document_type, each.document) for each in found})
	return {
		by_key[each.name]: Entry(
			each.document_type,
			each.document,
			json.loads(each.said),
			(each.document_type, each.document) in there,
		)
		for each in found
	}


def written_of(scheme: str, rows: Iterable[Row]) -> set[Ref]:
	"""Which of these rows have been brought in by now, as the database has it at this moment."""
	by_key = {key_of(scheme, ref): ref for ref in map(ref_of, rows)}
	entry = frappe.qb.DocType(ENTRY)
	query = frappe.qb.from_(entry).select(entry.name).where(entry.name.isin(list(by_key)))
	return {by_key[name] for name in query.for_update().run(pluck=True)}


def keep(scheme: str, mentoring_import: str, written: Collection[Written]) -> None:
	"""Note what these rows have become. The name of an entry is the row's key: a second one cannot be written."""
	stamp, user = now(), frappe.session.user
	values = []
	for each in written:
		key = key_of(scheme, ref_of(each.row))
		values.append(
			(
				*(
					key,
					stamp,
					stamp,
					user,
					user,
					scheme,
					mentoring_import,
					each.row.sheet,
					each.doctype,
					each.name,
				),
				json.dumps(said(key, each.row), separators=(",", ":")),
			)
		)
	frappe.db.bulk_insert(ENTRY, FIELDS, values)


def brought_in_on(documents: Mapping[str, Collection[str]]) -> dict[tuple[str, str], date]:
	"""The day on which these documents were brought in, as far as they were; `documents`: names by type."""
	names = sorted({name for each in documents.values() for name in each})
	entry = frappe.qb.DocType(ENTRY)
	query = frappe.qb.from_(entry).select(entry.document_type, entry.document, entry.creation)
	# oldest last, which is the one that stays: a person who is named in a second workbook was here before
	query = query.orderby(entry.creation, order=Order.desc)
	return {
		(doctype, name): creation.date()
		for some in create_batch(names, AT_A_TIME)
		for doctype, name, creation in query.where(entry.document.isin(some)).run()
		if name in documents.get(doctype, ())
	}


def _there(documents: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
	names: dict[str, list[str]] = defaultdict(list)
	for doctype, name in documents:
		names[doctype].append(name)
	there: set[tuple[str, str]] = set()
	for doctype in DOCUMENTS:
		found = frappe.get_all(doctype, {"name": ["in", names[doctype]]}, pluck="name", order_by="name")
		there |= {(doctype, name) for name in found}
	return there
