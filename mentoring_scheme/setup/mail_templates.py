"""The wording of the app's mails, as the platform's e-mail templates.

Each is made once and is then the council's own: it is never written over, and one that was deleted is not made again.
"""

from __future__ import annotations

import frappe

from mentoring_scheme.mentoring_scheme.mail_wordings import SHIPPED, TEMPLATE


def make_templates() -> None:
	"""Make the templates that the site does not have."""
	for name, wording in SHIPPED.items():
		if frappe.db.exists(TEMPLATE, name):
			continue
		frappe.get_doc(
			{
				"doctype": TEMPLATE,
				"name": name,
				"subject": wording.subject,
				"use_html": 1,
				"response_html": wording.text,
			}
		).insert()


def remove_templates() -> None:
	for name in SHIPPED:
		frappe.delete_doc(TEMPLATE, name, ignore_missing=True, force=True)
