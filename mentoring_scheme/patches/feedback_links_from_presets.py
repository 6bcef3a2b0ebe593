"""Schemes that follow a ready-made policy get the days for which the link in a mail works, as a new version (R41).

Without such days the mail that asks for feedback leads to the portal, as before; so a scheme with a policy of its own
loses nothing, and sets them when it wants to.
"""

from __future__ import annotations

import frappe
from frappe import _

from mentoring_scheme.policy import presets

SCHEME = "Mentoring Scheme"


def execute() -> None:
	for name in frappe.get_all(
		SCHEME, {"feedback_link_days": 0, "preset": ["in", presets.names()]}, pluck="name"
	):
		scheme = frappe.get_doc(SCHEME, name)
		scheme.feedback_link_days = presets.load(scheme.preset).feedback_link_days
		scheme.change_note = _(
			"The mail that asks for feedback now carries a link that needs no account and works once, for {0} days, as in the ready-made policy {1}. Write 0 if it is to lead to the portal alone."
		).format(scheme.feedback_link_days, scheme.preset)
		scheme.save()
