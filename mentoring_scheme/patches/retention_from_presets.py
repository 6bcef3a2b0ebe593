"""Schemes that follow a ready-made policy get what it says of keeping records, as a new version.

Nothing is disposed of by that: what has reached its date is only listed, for a manager to approve. A scheme with a
policy of its own is left as it is and keeps everything for good, with a note on its timeline.
"""

from __future__ import annotations

import frappe
from frappe import _

from mentoring_scheme.policy.upgrades import ADDED_LATER, KEPT_FOR
from mentoring_scheme.setup.added_to_policy import SCHEME, add_from_preset


def execute() -> None:
	frappe.db.set_value(
		SCHEME, {"nation": ["is", "not set"]}, "nation", ADDED_LATER["nation"], update_modified=False
	)
	add_from_preset(
		KEPT_FOR,
		unless=("retention_rules",),
		noted=_(
			"How long records are kept was added from the ready-made policy {0}. Choose your nation, and look through the times with whoever is responsible for data protection. Nothing is disposed of before a manager approves a list."
		),
		told=_(
			"How long records are kept is new in the policy. This scheme follows no ready-made policy, so everything is kept for good: add the times under Keeping records."
		),
	)
