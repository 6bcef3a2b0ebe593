"""Mentors who have stood down already did so on the day of their last change, as far as anybody can know."""

import frappe
from pypika.functions import Date


def execute() -> None:
	mentor = frappe.qb.DocType("Mentor")
	(
		frappe.qb.update(mentor)
		.set(mentor.stood_down_on, Date(mentor.modified))
		.where((mentor.stage == "Stood Down") & mentor.stood_down_on.isnull())
		.run()
	)
