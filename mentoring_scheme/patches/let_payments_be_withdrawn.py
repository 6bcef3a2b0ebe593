"""The state of a payment that is not made after all, and the moves to it, for workflows that were made without them."""

from mentoring_scheme.setup.workflow_tables import PAYMENT, WITHDRAWALS, WITHDRAWN
from mentoring_scheme.setup.workflows import add_moves, add_states


def execute() -> None:
	add_states(PAYMENT, (WITHDRAWN,))
	add_moves(PAYMENT, WITHDRAWALS)
