"""The wording of the app's mails, as the platform's e-mail templates.

Each is made once and is then the council's own: it is never written over, and one that was deleted is not made again.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import frappe

TEMPLATE = "Email Template"
FOLDER = Path(__file__).parent.parent / "templates" / "emails"


class Wording(NamedTuple):
	"""A template as it is shipped: its subject, and the file with its text."""

	subject: str
	file: str

	@property
	def text(self) -> str:
		return (FOLDER / self.file).read_text(encoding="utf-8")


FOR_PEOPLE = "Mentoring reminders for mentors and mentees"
FOR_STAFF = "Mentoring reminders for staff"
WEEKLY = "Mentoring weekly summary for staff"

SHIPPED = {
	FOR_PEOPLE: Wording("Mentoring: something waits for you", "reminders_for_people.html"),
	FOR_STAFF: Wording("Mentoring: what needs you today ({{ count }})", "reminders_for_staff.html"),
	WEEKLY: Wording("Mentoring: what needs you this week ({{ count }})", "reminders_weekly.html"),
}


def make_templates() -> None:
	"""Make the templates that the site does not have."""
	for name, wording in SHIPPED.items():
		if not frappe.db.exists(TEMPLATE, name):
			template = frappe.get_doc(
				{
					"doctype": TEMPLATE,
					"name": name,
					"subject": wording.subject,
					"use_html": 1,
					"response_html": wording.text,
				}
			)
			# safe: the app's own wording, made once when it comes onto the site
			template.insert(ignore_permissions=True)


def remove_templates() -> None:
	for name in SHIPPED:
		frappe.delete_doc(TEMPLATE, name, ignore_missing=True, force=True)
