"""Schemes that follow a ready-made policy get its reminders, as a new version.

Nobody was reminded before. What a council has adapted otherwise stays. A scheme with a policy of its own is left as it
is, with a note on its timeline, because nobody can know when its council would remind.
"""

from __future__ import annotations

from frappe import _

from mentoring_scheme.policy.upgrades import REMIND
from mentoring_scheme.setup.added_to_policy import add_from_preset


def execute() -> None:
	add_from_preset(
		REMIND,
		unless=("reminder_rules",),
		noted=_(
			"Reminders were added from the ready-made policy {0}. Look through them under Reminders, and adapt them where your scheme does otherwise."
		),
		told=_(
			"Reminders are new in the policy. This scheme follows no ready-made policy, so nobody is reminded of anything until you fill them in under Reminders."
		),
	)
