"""The answers to the questions that the desk asks at the first login."""

from __future__ import annotations

import frappe
from frappe.desk.page.setup_wizard.setup_wizard import setup_complete

UNITED_KINGDOM = {
	"language": "English",
	"country": "United Kingdom",
	"timezone": "Europe/London",
	"currency": "GBP",
	"full_name": "Administrator",
	"enable_telemetry": 0,
}


# What Frappe makes of the country; in the United Kingdom dates are written with strokes, and weeks begin on Monday.
LEFT_BY_FRAPPE = {"date_format": "dd-mm-yyyy", "first_day_of_the_week": "Sunday"}
BRITISH = {"date_format": "dd/mm/yyyy", "first_day_of_the_week": "Monday"}


def answer_first_questions() -> None:
	"""Set the site up for the United Kingdom, unless somebody has answered already."""
	if not frappe.is_setup_complete():
		setup_complete(dict(UNITED_KINGDOM))


def write_dates_the_british_way() -> None:
	"""Change what Frappe has chosen by itself; what somebody has chosen on purpose stays."""
	settings = frappe.get_doc("System Settings")
	if settings.country == UNITED_KINGDOM["country"]:
		for fieldname, left in LEFT_BY_FRAPPE.items():
			if settings.get(fieldname) == left:
				settings.set(fieldname, BRITISH[fieldname])
		settings.save()
