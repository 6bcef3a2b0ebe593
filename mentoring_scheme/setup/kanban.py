"""Makes the boards on which recruitment is seen by stage, and links by state, where the site has none of that name.

Each is made once and then the council's own, like the workflows. Dragging a card changes the stage like any other save:
the rules and the workflow decide, and say why where they refuse.
"""

from __future__ import annotations

from dataclasses import dataclass

import frappe

from mentoring_scheme.setup.workflow_tables import LINK, RECRUITMENT, State, WorkflowTable

KANBAN_BOARD = "Kanban Board"
# The colours of a board by the style of a state.
COLOURS = {"Info": "Light Blue", "Success": "Green", "Warning": "Orange", "Danger": "Red", "": "Gray"}


@dataclass(frozen=True)
class Board:
	"""A board of the states of a workflow.

	`shown`: what cards say beside their title; a board has at hand what the list shows, and nothing else. `archived`: what
	is over is out of the way, and one click away. `labelled`: whether cards say what each value is.
	"""

	name: str
	table: WorkflowTable
	shown: tuple[str, ...]
	archived: tuple[str, ...]
	labelled: bool = False


RECRUITMENT_BOARD = Board("Mentor recruitment", RECRUITMENT, ("scheme",), ("Stood Down",))
LINK_BOARD = Board(
	"Links by state", LINK, ("planned_end",), ("Closed", "Declined", "Ended Early"), labelled=True
)
BOARD = RECRUITMENT_BOARD.name


def make_boards() -> None:
	"""Make each board that the site lacks."""
	for board in (RECRUITMENT_BOARD, LINK_BOARD):
		make_board(board)


def make_board(board: Board) -> None:
	"""Make the board where there is none of its name."""
	if not frappe.db.exists(KANBAN_BOARD, board.name):
		frappe.get_doc(_document(board)).insert()


def remove_boards() -> None:
	"""Remove the boards, and every other one of the app's documents, which would lead nowhere."""
	ours = frappe.get_all("DocType", {"module": "Mentoring Scheme"}, pluck="name")
	for name in frappe.get_all(KANBAN_BOARD, {"reference_doctype": ["in", ours]}, pluck="name"):
		frappe.delete_doc(KANBAN_BOARD, name, ignore_missing=True, force=True)


def _document(board: Board) -> dict:
	return {
		"doctype": KANBAN_BOARD,
		"kanban_board_name": board.name,
		"reference_doctype": board.table.document_type,
		"field_name": board.table.state_field,
		"private": 0,
		"show_labels": int(board.labelled),
		"fields": frappe.as_json(board.shown),
		"columns": [_column(state, board) for state in board.table.states],
	}


def _column(state: State, board: Board) -> dict:
	status = "Archived" if state.name in board.archived else "Active"
	return {"column_name": state.name, "status": status, "indicator": COLOURS[state.style]}
