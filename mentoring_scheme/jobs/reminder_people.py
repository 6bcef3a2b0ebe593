"""Whom a reminder goes to: whoever acts, if they can be reached and may read the record; else those who can help.

What waits for somebody without an account that works goes to the scheme's co-ordinators, who are told to reach them
otherwise; in a scheme without a co-ordinator to its managers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import frappe

from mentoring_scheme.access.roles import MANAGER
from mentoring_scheme.access.told import may_be_told
from mentoring_scheme.mentoring_scheme.watching.values import Found
from mentoring_scheme.policy.choices import ReminderKind, Whom
from mentoring_scheme.policy.reminders import Reminder

ABOVE = ("Branch manager", "Head of service")
OF_MENTEE = (ReminderKind.RECORD_WAITING,)
OUTSIDE = (Whom.MENTOR, Whom.MENTEE, Whom.SSW, Whom.NAMED)


class Due(NamedTuple):
	"""A reminder that has come, with what was found."""

	found: Found
	reminder: Reminder


class Addressed(NamedTuple):
	"""A reminder for one user. `instead_of`: who cannot be reached, where it comes in their place."""

	due: Due
	user: str
	instead_of: str = ""


@dataclass(frozen=True)
class Accounts:
	"""The accounts around what was found: by participant, by scheme; and which of all accounts can be written to."""

	of_participant: Mapping[str, str]
	ssw_of: Mapping[str, str]
	co_ordinators: Mapping[str, list[str]]
	managers: Mapping[str, list[str]]
	reachable: Mapping[str, Any] = field(default_factory=dict)

	def chosen(self, due: Due) -> list[str]:
		"""Who is to be told, whether they can be reached or not."""
		found, whom = due.found, due.reminder.whom
		if whom is Whom.MENTOR:
			return _one(self.of_participant.get(found.mentor))
		if whom is Whom.MENTEE:
			return _one(self.of_participant.get(found.mentee))
		if whom is Whom.SSW:
			side = found.mentee if found.matter.kind in OF_MENTEE else found.mentor
			return _one(self.ssw_of.get(side))
		if whom is Whom.NAMED:
			return _one(found.named)
		return self.above(found) if whom is Whom.MANAGER else self.helping(found)

	def helping(self, found: Found) -> list[str]:
		"""The link's own co-ordinator, if they can be reached; else all of the scheme."""
		own = _one(found.co_ordinator)
		return own if own and own[0] in self.reachable else self.co_ordinators.get(found.scheme, [])

	def above(self, found: Found) -> list[str]:
		"""The managers whom the scheme names; else all."""
		return self.managers.get(found.scheme) or self.managers.get("", [])


def addressed(due: Sequence[Due], scheme_names: Collection[str]) -> list[Addressed]:
	"""Each reminder with each user who is told of it."""
	accounts = _accounts(due, scheme_names)
	allowed = _allowed(due, accounts)
	return [each for one in due for each in _to(one, accounts, allowed)]


def _to(due: Due, accounts: Accounts, allowed: set[tuple[str, str, str]]) -> Iterator[Addressed]:
	"""The first group of which anybody can be reached and may read the record."""
	about = (due.found.matter.document, due.found.matter.name)
	first = accounts.chosen(due)
	instead_of = "" if any(user in accounts.reachable for user in first) else due.reminder.whom.value
	for group, instead in (
		(first, ""),
		(accounts.helping(due.found), instead_of),
		(accounts.above(due.found), instead_of),
	):
		users = [user for user in group if (user, *about) in allowed]
		if users:
			said = instead if due.reminder.whom in OUTSIDE else ""
			yield from (Addressed(due, user, said) for user in dict.fromkeys(users))
			return


def _allowed(due: Sequence[Due], accounts: Accounts) -> set[tuple[str, str, str]]:
	"""Which user may be told of which record, among those who come into question: a query for each user and type."""
	asked: dict[str, set[tuple[str, str]]] = defaultdict(set)
	for one in due:
		about = (one.found.matter.document, one.found.matter.name)
		for user in (*accounts.chosen(one), *accounts.helping(one.found), *accounts.above(one.found)):
			if user in accounts.reachable:
				asked[user].add(about)
	return {(user, *about) for user, records in asked.items() for about in may_be_told(user, records)}


def _accounts(due: Sequence[Due], scheme_names: Collection[str]) -> Accounts:
	people = {each for one in due for each in (one.found.mentor, one.found.mentee) if each}
	participants = _participants(people)
	members = _members(scheme_names)
	named = {each for one in due for each in (one.found.named, one.found.co_ordinator) if each}
	managers = _with_role(MANAGER)
	users = {
		*named,
		*managers,
		*(row.user for row in participants if row.user),
		*(row.ssw for row in participants if row.ssw),
		*(row.user for row in members),
	}
	reachable = _reachable(users)
	return Accounts(
		of_participant={row.name: row.user for row in participants if row.user},
		ssw_of={row.name: row.ssw for row in participants if row.ssw},
		co_ordinators=_of_schemes(members, ("Co-ordinator",), reachable),
		managers={
			**_of_schemes((row for row in members if row.user in managers), ABOVE, reachable),
			"": [user for user in managers if user in reachable],
		},
		reachable=reachable,
	)


def _participants(names: Collection[str]) -> list[Any]:
	return frappe.get_all(
		"Mentoring Participant",
		filters={"name": ["in", sorted(names) or [""]]},
		fields=["name", "user", "ssw"],
		order_by="name",
	)


def _members(scheme_names: Collection[str]) -> list[Any]:
	return frappe.get_all(
		"Mentoring Scheme Member",
		filters={"parent": ["in", sorted(scheme_names) or [""]], "parenttype": "Mentoring Scheme"},
		fields=["parent", "user", "function"],
		order_by="parent, idx",
	)


def _with_role(role: str) -> list[str]:
	return frappe.get_all(
		"Has Role", filters={"role": role, "parenttype": "User"}, pluck="parent", order_by="parent"
	)


def _of_schemes(
	members: Iterable[Any], functions: Sequence[str], reachable: Mapping[str, Any]
) -> dict[str, list[str]]:
	by_scheme: dict[str, list[str]] = defaultdict(list)
	for row in members:
		if row.function in functions and row.user in reachable:
			by_scheme[row.parent].append(row.user)
	return by_scheme


def _reachable(users: Collection[str]) -> dict[str, Any]:
	"""The accounts that are there, are enabled and have an address."""
	rows = frappe.get_all(
		"User",
		filters={"name": ["in", sorted(users) or [""]], "enabled": 1, "email": ["is", "set"]},
		fields=["name", "email", "full_name", "user_type"],
		order_by="name",
	)
	return {row.name: row for row in rows if row.name not in frappe.STANDARD_USERS}


def _one(user: str | None) -> list[str]:
	return [user] if user else []
