"""Whoever has been at work for long is not led through the first steps."""

from mentoring_scheme.setup.onboarding import tick_all


def execute() -> None:
	tick_all()
