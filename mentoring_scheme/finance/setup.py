"""What happens when ERPNext comes to the site, leaves it, or was there first: our fields come and go with it."""

from __future__ import annotations

from typing import Any

import frappe
from frappe import _
from frappe.custom.doctype.custom_field.custom_field import create_custom_fields

from mentoring_scheme.finance import ledger
from mentoring_scheme.finance.fields import FIELDS, MODULE

OURS = "mentoring_scheme"
OUR_DOCUMENTS = ("Mentoring Scheme", "Mentoring Expense Kind")


def after_app_install(app: str) -> None:
	"""Frappe calls this for every app, this one too; either of the two may be the second."""
	if app in (ledger.APP, OURS):
		make_fields()


def after_migrate() -> None:
	"""A site that had ERPNext before this version of ours gets the fields here, and any that have changed."""
	make_fields()


def before_app_uninstall(app: str) -> None:
	"""Nothing that points to the ledger stays without it; what was posted keeps its invoice's name as text."""
	if not ledger.is_here() or app not in (ledger.APP, OURS):
		return
	if app == ledger.APP:
		pay_through_batches()
		forget_places()
	remove_fields()


def make_fields() -> None:
	"""Add the fields that are missing, and bring the others up to date; nothing where there is no ERPNext."""
	if not ledger.is_here():
		return
	create_custom_fields(
		{doctype: [{**field, "module": MODULE} for field in fields] for doctype, fields in FIELDS.items()}
	)
	make_dimension_fields()


def make_dimension_fields() -> None:
	"""The accounting dimensions that were there before us; ERPNext adds those made later by itself (see hooks.py)."""
	from erpnext.accounts.doctype.accounting_dimension.accounting_dimension import (
		create_accounting_dimensions_for_doctype,
	)

	create_accounting_dimensions_for_doctype("Mentoring Scheme")


def remove_fields() -> None:
	for doctype, names in _fieldnames().items():
		_remove_fields(doctype, names)


def pay_through_batches() -> None:
	"""Schemes that paid through the ledger go back to payment batches, as a new version of their policy."""
	for name in frappe.get_all("Mentoring Scheme", {"paid_through": "Ledger"}, pluck="name"):
		_pay_through_batches(name)


def forget_places() -> None:
	"""Empty our fields that point into the ledger: Frappe keeps a column when its field goes."""
	for doctype in OUR_DOCUMENTS:
		_forget_places(doctype)


def _fieldnames() -> dict[str, list[str]]:
	"""By document: ours, and those that ERPNext has put into the scheme for its dimensions."""
	names = {doctype: [field["fieldname"] for field in fields] for doctype, fields in FIELDS.items()}
	names["Mentoring Scheme"] += frappe.get_all("Accounting Dimension", pluck="fieldname")
	return names


def _forget_places(doctype: str) -> None:
	table, meta = frappe.qb.DocType(doctype), frappe.get_meta(doctype)
	links = [name for name in _fieldnames()[doctype] if _is_link(meta.get_field(name))]
	query = frappe.qb.update(table)
	for fieldname in links:
		query = query.set(table[fieldname], None)
	if links:
		query.run()
	frappe.clear_cache(doctype=doctype)


def _is_link(field: Any) -> bool:
	return bool(field) and field.fieldtype == "Link"


def _remove_fields(doctype: str, names: list[str]) -> None:
	frappe.db.delete("Property Setter", {"doc_type": doctype, "field_name": ["in", names]})
	frappe.db.delete("Custom Field", {"dt": doctype, "fieldname": ["in", names]})
	frappe.clear_cache(doctype=doctype)


def _pay_through_batches(name: str) -> None:
	scheme = frappe.get_doc("Mentoring Scheme", name)
	scheme.paid_through = "Payment batch"
	scheme.change_note = _(
		"ERPNext has left this site: payments go through batches again. What was posted keeps the number of its invoice."
	)
	scheme.save()
