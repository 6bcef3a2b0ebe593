"""The board of recruitment, for sites on which the app was installed without it."""

from mentoring_scheme.setup.kanban import make_boards


def execute() -> None:
	make_boards()
