"""The languages that the app is translated into and the platform does not bring along."""

import frappe

NAMES = {"cy": "Cymraeg"}


def make_languages() -> None:
	"""Make those that the site has not; one that was switched off stays so."""
	for code, name in NAMES.items():
		if not frappe.db.exists("Language", code):
			frappe.get_doc(
				{"doctype": "Language", "language_code": code, "language_name": name, "enabled": 1}
			).insert()
