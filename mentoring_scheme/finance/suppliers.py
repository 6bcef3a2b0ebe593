"""The household that is paid, as a supplier in the ledger: made once, linked both ways."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document

from mentoring_scheme.finance.ledger import Place


class BeganTooEarly(frappe.ValidationError):
	"""Another worker has made the supplier since this transaction began to read, so it cannot see it."""


def hold(household: str | None) -> Document | None:
	"""The household, locked until the transaction ends: whoever comes second finds what the first has made.

	Call it before anything else is read. A transaction sees everything as it stood at its first look.
	"""
	return frappe.get_doc("Mentoring Household", household, for_update=True) if household else None


def supplier_of(household: Document, place: Place) -> str:
	"""The supplier that stands for a household, which is held; made where there is none. Raises BeganTooEarly."""
	supplier = _linked(household) or _make(household, place)
	if household.ledger_supplier != supplier:
		household.db_set("ledger_supplier", supplier)
	return supplier


def _linked(household: Document) -> str | None:
	"""The supplier that names this household, whoever linked it."""
	supplier = frappe.db.get_value("Supplier", {"mentoring_household": household.name}, "name")
	if supplier or not household.ledger_supplier:
		return supplier
	# a look that waits for others sees what they have made, even where this transaction cannot
	named = frappe.db.get_value("Supplier", household.ledger_supplier, "mentoring_household", for_update=True)
	if named == household.name:
		raise BeganTooEarly(
			_("Something else was posted for the same household at this moment. Try again in a minute.")
		)
	return None


def _make(household: Document, place: Place) -> str:
	supplier = frappe.new_doc("Supplier")
	supplier.update(
		{
			"supplier_name": _free_name(household),
			"supplier_group": place.supplier_group,
			"supplier_type": "Individual",
			"mentoring_household": household.name,
			# what a household is paid rests on our approval and never on an order
			"allow_purchase_invoice_creation_without_purchase_order": 1,
			"allow_purchase_invoice_creation_without_purchase_receipt": 1,
		}
	)
	return supplier.insert().name


def _free_name(household: Document) -> str:
	"""The payee, as the ledger shows it. Somebody else may have the name: a supplier who exists is never taken over."""
	name = (household.payee_name or household.household_name).strip()
	if frappe.db.exists("Supplier", name) or frappe.db.exists("Supplier", {"supplier_name": name}):
		return _("{0} ({1})").format(name, household.name)
	return name
