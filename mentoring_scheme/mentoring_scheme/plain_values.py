"""Fields of documents as the policy takes them."""

from __future__ import annotations

from datetime import date
from typing import Any

from frappe.utils import getdate

# What a choice of Yes, No or nothing yet means; nothing yet is None, "not known".
YES_NO = {"Yes": True, "No": False}


def date_or_none(value: Any) -> date | None:
	"""A date field's value; None where it is empty (the platform would take that for today)."""
	return getdate(value) if value else None
