"""Letters at the beginning of links: a welcome that was sent, and an invitation that waits to be sent."""

from __future__ import annotations

import frappe
from frappe.utils import add_days, today

from mentoring_scheme.mentoring_scheme.doctype.mentoring_letter.mentoring_letter import draft
from mentoring_scheme.setup.demo.acting import acting_as, change
from mentoring_scheme.setup.demo.users import COORDINATOR, MENTEE

WELCOMED_DAYS_BEFORE = 3


def write() -> None:
	"""Both as the co-ordinator of the first scheme writes them."""
	with acting_as(COORDINATOR.email):
		participant = frappe.db.get_value("Mentoring Participant", {"user": MENTEE.email})
		link = frappe.db.get_value(
			"Mentoring Link", {"mentee_participant": participant, "status": "Active"}, ["name", "start_date"]
		)
		if link:
			day = add_days(link[1], -WELCOMED_DAYS_BEFORE)
			letter = frappe.get_doc("Mentoring Letter", draft(link[0], "Mentee", "Welcome"))
			change(letter, letter_date=day).record_sent("By post", str(day))
		to_come = {"status": "Introduction", "introduction_on": [">", today()]}
		coming = frappe.get_list("Mentoring Link", to_come, pluck="name", limit=1)
		if coming:
			draft(coming[0], "Mentee", "Introduction")
