"""Files for calendars: the reader's own dates alone. They change nothing, so they are fetched by following a link."""

import frappe
from frappe import _

from mentoring_scheme.access.roles import MENTOR
from mentoring_scheme.portal import agreements, calendar_files, events, supervision
from mentoring_scheme.portal.agreed_contact import has_slot


@frappe.whitelist()
def event(event: str) -> None:
	"""One event that the user sees."""
	found = events.own(event)
	if found is None:
		frappe.throw(_("There is no such event among yours."), frappe.PermissionError)
	calendar_files.send(found.name, [events.entry(found)])


@frappe.whitelist()
def supervisions() -> None:
	"""The supervisions that lie ahead of the user."""
	frappe.only_for(MENTOR)
	calendar_files.send("supervision", supervision.entries())


@frappe.whitelist()
def contact(agreement: str) -> None:
	"""The time for contact that the user's agreement names."""
	found = agreements.own(agreement)
	if found is None or not has_slot(found.doc):
		frappe.throw(_("There is no such agreement among yours."), frappe.PermissionError)
	calendar_files.send(found.doc.name, [agreements.slot_entry(found)])
