"""Fields of documents as the policy takes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from frappe.utils import getdate

from mentoring_scheme.policy.reading import PENNY

# What a choice of Yes, No or nothing yet means; nothing yet is None, "not known".
YES_NO = {"Yes": True, "No": False}


def date_or_none(value: Any) -> date | None:
	"""A date field's value; None where it is empty (the platform would take that for today)."""
	return getdate(value) if value else None


def pennies(value: Any) -> Decimal:
	"""An amount of money as the database has it, as an exact figure in whole pennies."""
	return Decimal(str(value or 0)).quantize(PENNY)
