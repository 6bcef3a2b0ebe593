"""Schemes that follow a ready-made policy get its quiet hours, as a new version; others are told that there are some.

Nobody loses anything by them: what is told at night is told in the morning.
"""

from __future__ import annotations

from frappe import _

from mentoring_scheme.setup.added_to_policy import add_from_preset

FIELDS = ("quiet_from_hour", "quiet_until_hour")


def execute() -> None:
	add_from_preset(
		FIELDS,
		unless=FIELDS,
		noted=_(
			"Quiet hours were added from the ready-made policy {0}: what mentors and mentees would be told at night, they are told in the morning."
		),
		told=_(
			"Quiet hours are new in the policy. This scheme follows no ready-made policy, so it has none yet: see Contact and records."
		),
	)
