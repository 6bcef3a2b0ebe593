"""Whoever waits for a mentor has a day since when; until now it had to be worked out from the answer to the offer."""

from __future__ import annotations

import frappe


def execute() -> None:
	mentee = frappe.qb.DocType("Mentee")
	(
		frappe.qb.update(mentee)
		.set(mentee.waiting_since, mentee.offer_answered_on)
		.where((mentee.status == "Waiting") & mentee.waiting_since.isnull())
		.run()
	)
