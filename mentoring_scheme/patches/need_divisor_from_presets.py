"""Schemes that follow a ready-made policy get the rule of thumb of how many want a mentor, as a new version.

It fills an estimate in the set-up plan, and decides nothing.
"""

from __future__ import annotations

from frappe import _

from mentoring_scheme.setup.added_to_policy import add_from_preset

FIELDS = ("need_divisor",)


def execute() -> None:
	add_from_preset(
		FIELDS,
		unless=FIELDS,
		noted=_(
			"How many of the target group are likely to want a mentor was added from the ready-made policy {0}. It fills the estimate of the set-up plan."
		),
		told=_(
			"How many of the target group are likely to want a mentor is new in the policy. This scheme follows no ready-made policy, so no estimate is made: see Scheme."
		),
	)
