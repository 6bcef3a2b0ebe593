"""Schemes that follow a ready-made policy get what it says of preparing and matching people, as a new version.

What a council has adapted in its policy stays, and so does everything that decides who may be a mentor: an upgrade
makes nobody ineligible and lets no day pass by. Only new fields that explain, weigh or offer are filled. A scheme with
a policy of its own is left as it is, with a note on its timeline, because nobody can know what its council would decide.
"""

from __future__ import annotations

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from mentoring_scheme.policy import presets
from mentoring_scheme.policy.upgrades import ADDED_LATER, EXPLAIN_OR_WEIGH

SCHEME = "Mentoring Scheme"


def execute() -> None:
	for name in frappe.get_all(SCHEME, pluck="name"):
		scheme = frappe.get_doc(SCHEME, name)
		if _has_new_fields(scheme):
			continue
		if scheme.preset in presets.names():
			_fill(scheme)
		else:
			_tell(scheme)


def _has_new_fields(scheme: Document) -> bool:
	"""Whether anything new is filled in already: by this patch when it ran before, or by people."""
	tables = (fieldname for fieldname, value in ADDED_LATER.items() if value == [])
	return any(scheme.get(fieldname) for fieldname in tables)


def _fill(scheme: Document) -> None:
	policy: dict[str, Any] = presets.read(scheme.preset)["policy"]
	scheme.update({fieldname: policy[fieldname] for fieldname in EXPLAIN_OR_WEIGH})
	scheme.change_note = _(
		"Matching, the topics of preparation and the qualities of mentors were added from the ready-made policy {0}. What it asks for besides (checks, references, training, days to answer) was left out, so that nobody becomes ineligible by an upgrade. Look through both, and adapt them where your scheme does otherwise."
	).format(scheme.preset)
	scheme.save()


def _tell(scheme: Document) -> None:
	note = _(
		"Matching criteria, required checks, training and the qualities of mentors are new in the policy. This scheme follows no ready-made policy, so they are empty: nothing is asked or weighed until you fill them in."
	)
	told = frappe.db.exists(
		"Comment", {"reference_doctype": SCHEME, "reference_name": scheme.name, "content": note}
	)
	if not told:
		scheme.add_comment("Info", note)
