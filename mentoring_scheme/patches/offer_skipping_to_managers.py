"""The moves with which a manager lets a stage of recruitment be skipped, for workflows that were made without them."""

from mentoring_scheme.setup.workflow_tables import RECRUITMENT, SKIPS
from mentoring_scheme.setup.workflows import add_moves


def execute() -> None:
	add_moves(RECRUITMENT, SKIPS)
