"""What Frappe's search and titles of link fields would tell about documents that the user does not see."""

from typing import Any

import frappe
from frappe.desk import search as frappes_search

from mentoring_scheme.access.predicates import GUARDS, PARENTS
from mentoring_scheme.access.visibility import may_see


@frappe.whitelist()
def search_guarded(
	doctype: str,
	txt: str,
	searchfield: str = "name",
	start: int = 0,
	page_len: int = 10,
	filters: dict | list | None = None,
	as_dict: bool = False,
) -> Any:
	"""What a link field to a guarded document offers (hook `standard_queries`): what the user's list has, no more.

	Frappe's own search leaves all permissions of rows aside where the caller asks it to ignore User Permissions.
	Rows of child tables are never offered.
	"""
	if doctype in PARENTS:
		return []
	fields = _search_fields(doctype)
	return frappe.get_list(
		doctype,
		fields=fields,
		filters=_with_enabled(doctype, filters),
		or_filters=[[doctype, field, "like", f"%{txt}%"] for field in fields] if txt else None,
		order_by=f"`tab{doctype}`.modified desc",
		limit_start=start,
		limit_page_length=page_len,
		as_list=not as_dict,
	)


@frappe.whitelist()
def get_link_title(doctype: str, docname: str) -> str | None:
	"""The title of a document, for link fields (in place of Frappe's own, which tells anybody's to everybody)."""
	if doctype in GUARDS and not may_see(doctype, docname, frappe.session.user):
		return docname
	return frappes_search.get_link_title(doctype, docname)


def _search_fields(doctype: str) -> list[str]:
	meta = frappe.get_meta(doctype)
	return list(dict.fromkeys(["name", meta.get_title_field(), *meta.get_search_fields()]))


def _with_enabled(doctype: str, filters: Any) -> list:
	"""As Frappe does: what is not enabled is kept, but no longer chosen."""
	chosen = list(filters or [])
	if isinstance(filters, dict):
		chosen = [[doctype, field, "=", value] for field, value in filters.items()]
	return (
		[*chosen, [doctype, "enabled", "=", 1]] if frappe.get_meta(doctype).has_field("enabled") else chosen
	)
