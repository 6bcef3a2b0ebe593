"""Makes the board on which the recruitment of mentors is seen by stage, where the site has none of its name.

It is made once and then the council's own, like the workflows. Dragging a card changes the stage like any other save:
the rules and the workflow decide, and say why where they refuse.
"""

from __future__ import annotations

import frappe

from mentoring_scheme.setup.workflow_tables import RECRUITMENT, State, WorkflowTable

BOARD = "Mentor recruitment"
SHOWN_ON_CARDS = ("scheme",)  # a board has at hand what the list shows, and nothing else
# The colours of a board by the style of a state.
COLOURS = {"Info": "Light Blue", "Success": "Green", "Warning": "Orange", "Danger": "Red", "": "Gray"}


def make_boards() -> None:
	"""Make the board of recruitment where there is none."""
	if not frappe.db.exists("Kanban Board", BOARD):
		frappe.get_doc(_board(RECRUITMENT)).insert()


def remove_boards() -> None:
	"""Remove the board, and every other one of the app's documents, which would lead nowhere."""
	ours = frappe.get_all("DocType", {"module": "Mentoring Scheme"}, pluck="name")
	for name in frappe.get_all("Kanban Board", {"reference_doctype": ["in", ours]}, pluck="name"):
		frappe.delete_doc("Kanban Board", name, ignore_missing=True, force=True)


def _board(table: WorkflowTable) -> dict:
	return {
		"doctype": "Kanban Board",
		"kanban_board_name": BOARD,
		"reference_doctype": table.document_type,
		"field_name": table.state_field,
		"private": 0,
		"show_labels": 0,
		"fields": frappe.as_json(SHOWN_ON_CARDS),
		"columns": [_column(state) for state in table.states],
	}


def _column(state: State) -> dict:
	"""Whoever has stood down is out of the way, and one click away: the column begins archived."""
	status = "Archived" if state.name == "Stood Down" else "Active"
	return {"column_name": state.name, "status": status, "indicator": COLOURS[state.style]}
