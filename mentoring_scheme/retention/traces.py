"""What the platform keeps about a document elsewhere, and removing it: history, comments, mails,
messages, reminders, files, search, logs.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import frappe
from frappe.query_builder import Table

# Where other documents say what they belong to: type and name.
REFERENCES = (
	("Activity Log", "reference_doctype", "reference_name"),
	("Activity Log", "timeline_doctype", "timeline_name"),
	("Comment", "reference_doctype", "reference_name"),
	("Deleted Document", "deleted_doctype", "deleted_name"),
	("Document Follow", "ref_doctype", "ref_docname"),
	("Document Share Key", "reference_doctype", "reference_docname"),
	("DocShare", "share_doctype", "share_name"),
	("Email Unsubscribe", "reference_doctype", "reference_name"),
	("Energy Point Log", "reference_doctype", "reference_name"),
	("Error Log", "reference_doctype", "reference_name"),
	("Mentoring Message", "reference_doctype", "reference_name"),
	("Mentoring Reminder", "reference_doctype", "reference_name"),
	("Notification Log", "document_type", "document_name"),
	("Tag Link", "document_type", "document_name"),
	("ToDo", "reference_type", "reference_name"),
	("Version", "ref_doctype", "docname"),
	("View Log", "reference_doctype", "reference_name"),
)
# What the platform writes on the document itself.
ON_THE_ROW = ("_user_tags", "_comments", "_assign", "_liked_by", "_seen")


def remove(doctype: str, name: str) -> None:
	"""Remove all traces of a document. Files go first: removing one leaves a comment."""
	mails = _communications(doctype, name)
	remove_files({"attached_to_doctype": "Communication", "attached_to_name": ["in", mails]})
	remove_files({"attached_to_doctype": doctype, "attached_to_name": name})
	_remove_mails(doctype, name, mails)
	tags = frappe.get_all("Tag Link", {"document_type": doctype, "document_name": name}, pluck="tag")
	for holder, type_field, name_field in REFERENCES:
		if frappe.db.table_exists(holder):
			frappe.db.delete(holder, {type_field: doctype, name_field: name})
	_remove_unused(tags)
	frappe.db.delete("Access Log", {"export_from": doctype, "reference_document": name})
	remove_from_search(doctype, [name])
	_clear_row(doctype, name)
	frappe.clear_document_cache(doctype, name)


def delete(doctype: str, name: str) -> None:
	"""Remove a document with its rows and all traces, without leaving a copy, whatever state it is in."""
	remove(doctype, name)
	for field in frappe.get_meta(doctype).get_table_fields():
		frappe.db.delete(field.options, {"parent": name, "parenttype": doctype})
	frappe.db.delete(doctype, {"name": name})


def remove_files(attached: dict[str, Any]) -> None:
	"""Remove files; the platform takes one off the disk with the last document that has it."""
	for file in frappe.get_all("File", attached, pluck="name", order_by="name"):
		frappe.delete_doc("File", file, force=True, delete_permanently=True)


def remove_from_search(doctype: str, names: Collection[str]) -> None:
	"""Take documents out of the search over everything; the next save of one brings it back as it is then."""
	search: Table = frappe.qb.Table("__global_search")
	frappe.qb.from_(search).delete().where((search.doctype == doctype) & search.name.isin(list(names))).run()


def remove_mails_to(address: str) -> None:
	"""Remove mails to an address that wait, or were sent and not yet cleared away."""
	mails = frappe.get_all("Email Queue Recipient", {"recipient": address}, pluck="parent", order_by="parent")
	_remove_queued(mails)


def _communications(doctype: str, name: str) -> list[str]:
	about = {"reference_doctype": doctype, "reference_name": name}
	filed = {"link_doctype": doctype, "link_name": name, "parenttype": "Communication"}
	return sorted(
		{
			*frappe.get_all("Communication", about, pluck="name", order_by="name"),
			*frappe.get_all("Communication Link", filed, pluck="parent", order_by="parent"),
		}
	)


def _remove_mails(doctype: str, name: str, mails: Collection[str]) -> None:
	about = {"reference_doctype": doctype, "reference_name": name}
	queued = frappe.get_all("Email Queue", about, pluck="name", order_by="name")
	queued += frappe.get_all("Email Queue", {"communication": ["in", mails]}, pluck="name", order_by="name")
	_remove_queued(queued)
	if mails:
		frappe.db.delete("Communication Link", {"parent": ["in", mails]})
		frappe.db.delete("Comment", {"reference_doctype": "Communication", "reference_name": ["in", mails]})
		frappe.db.delete("Communication", {"name": ["in", mails]})


def _remove_queued(mails: Collection[str]) -> None:
	if mails:
		frappe.db.delete("Email Queue Recipient", {"parent": ["in", mails]})
		frappe.db.delete("Email Queue", {"name": ["in", mails]})


def _remove_unused(tags: Collection[str]) -> None:
	"""A tag is whatever somebody typed, and stays on offer to all; one that nothing bears any more goes."""
	used = frappe.get_all("Tag Link", {"tag": ["in", tags]}, pluck="tag", order_by="tag")
	if unused := sorted(set(tags) - set(used)):
		frappe.db.delete("Tag", {"name": ["in", unused]})


def _clear_row(doctype: str, name: str) -> None:
	columns = frappe.db.get_table_columns(doctype)
	values = dict.fromkeys(each for each in ON_THE_ROW if each in columns)
	if values:
		frappe.db.set_value(doctype, name, values, update_modified=False)
