"""What the platform keeps about a document elsewhere, and removing it: history, comments, mails, files, search, logs."""

from __future__ import annotations

from collections.abc import Collection

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
	for mail in mails:
		_remove_files("Communication", mail)
	_remove_files(doctype, name)
	_remove_mails(doctype, name, mails)
	tags = frappe.get_all("Tag Link", {"document_type": doctype, "document_name": name}, pluck="tag")
	for holder, type_field, name_field in REFERENCES:
		if frappe.db.table_exists(holder):
			frappe.db.delete(holder, {type_field: doctype, name_field: name})
	_remove_unused(tags)
	frappe.db.delete("Access Log", {"export_from": doctype, "reference_document": name})
	search: Table = frappe.qb.Table("__global_search")
	frappe.qb.from_(search).delete().where((search.doctype == doctype) & (search.name == name)).run()
	_clear_row(doctype, name)
	frappe.clear_document_cache(doctype, name)


def _communications(doctype: str, name: str) -> list[str]:
	about = {"reference_doctype": doctype, "reference_name": name}
	filed = {"link_doctype": doctype, "link_name": name, "parenttype": "Communication"}
	return sorted(
		{
			*frappe.get_all("Communication", about, pluck="name", order_by="name"),
			*frappe.get_all("Communication Link", filed, pluck="parent", order_by="parent"),
		}
	)


def _remove_files(doctype: str, name: str) -> None:
	"""The platform takes a file off the disk with the last document that has it."""
	attached = {"attached_to_doctype": doctype, "attached_to_name": name}
	for file in frappe.get_all("File", attached, pluck="name", order_by="name"):
		frappe.delete_doc("File", file, force=True, delete_permanently=True)


def _remove_mails(doctype: str, name: str, mails: Collection[str]) -> None:
	queued = frappe.get_all(
		"Email Queue", {"reference_doctype": doctype, "reference_name": name}, pluck="name", order_by="name"
	)
	if mails:
		sent = {"communication": ["in", list(mails)]}
		queued += frappe.get_all("Email Queue", sent, pluck="name", order_by="name")
	if queued:
		frappe.db.delete("Email Queue Recipient", {"parent": ["in", queued]})
		frappe.db.delete("Email Queue", {"name": ["in", queued]})
	for mail in mails:
		frappe.db.delete("Communication Link", {"parent": mail})
		frappe.db.delete("Comment", {"reference_doctype": "Communication", "reference_name": mail})
		frappe.db.delete("Communication", {"name": mail})


def _remove_unused(tags: Collection[str]) -> None:
	"""A tag is whatever somebody typed, and stays on offer to all; one that nothing bears any more goes."""
	for tag in tags:
		if not frappe.db.exists("Tag Link", {"tag": tag}):
			frappe.db.delete("Tag", {"name": tag})


def _clear_row(doctype: str, name: str) -> None:
	columns = frappe.db.get_table_columns(doctype)
	values = dict.fromkeys(each for each in ON_THE_ROW if each in columns)
	if values:
		frappe.db.set_value(doctype, name, values, update_modified=False)
