"""Schemes that follow a ready-made policy get its quiet hours, as a new version; others are told that there are some.

Nobody loses anything by them: what is told at night is told in the morning.
"""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document

from mentoring_scheme.policy import presets

SCHEME = "Mentoring Scheme"
FIELDS = ("quiet_from_hour", "quiet_until_hour")


def execute() -> None:
	for name in frappe.get_all(SCHEME, pluck="name"):
		scheme = frappe.get_doc(SCHEME, name)
		if any(scheme.get(fieldname) for fieldname in FIELDS):
			continue
		if scheme.preset in presets.names():
			_fill(scheme)
		else:
			_tell(scheme)


def _fill(scheme: Document) -> None:
	policy = presets.read(scheme.preset)["policy"]
	scheme.update({fieldname: policy[fieldname] for fieldname in FIELDS})
	scheme.change_note = _(
		"Quiet hours were added from the ready-made policy {0}: what mentors and mentees would be told at night, they are told in the morning."
	).format(scheme.preset)
	scheme.save()


def _tell(scheme: Document) -> None:
	note = _(
		"Quiet hours are new in the policy. This scheme follows no ready-made policy, so it has none yet: see Contact and records."
	)
	on_scheme = {"reference_doctype": SCHEME, "reference_name": scheme.name, "content": note}
	if not frappe.db.exists("Comment", on_scheme):
		scheme.add_comment("Info", note)
