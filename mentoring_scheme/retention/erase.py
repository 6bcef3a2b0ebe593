"""Anonymising a document, or deleting it, with everything that the platform keeps about it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import frappe
from frappe import _
from frappe.model.dynamic_links import get_dynamic_link_map
from frappe.model.rename_doc import get_link_fields

from mentoring_scheme.policy.choices import Disposal
from mentoring_scheme.retention import people, traces
from mentoring_scheme.retention.kinds import papers_of
from mentoring_scheme.retention.tables import TABLES

Document = tuple[str, str]
# Who has made it says who raised it, and they may take part for much longer.
MADE_IN_CONFIDENCE = ("Mentoring Concern",)
BY_WHOM = ("owner", "modified_by")
# What may name a document that is gone: their own texts go with it, or they hold numbers alone.
NO_HINDRANCE = (
	"Mentoring Disposal Row",
	"Mentoring Data Request Item",
	"Mentoring Filed Document",
	"Mentoring Message",
	"Mentoring Reminder",
	"Version",
	"File",
)


def dispose(doctype: str, name: str, proposal: Disposal) -> tuple[Disposal, str]:
	"""Do as proposed with a document and its papers; says what was done, and why where it was less than proposed.

	What something else still rests on is anonymised instead of deleted, so that what remains can be opened and counted.
	"""
	unit = [*_papers(doctype, name), (doctype, name)]
	why = _still_named(unit) if proposal is Disposal.DELETE else ""
	household = people.household_of(doctype, name)
	for each in unit:
		if proposal is Disposal.DELETE and not why:
			delete(*each)
		else:
			anonymise(*each)
	people.leave_household(household, (doctype, name))
	return (Disposal.DELETE if proposal is Disposal.DELETE and not why else Disposal.ANONYMISE), why


def anonymise(doctype: str, name: str) -> None:
	"""Put into each field what its table says, past the document's rules and without a new version of it."""
	if doctype == people.PARTICIPANT:
		people.forget(name)
	_write(doctype, TABLES[doctype].values(), name=name)
	if doctype in MADE_IN_CONFIDENCE:
		frappe.db.set_value(doctype, name, dict.fromkeys(BY_WHOM, "Administrator"), update_modified=False)
	traces.remove(doctype, name)


def delete(doctype: str, name: str) -> None:
	"""Remove the document, and of a person what stands elsewhere as well."""
	if doctype == people.PARTICIPANT:
		people.forget(name)
	traces.delete(doctype, name)


def _write(doctype: str, values: dict[str, Any], **filters: Any) -> None:
	"""Columns are written, tables that are emptied lose their rows, and the rows of others are written likewise."""
	meta = frappe.get_meta(doctype)
	tables = {field.fieldname: field.options for field in meta.get_table_fields()}
	columns = {
		fieldname: _empty(meta.get_field(fieldname)) if value is None else value
		for fieldname, value in values.items()
		if fieldname not in tables
	}
	if columns:
		frappe.db.set_value(doctype, filters, columns, update_modified=False)
	for fieldname, row in tables.items():
		own = {"parent": filters["name"], "parenttype": doctype, "parentfield": fieldname}
		if fieldname in values:
			frappe.db.delete(row, own)
		else:
			_write_rows(row, own)


def _write_rows(doctype: str, own: dict[str, str]) -> None:
	meta, values = frappe.get_meta(doctype), TABLES[doctype].values()
	columns = {
		name: _empty(meta.get_field(name)) if value is None else value for name, value in values.items()
	}
	if columns and frappe.db.exists(doctype, own):
		frappe.db.set_value(doctype, own, columns, update_modified=False)


def _empty(field: Any) -> Any:
	"""Numbers cannot be NULL."""
	return 0 if field.fieldtype in ("Int", "Float", "Currency", "Percent", "Check") else None


def _papers(doctype: str, name: str) -> list[Document]:
	return [
		(paper, each)
		for paper, fieldname in papers_of(doctype).items()
		for each in frappe.get_all(paper, {fieldname: name}, pluck="name", order_by="name")
	]


def _still_named(unit: Collection[Document]) -> str:
	"""Why the unit cannot be deleted: the first document outside of it that names one of it."""
	for doctype, name in unit:
		for holder, other in _holders(doctype, name):
			if (holder, other) not in unit:
				return _("{0} {1} still rests on it, so it was anonymised.").format(_(holder), other)
	return ""


def _holders(doctype: str, name: str) -> list[Document]:
	found: list[Document] = []
	for field in get_link_fields(doctype):
		if not field.issingle and field.parent not in NO_HINDRANCE:
			found += _naming(field.parent, {field.fieldname: name})
	for field in get_dynamic_link_map().get(doctype, []):
		if field.parent in NO_HINDRANCE or field.parent not in TABLES:
			continue  # what the platform keeps about it goes with its traces
		found += _naming(field.parent, {field.options: doctype, field.fieldname: name})
	return found


def _naming(holder: str, filters: dict[str, str]) -> list[Document]:
	if frappe.get_meta(holder).istable:
		rows = frappe.get_all(holder, filters, ["parenttype", "parent"], order_by="parent")
		return [(row.parenttype, row.parent) for row in rows]
	return [(holder, name) for name in frappe.get_all(holder, filters, pluck="name", order_by="name")]
