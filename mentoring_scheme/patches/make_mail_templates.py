"""The wording of reminders, as e-mail templates that the council may change."""

from __future__ import annotations

from mentoring_scheme.setup.mail_templates import make_templates


def execute() -> None:
	make_templates()
