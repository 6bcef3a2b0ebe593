"""Days and lengths of time in words, as the pages say them."""

from __future__ import annotations

from typing import Any

from frappe import _
from frappe.utils import cint, formatdate, getdate, today


def day_in_words(day: Any) -> str:
	"""A day with its weekday, and its year where that is not this one: “Tuesday 3 November”."""
	day = getdate(day)
	this_year = day.year == getdate(today()).year
	return formatdate(day, "EEEE d MMMM" if this_year else "EEEE d MMMM yyyy")


def length(minutes: int | None) -> str:
	"""A length of time in words: "1 hour 30 minutes"."""
	hours, left = divmod(cint(minutes), 60)
	parts = []
	if hours:
		parts.append(_("1 hour") if hours == 1 else _("{0} hours").format(hours))
	if left or not hours:
		parts.append(_("1 minute") if left == 1 else _("{0} minutes").format(left))
	return " ".join(parts)
