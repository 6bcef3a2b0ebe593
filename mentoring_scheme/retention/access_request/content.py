"""The documents that go into a bundle, as data: labels and values as the person would read them, others taken out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from typing import Any

import frappe
from frappe import _
from frappe.model import no_value_fields
from frappe.utils import strip_html

Redact = Callable[[str], str]
AS_STORED = (
	"Link",
	"Dynamic Link",
	"Data",
	"Select",
	"Attach",
	"Small Text",
	"Text",
	"Long Text",
	"Geolocation",
)
SKIPPED = (*no_value_fields, "Table", "Table MultiSelect", "JSON", "Code", "HTML")


def sections(documents: Collection[tuple[str, str]], redact: Redact) -> list[dict[str, Any]]:
	"""One section for each document: its title, its fields, its tables, and what was said about it."""
	by_type: dict[str, list[str]] = defaultdict(list)
	for doctype, name in documents:
		if doctype != "File":
			by_type[doctype].append(name)
	found = []
	for doctype, names in by_type.items():
		said = _said(doctype, names)
		for name in names:
			found.append(_section(frappe.get_doc(doctype, name), said.get(name, []), redact))
	return found


def _section(doc: Any, said: list[dict[str, Any]], redact: Redact) -> dict[str, Any]:
	return {
		"type": _(doc.doctype),
		"document": doc.name,
		"fields": _fields(doc, redact),
		"tables": [
			{
				"label": _(field.label or ""),
				"rows": [_fields(row, redact) for row in doc.get(field.fieldname)],
			}
			for field in doc.meta.get_table_fields()
			if doc.get(field.fieldname)
		],
		"said": [{**each, "text": redact(strip_html(each["text"] or ""))} for each in said],
	}


def _fields(doc: Any, redact: Redact) -> list[dict[str, str]]:
	return [
		{"label": _(field.label or field.fieldname), "value": redact(shown)}
		for field in doc.meta.fields
		if field.fieldtype not in SKIPPED and (shown := _shown(doc, field))
	]


def _shown(doc: Any, field: Any) -> str:
	value = doc.get(field.fieldname)
	if value in (None, "") or (field.fieldtype in ("Int", "Float", "Currency", "Percent") and not value):
		return ""
	if field.fieldtype == "Check":
		return _("Yes") if value else _("No")
	if field.fieldtype in AS_STORED:
		return str(value)
	return strip_html(str(frappe.format_value(value, field, doc=doc)))


def _said(doctype: str, names: Collection[str]) -> dict[str, list[dict[str, Any]]]:
	"""Comments and e-mails of the documents, by document."""
	found: dict[str, list[dict[str, Any]]] = defaultdict(list)
	about = {"reference_doctype": doctype, "reference_name": ["in", list(names)]}
	comments = frappe.get_all(
		"Comment",
		{**about, "comment_type": "Comment"},
		["reference_name", "creation", "content"],
		order_by="creation",
	)
	mails = frappe.get_all(
		"Communication",
		{**about, "communication_type": "Communication"},
		["reference_name", "creation", "subject", "content"],
		order_by="creation",
	)
	for each in comments:
		found[each.reference_name].append(
			{"what": _("Comment"), "on": str(each.creation.date()), "text": each.content}
		)
	for each in mails:
		text = f"{each.subject or ''}\n{each.content or ''}"
		found[each.reference_name].append(
			{"what": _("E-mail"), "on": str(each.creation.date()), "text": text}
		)
	return found
