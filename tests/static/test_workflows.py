"""The workflows fit their documents, their roles and the policy that decides about each move."""

from __future__ import annotations

import importlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from enum import Enum
from types import ModuleType

import pytest

from mentoring_scheme.setup import workflow_tables
from mentoring_scheme.setup.workflow_tables import WORKFLOWS, Move, State, WorkflowTable

from .app_files import APP, line_of
from .documents import doctypes
from .permissions import table
from .problems import Problem, none_of
from .roles import all_roles

FILE = APP / "setup" / "workflow_tables.py"
STYLES = {"", "Primary", "Info", "Success", "Warning", "Danger", "Inverse"}
LEGAL = {(0, 0), (0, 1), (1, 1), (1, 2)}
RIGHT_TO_REACH = {0: "w", 1: "s", 2: "x"}

# Which module of the policy decides about the moves of which document.
DECIDED_BY = {"Mentor": "recruitment", "Mentoring Link": "lifecycle"}


def problem(workflow: WorkflowTable, name: str, text: str) -> Problem:
	line = line_of(FILE, f'name="{workflow.name}"', f'"{name}"')
	return Problem(FILE, line, f"{workflow.name}: {text}")


def state_problems(workflow: WorkflowTable) -> Iterator[Problem]:
	"""States are the choices of the state field, and each can be reached from the first."""
	doctype = doctypes().get(workflow.document_type)
	field = doctype.by_name.get(workflow.state_field) if doctype else None
	if doctype is None or field is None:
		yield problem(workflow, workflow.name, f"there is no {workflow.document_type}.{workflow.state_field}")
		return
	names = [state.name for state in workflow.states]
	for name in sorted(set(names) ^ set(doctype.options(workflow.state_field))):
		where = (
			"a state but no choice of the field" if name in names else "a choice of the field but no state"
		)
		yield problem(workflow, name, f"“{name}” is {where}")
	for name in sorted(set(names) - reachable(workflow)):
		yield problem(workflow, name, f"“{name}” cannot be reached from “{names[0]}”")
	if len(set(names)) < len(names):
		yield problem(workflow, names[0], "a state stands there twice")
	if field.get("default") != names[0] or workflow.states[0].docstatus:
		yield problem(workflow, names[0], "the first state must be a draft, and the field's default")
	if not field.get("read_only"):
		yield problem(workflow, workflow.state_field, "the state field can be typed into")
	if any(state.docstatus for state in workflow.states) and not field.get("allow_on_submit"):
		yield problem(
			workflow, workflow.state_field, "the state field cannot change once the document is submitted"
		)
	for state in workflow.states:
		if state.style not in STYLES:
			yield problem(workflow, state.name, f"“{state.style}” is no style of a state")
		if not state.editors:
			yield problem(workflow, state.name, f"nobody may edit in “{state.name}”")


def move_problems(workflow: WorkflowTable) -> Iterator[Problem]:
	"""Moves join states, in a way that the platform allows; one action never leads two ways."""
	states = {state.name: state for state in workflow.states}
	seen: set[tuple[str, str]] = set()
	for move in workflow.moves:
		start, end = states.get(move.start), states.get(move.end)
		if start is None or end is None:
			yield problem(
				workflow, move.action, f"“{move.action}” joins {move.start} and {move.end}; one is no state"
			)
			continue
		if (start.docstatus, end.docstatus) not in LEGAL:
			yield problem(
				workflow, move.action, f"“{move.action}” goes from {start.docstatus} to {end.docstatus}"
			)
		if (move.start, move.action) in seen:
			yield problem(workflow, move.action, f"“{move.action}” leads two ways from “{move.start}”")
		seen.add((move.start, move.action))


def role_problems(workflow: WorkflowTable) -> Iterator[Problem]:
	"""Whoever may edit or move has the right to do so by the permission table as well."""
	rights = table().get(workflow.document_type, {})
	states = {state.name: state for state in workflow.states}
	for state in workflow.states:
		for role in state.editors:
			yield from _role_problem(workflow, state.name, role, "w", rights)
	for move in workflow.moves:
		for role in move.roles:
			needed = RIGHT_TO_REACH[states[move.end].docstatus] if move.end in states else "w"
			yield from _role_problem(workflow, move.action, role, needed, rights)


