"""Choices that there are: a value of a list field that is none of its options is refused before any rule reads it."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.core.doctype.docfield.docfield import DocField
from frappe.model.document import Document
from frappe.utils import cstr

MODULE = "Mentoring Scheme"


def refuse_others(doc: Document, method: str | None = None) -> None:
	"""Before the rules of a document of ours; the platform itself looks only after them. Raises frappe.ValidationError.

	As the platform does, it leaves out what a data import or a migration brings; and a row that is saved by itself, which
	is refused whatever it says.
	"""
	if doc.meta.module != MODULE or doc.meta.istable or frappe.flags.in_import:
		return
	for each in (doc, *doc.get_all_children()):
		for field in each.meta.get_select_fields():
			_refuse_another(doc, each, field)


def _refuse_another(doc: Document, each: Document, field: DocField) -> None:
	choices = [choice for choice in cstr(field.options).split("\n") if choice]
	said = cstr(each.get(field.fieldname)).strip()
	if not said or not choices or said in choices or field.fieldname == "naming_series":
		return
	frappe.throw(
		_("{0}: “{1}” is none of the choices. Choose one of these: {2}.").format(
			_where(doc, each, field.label), said, ", ".join(_(choice) for choice in choices)
		)
	)


def _where(doc: Document, each: Document, label: str) -> str:
	if each is doc:
		return _(label)
	table = doc.meta.get_label(each.parentfield)
	return _("{0}, row {1}, {2}").format(_(table), each.idx, _(label))
