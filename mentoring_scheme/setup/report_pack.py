"""Prepares the reports that finance may get by e-mail each month, switched off and without a recipient.

The platform sends them on the first of the month once somebody has entered who gets them and has switched them on. Each
is made once and then the council's own; one that was deleted is not made again by a migration.
"""

from __future__ import annotations

from typing import Any

import frappe

AUTO_EMAIL_REPORT = "Auto Email Report"
PACK: dict[str, dict[str, Any]] = {
	"Mentoring Payments": {"period": "Last month", "days": "Due on"},
	"Mentoring Expenses": {"period": "Last month", "days": "Day of the expense"},
	"Mentoring Payment Forecast": {"months": 12},
	"Mentoring Reconciliation": {},
}


def make_pack() -> None:
	"""Prepare the monthly pack, where the site has none of it."""
	there = set(frappe.get_all(AUTO_EMAIL_REPORT, {"report": ["in", list(PACK)]}, pluck="report"))
	known = frappe.get_all("Report", {"name": ["in", list(PACK)]}, pluck="name")
	for report in PACK:
		if report in known and report not in there:
			_prepare(report, PACK[report])


def remove_pack() -> None:
	"""Remove it, and every other mail of the app's reports, which would fail each month."""
	ours = frappe.get_all("Report", {"module": "Mentoring Scheme"}, pluck="name")
	for name in frappe.get_all(AUTO_EMAIL_REPORT, {"report": ["in", ours]}, pluck="name"):
		frappe.delete_doc(AUTO_EMAIL_REPORT, name, ignore_missing=True, force=True)


def _prepare(report: str, filters: dict[str, Any]) -> None:
	mail = frappe.get_doc(
		{
			"doctype": AUTO_EMAIL_REPORT,
			"report": report,
			"user": "Administrator",
			"enabled": 0,
			"frequency": "Monthly",
			"format": "XLSX",
			"filters": frappe.as_json(filters),
			"send_if_data": 1,
			"email_to": "",
		}
	)
	# Who gets it is for the council to say: the form asks for it before it can be switched on.
	mail.flags.ignore_mandatory = True
	mail.insert()
