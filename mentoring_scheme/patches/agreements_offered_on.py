"""Agreements that wait for signatures get a day since when: the last day on which anything happened to them."""

from __future__ import annotations

import frappe
from frappe.utils import getdate


def execute() -> None:
	waiting = {"signing_state": "Awaiting signatures", "offered_on": ["is", "not set"]}
	for row in frappe.get_all("Mentoring Agreement", waiting, ["name", "modified"]):
		frappe.db.set_value(
			"Mentoring Agreement", row.name, "offered_on", getdate(row.modified), update_modified=False
		)
