"""Welsh, for sites on which the app was installed before it spoke it."""

from mentoring_scheme.setup.languages import make_languages


def execute() -> None:
	make_languages()
