"""Schemes that follow a ready-made policy get its reminders, as a new version.

Nobody was reminded before. What a council has adapted otherwise stays. A scheme with a policy of its own is left as it
is, with a note on its timeline, because nobody can know when its council would remind.
"""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document

from mentoring_scheme.policy import presets
from mentoring_scheme.policy.upgrades import REMIND

SCHEME = "Mentoring Scheme"


def execute() -> None:
	for name in frappe.get_all(SCHEME, pluck="name"):
		scheme = frappe.get_doc(SCHEME, name)
		if scheme.reminder_rules:
			continue
		if scheme.preset in presets.names():
			_fill(scheme)
		else:
			_tell(scheme)


def _fill(scheme: Document) -> None:
	policy = presets.read(scheme.preset)["policy"]
	scheme.update({fieldname: policy[fieldname] for fieldname in REMIND})
	scheme.change_note = _(
		"Reminders were added from the ready-made policy {0}. Look through them under Reminders, and adapt them where your scheme does otherwise."
	).format(scheme.preset)
	scheme.save()


def _tell(scheme: Document) -> None:
	note = _(
		"Reminders are new in the policy. This scheme follows no ready-made policy, so nobody is reminded of anything until you fill them in under Reminders."
	)
	told = frappe.db.exists(
		"Comment", {"reference_doctype": SCHEME, "reference_name": scheme.name, "content": note}
	)
	if not told:
		scheme.add_comment("Info", note)
