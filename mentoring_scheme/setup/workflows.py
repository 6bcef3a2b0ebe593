"""Makes the workflows of a site where it has none yet.

They are made once and then the council's own: a workflow that exists is never overwritten by an upgrade, which is
why they are an install step and not fixtures. A later change to the tables needs a patch.
"""

from __future__ import annotations

from collections.abc import Iterable

import frappe

from mentoring_scheme.setup.workflow_tables import WORKFLOWS, Move, State, WorkflowTable

# What every new Frappe site brings along.
STANDARD_STATES = {"Pending", "Approved", "Rejected"}
STANDARD_ACTIONS = {"Approve", "Reject", "Review"}


def make_workflows(tables: Iterable[WorkflowTable] = WORKFLOWS) -> None:
	"""Make each workflow that the site lacks, with the states and actions that it names."""
	for table in tables:
		if not frappe.db.exists("Workflow", table.name):
			_make_named_states(table.states)
			_make_actions(table.moves)
			_make_workflow(table)


def add_states(table: WorkflowTable, states: tuple[State, ...]) -> None:
	"""Add states to a workflow that was made without them; everything else in it stays as the council has it."""
	if not frappe.db.exists("Workflow", table.name):
		return
	workflow = frappe.get_doc("Workflow", table.name)
	known = {row.state for row in workflow.states}
	missing = [state for state in states if state.name not in known]
	if missing:
		_make_named_states(missing)
		for row in (row for state in missing for row in _state_rows(state)):
			workflow.append("states", row)
		workflow.save()


def add_moves(table: WorkflowTable, moves: tuple[Move, ...]) -> None:
	"""Add moves to a workflow that was made without them; everything else in it stays as the council has it.

	A move is left out where the council has removed one of its two states, or leads to the same state already.
	"""
	if not frappe.db.exists("Workflow", table.name):
		return
	workflow = frappe.get_doc("Workflow", table.name)
	states = {row.state for row in workflow.states}
	known = {(row.state, row.next_state) for row in workflow.transitions}
	missing = [
		move for move in moves if {move.start, move.end} <= states and (move.start, move.end) not in known
	]
	if missing:
		_make_actions(missing)
		for row in (row for move in missing for row in _move_rows(move)):
			workflow.append("transitions", row)
		workflow.save()


def remove_workflows() -> None:
	"""Remove the workflows, and the states and actions that no other workflow uses."""
	for table in WORKFLOWS:
		frappe.delete_doc("Workflow", table.name, ignore_missing=True, force=True)
	states = {state.name for table in WORKFLOWS for state in table.states}
	actions = {move.action for table in WORKFLOWS for move in table.moves}
	_remove_unused("Workflow State", states - STANDARD_STATES, "Workflow Document State", "state")
	_remove_unused("Workflow Action Master", actions - STANDARD_ACTIONS, "Workflow Transition", "action")


def _make_named_states(states: Iterable[State]) -> None:
	for state in states:
		if not frappe.db.exists("Workflow State", state.name):
			_insert({"doctype": "Workflow State", "workflow_state_name": state.name, "style": state.style})


def _make_actions(moves: Iterable[Move]) -> None:
	for action in {move.action for move in moves}:
		if not frappe.db.exists("Workflow Action Master", action):
			_insert({"doctype": "Workflow Action Master", "workflow_action_name": action})


def _make_workflow(table: WorkflowTable) -> None:
	_insert(
		{
			"doctype": "Workflow",
			"workflow_name": table.name,
			"document_type": table.document_type,
			"workflow_state_field": table.state_field,
			"is_active": 1,
			"send_email_alert": 0,
			"states": [row for state in table.states for row in _state_rows(state)],
			"transitions": [row for move in table.moves for row in _move_rows(move)],
		}
	)


def _state_rows(state: State) -> list[dict]:
	return [
		{"state": state.name, "doc_status": str(state.docstatus), "allow_edit": role}
		for role in state.editors
	]


def _move_rows(move: Move) -> list[dict]:
	return [
		{
			"state": move.start,
			"action": move.action,
			"next_state": move.end,
			"allowed": role,
			"allow_self_approval": 1,
		}
		for role in move.roles
	]


def _insert(values: dict) -> None:
	# safe: runs only while the app is installed, never on a user's request
	frappe.get_doc(values).insert(ignore_permissions=True)


def _remove_unused(doctype: str, names: set[str], user_doctype: str, fieldname: str) -> None:
	used = set(frappe.get_all(user_doctype, pluck=fieldname))
	for name in sorted(names - used):
		frappe.delete_doc(doctype, name, ignore_missing=True, force=True)