def _role_problem(
	workflow: WorkflowTable, name: str, role: str, needed: str, rights: Mapping[str, str]
) -> Iterator[Problem]:
	if role not in all_roles():
		yield problem(workflow, name, f"“{name}”: {role} is no role of the app")
	elif needed not in rights.get(role, ""):
		yield problem(
			workflow, name, f"“{name}”: {role} needs the right “{needed}” for it and has “{rights.get(role)}”"
		)


def reachable(workflow: WorkflowTable) -> set[str]:
	found, to_look_at = set[str](), [workflow.states[0].name]
	while to_look_at:
		state = to_look_at.pop()
		if state not in found:
			found.add(state)
			to_look_at += [move.end for move in workflow.moves if move.start == state]
	return found


def pairs(moves: Mapping[Enum, Collection[Enum]]) -> set[tuple[str, str]]:
	return {(start.value, end.value) for start, ends in moves.items() for end in ends}


def moves_of(module: ModuleType) -> set[tuple[str, str]]:
	"""The table of moves of a policy module: a mapping from each state to the states that may follow."""
	tables = [
		value
		for name, value in vars(module).items()
		if not name.startswith("_") and isinstance(value, Mapping) and value and _maps_states(value)
	]
	assert len(tables) == 1, f"{module.__name__} has {len(tables)} tables of moves; one was expected"
	return pairs(tables[0])


def _maps_states(value: Mapping[object, object]) -> bool:
	kinds = {type(key) for key in value}
	return len(kinds) == 1 and all(
		isinstance(key, Enum) and isinstance(ends, Collection) and {type(end) for end in ends} <= kinds
		for key, ends in value.items()
	)


def differences(workflow: WorkflowTable, decided: set[tuple[str, str]]) -> Iterator[Problem]:
	offered = {(move.start, move.end) for move in workflow.moves}
	for start, end in sorted(offered - decided):
		yield problem(workflow, start, f"offers {start} → {end}, which the policy refuses")
	for start, end in sorted(decided - offered):
		yield problem(workflow, start, f"does not offer {start} → {end}, which the policy knows")


each_workflow = pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda workflow: workflow.name)


@each_workflow
def test_every_state_is_a_choice_of_its_field_and_can_be_reached(workflow: WorkflowTable) -> None:
	none_of(state_problems(workflow))


@each_workflow
def test_every_move_joins_states_legally(workflow: WorkflowTable) -> None:
	none_of(move_problems(workflow))


@each_workflow
def test_every_editor_and_mover_has_a_role_and_the_right(workflow: WorkflowTable) -> None:
	none_of(role_problems(workflow))


@pytest.mark.parametrize("document", DECIDED_BY)
def test_the_moves_are_those_that_the_policy_knows(document: str) -> None:
	module = importlib.import_module(f"mentoring_scheme.policy.{DECIDED_BY[document]}")
	workflow = next(each for each in WORKFLOWS if each.document_type == document)
	none_of(differences(workflow, moves_of(module)))


def test_every_table_of_the_module_is_made() -> None:
	tables = [value for value in vars(workflow_tables).values() if isinstance(value, WorkflowTable)]
	assert [each.name for each in tables] == [each.name for each in WORKFLOWS]
	assert len({each.document_type for each in WORKFLOWS}) == len(WORKFLOWS)


def test_each_rule_sees_a_spoilt_workflow() -> None:
	good = next(each for each in WORKFLOWS if each.document_type == "Mentoring Payment")
	manager = ("Mentoring Manager",)
	states, moves = good.states, good.moves
	assert list(state_problems(replace(good, state_field="state")))
	assert list(state_problems(replace(good, states=(*states, State("Lost", "Info", manager)))))
	assert list(state_problems(replace(good, states=(replace(states[0], style="Pink"), *states[1:]))))
	assert list(state_problems(replace(good, moves=moves[1:])))
	assert list(move_problems(replace(good, moves=(*moves, Move("Due", "Lose", "Lost", manager)))))
	assert list(move_problems(replace(good, moves=(*moves, Move("Paid", "Pay back", "Due", manager)))))
	assert list(move_problems(replace(good, moves=(*moves, Move("Due", "Approve", "Held", manager)))))
	assert list(role_problems(replace(good, moves=(Move("Due", "Approve", "Approved", ("Treasurer",)),))))
	assert list(
		role_problems(replace(good, moves=(Move("Due", "Approve", "Approved", ("Mentoring Co-ordinator",)),)))
	)
	offered = {(move.start, move.end) for move in moves}
	assert not list(differences(good, offered))
	assert len(list(differences(good, {*list(offered)[1:], ("Paid", "Due")}))) == 2
