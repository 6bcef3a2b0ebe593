"""What Frappe's search and titles of link fields would tell about documents that the user does not see."""

from typing import Any

import frappe
from frappe.desk import search as frappes_search
from frappe.utils import global_search as frappes_global_search

from mentoring_scheme.access.followers import FOLLOWERS
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


@frappe.whitelist()
def search_everywhere(text: str, start: int = 0, limit: int = 20, doctype: str = "") -> list[dict[str, Any]]:
	"""The search of the whole site (in place of Frappe's own, which asks about types alone).

	No guarded document is in it, but tasks, e-mails and files are, with what they say of one.
	"""
	found = frappes_global_search.search(text, start, limit, doctype)
	names: dict[str, list[str]] = {}
	for row in found:
		names.setdefault(row.doctype, []).append(row.name)
	open_to_user = {kind: _listed(kind, names[kind]) for kind in FOLLOWERS if kind in names}
	return [row for row in found if row.name in open_to_user.get(row.doctype, [row.name])]


def _listed(doctype: str, names: list[str]) -> list[str]:
	return frappe.get_list(doctype, filters={"name": ["in", names]}, pluck="name", limit=0)


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
