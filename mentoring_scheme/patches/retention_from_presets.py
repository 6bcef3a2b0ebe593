"""Schemes that follow a ready-made policy get what it says of keeping records, as a new version.

Nothing is disposed of by that: what has reached its date is only listed, for a manager to approve. A scheme with a
policy of its own is left as it is and keeps everything for good, with a note on its timeline.
"""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document

from mentoring_scheme.policy import presets
from mentoring_scheme.policy.upgrades import ADDED_LATER, KEPT_FOR

SCHEME = "Mentoring Scheme"


def execute() -> None:
	for name in frappe.get_all(SCHEME, pluck="name", order_by="name"):
		scheme = frappe.get_doc(SCHEME, name)
		if scheme.retention_rules:
			continue
		if not scheme.nation:
			scheme.nation = ADDED_LATER["nation"]
		if scheme.preset in presets.names():
			_fill(scheme)
		else:
			_tell(scheme)


def _fill(scheme: Document) -> None:
	policy = presets.read(scheme.preset)["policy"]
	scheme.update({fieldname: policy[fieldname] for fieldname in KEPT_FOR})
	scheme.change_note = _(
		"How long records are kept was added from the ready-made policy {0}. Choose your nation, and look through the times with whoever is responsible for data protection. Nothing is disposed of before a manager approves a list."
	).format(scheme.preset)
	scheme.save()


def _tell(scheme: Document) -> None:
	scheme.db_set("nation", scheme.nation, update_modified=False)
	note = _(
		"How long records are kept is new in the policy. This scheme follows no ready-made policy, so everything is kept for good: add the times under Keeping records."
	)
	told = frappe.db.exists(
		"Comment", {"reference_doctype": SCHEME, "reference_name": scheme.name, "content": note}
	)
	if not told:
		scheme.add_comment("Info", note)
