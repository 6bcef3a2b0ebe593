"""The board of links by state, for sites on which the app was installed without it."""

from mentoring_scheme.setup.kanban import LINK_BOARD, make_board


def execute() -> None:
	make_board(LINK_BOARD)
