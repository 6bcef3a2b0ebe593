"""The wording of letters, as e-mail templates: made once and then the council's own to edit."""

from __future__ import annotations

import frappe

from mentoring_scheme.mentoring_scheme.doctype.mentoring_letter.wording import TEMPLATES

EMAIL_TEMPLATE = "Email Template"


def make_letter_templates() -> None:
	"""Make the templates that the site lacks; one that is there stays as the council has it."""
	for name, (subject, response) in TEMPLATES.items():
		if not frappe.db.exists(EMAIL_TEMPLATE, name):
			values = {"name": name, "subject": subject, "response": response}
			frappe.get_doc({"doctype": EMAIL_TEMPLATE, **values}).insert()


def remove_letter_templates() -> None:
	for name in TEMPLATES:
		frappe.delete_doc(EMAIL_TEMPLATE, name, ignore_missing=True, force=True)
