"""Schemes that follow a ready-made policy get what it says of claims, as a new version.

Whether a scheme has claims at all stays as the council has it, and so does everything else that it has adapted.
Nothing could be claimed before, so nobody loses anything by a last day or a limit. A scheme that has claims and
follows no ready-made policy that knows them is left as it is, with a note on its timeline: nobody can know what its
council pays.
"""

from __future__ import annotations

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from mentoring_scheme.policy import presets
from mentoring_scheme.policy.choices import Claims
from mentoring_scheme.policy.upgrades import CLAIMED_BY
from mentoring_scheme.setup.added_to_policy import SCHEME, tell_once

TABLES = ("expense_kinds", "mileage_rates", "claim_tasks")


def execute() -> None:
	for name in frappe.get_all(SCHEME, pluck="name"):
		scheme = frappe.get_doc(SCHEME, name)
		if scheme.claims in (None, "", Claims.NONE.value) or any(scheme.get(table) for table in TABLES):
			continue
		says = _said_by(scheme.preset)
		if says["expense_kinds"]:
			_fill(scheme, says)
		else:
			_tell(scheme)


def _said_by(preset: str | None) -> dict[str, Any]:
	"""What a ready-made policy says of claims; nothing where there is none of that name."""
	policy = presets.read(preset)["policy"] if preset in presets.names() else {}
	return {fieldname: policy.get(fieldname) for fieldname in CLAIMED_BY}


def _fill(scheme: Document, says: dict[str, Any]) -> None:
	scheme.update(says)
	scheme.change_note = _(
		"What mentors may claim was added from the ready-made policy {0}: kinds of expense with their limits and receipts, mileage rates, tasks, and the last day to send a claim in. Look through it, and adapt it where your scheme does otherwise."
	).format(scheme.preset)
	scheme.save()


def _tell(scheme: Document) -> None:
	note = _(
		"Claims are new in the policy. This scheme follows no ready-made policy that says what can be claimed, so it has no kinds of expense yet, and no mileage rates: add them under Money before mentors claim anything."
	)
	tell_once(scheme, note)
