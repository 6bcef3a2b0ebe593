"""Of which records somebody may be told: those that they may read, in the desk or on their own pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pypika.queries import Table
from pypika.terms import Criterion

from mentoring_scheme.access import reach
from mentoring_scheme.access.predicates import GUARDS
from mentoring_scheme.access.terms import Value, any_of, inner, names
from mentoring_scheme.access.visibility import sees_all, sees_some, visible_names
from mentoring_scheme.policy.states import NOT_STARTED, LinkState

# Before the introduction a match is staff's proposal, of which neither of the pair is told.
NOT_SHOWN = (*(state for state in NOT_STARTED if state != LinkState.INTRODUCTION.value), "Declined")


def may_be_told(user: str, records: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
	"""Those of the records (type and name) of which the user may be told: one query for each type."""
	by_type: dict[str, list[str]] = defaultdict(list)
	for doctype, name in records:
		by_type[doctype].append(name)
	return {
		(doctype, name)
		for doctype, of_type in by_type.items()
		if doctype in GUARDS
		for name in _of_type(user, doctype, of_type)
	}


def _of_type(user: str, doctype: str, wanted: list[str]) -> list[str]:
	table = inner(doctype)
	chosen = table.name.isin([Value(name) for name in wanted])
	open_to = [] if sees_all(user, doctype) else [any_of(_open_to(table, user, doctype))]
	return names(doctype, Criterion.all([chosen, *open_to])).run(pluck=True)


def _open_to(table: Table, user: str, doctype: str) -> list[Criterion]:
	found = [table.name.isin(visible_names(doctype, user))] if sees_some(user, doctype) else []
	if doctype == "Mentoring Link":
		own = table.name.isin(reach.links_as_mentor(user)) | table.name.isin(reach.links_as_mentee(user))
		found.append(own & table.status.notin(NOT_SHOWN))
	if doctype == "Mentor":
		found.append(table.name.isin(reach.own_mentors(user)))
	return found
