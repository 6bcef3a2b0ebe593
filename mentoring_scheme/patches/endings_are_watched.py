"""Links that are being closed get the day on which that was begun, and schemes the reminder of what is not finished (R40)."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.query_builder.functions import Coalesce, Date

from mentoring_scheme.policy.choices import ReminderKind
from mentoring_scheme.policy.states import ENDING
from mentoring_scheme.setup.added_to_policy import add_row_from_preset


def execute() -> None:
	_date_endings()
	add_row_from_preset(
		"reminder_rules",
		"kind",
		ReminderKind.ENDING.value,
		noted=_(
			"A reminder of endings that are not finished was added from the ready-made policy {0}. Look at it under Reminders, and adapt it where your scheme does otherwise."
		),
		told=_(
			"Endings that are not finished can be reminded of. This scheme follows no ready-made policy, so nobody is until you add “Ending not finished” under Reminders."
		),
	)


def _date_endings() -> None:
	"""Feedback is asked for when an ending is begun; else the support ended then, or what was saved last was that."""
	link = frappe.qb.DocType("Mentoring Link")
	(
		frappe.qb.update(link)
		.set(link.ending_since, Coalesce(link.feedback_asked_on, link.ended_on, Date(link.modified)))
		.where(link.status.isin(ENDING) & link.ending_since.isnull())
		.run()
	)
