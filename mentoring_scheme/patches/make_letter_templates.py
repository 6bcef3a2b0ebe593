"""The wording of the letters that end a link, for sites that were made without it."""

from mentoring_scheme.setup.letters import make_letter_templates


def execute() -> None:
	make_letter_templates()
