"""What a report is asked for. The desk offers values to choose from; a request may hold anything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import frappe
from frappe import _
from frappe.utils import escape_html


def checked(given: Mapping[str, Any] | None, *several: str) -> frappe._dict:
	"""The filters of a report, each with one value; those of the names in `several` may hold a list.

	Raises frappe.ValidationError for a list where one value is asked for, and for a scheme that there is not.
	"""
	given = given or {}
	for name, value in given.items():
		if isinstance(value, dict) or (isinstance(value, list | tuple) and name not in several):
			frappe.throw(_("The filter “{0}” takes one value.").format(escape_html(name)))
	scheme = given.get("scheme")
	if scheme and not frappe.db.exists("Mentoring Scheme", scheme):
		frappe.throw(_("There is no scheme called “{0}”.").format(escape_html(str(scheme))))
	return frappe._dict(given)
