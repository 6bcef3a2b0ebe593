"""In which currency an amount is."""

from __future__ import annotations

import frappe


def currency_of(named: str | None) -> str:
	"""The currency that an amount names; where its scheme names none, the site's own."""
	return named or frappe.db.get_default("currency") or "GBP"
