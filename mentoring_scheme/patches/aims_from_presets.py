"""Schemes that follow a ready-made policy get its aims, follow-ups and self-ratings, as a new version.

Nobody was asked before. Links that run keep the terms that they were agreed under, so only new ones are asked at their
start. A scheme with a policy of its own is left as it is, with a note on its timeline.
"""

from __future__ import annotations

from frappe import _
from frappe.model.document import Document

from mentoring_scheme.policy import presets
from mentoring_scheme.policy.choices import ReminderKind
from mentoring_scheme.policy.upgrades import AIMED_AT
from mentoring_scheme.setup.added_to_policy import add_from_preset


def execute() -> None:
	add_from_preset(
		AIMED_AT,
		unless=AIMED_AT,
		noted=_(
			"Aims, follow-ups and self-ratings were added from the ready-made policy {0}. Look through them under Aims: the targets are ours, put your own there."
		),
		told=_(
			"Aims, follow-ups after the end of links and self-ratings are new in the policy. This scheme follows no ready-made policy, so nobody is asked until you fill them in under Aims."
		),
		also=_remind,
	)


def _remind(scheme: Document) -> None:
	"""A scheme that reminds of anything is reminded of follow-ups too, as its ready-made policy does."""
	kinds = {row.kind for row in scheme.reminder_rules}
	if not kinds or ReminderKind.FOLLOW_UP.value in kinds:
		return
	for rule in presets.read(scheme.preset)["policy"]["reminder_rules"]:
		if rule["kind"] == ReminderKind.FOLLOW_UP.value:
			scheme.append("reminder_rules", rule)
