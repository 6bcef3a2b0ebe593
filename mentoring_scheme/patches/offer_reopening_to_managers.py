"""The move with which a manager opens a closed link again, for workflows that were made without it."""

from mentoring_scheme.setup.workflow_tables import LINK, REOPENING
from mentoring_scheme.setup.workflows import add_moves


def execute() -> None:
	add_moves(LINK, REOPENING)
