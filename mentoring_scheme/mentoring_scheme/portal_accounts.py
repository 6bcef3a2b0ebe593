"""The accounts with which mentors and mentees open the portal: what they open, and when that ends (policy/portal_access.py).

Only the two portal roles are ever given or taken here. An account that has other roles, or opens the desk, is somebody's
for other reasons as well and is never switched off.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import getdate, today

from mentoring_scheme.access.roles import MENTEE, MENTOR
from mentoring_scheme.mentoring_scheme.plain_values import date_or_none
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_scheme
from mentoring_scheme.policy.portal_access import (
	Standing,
	mentee_is_over,
	mentor_is_over,
	roles_ended,
	roles_to_have,
)
from mentoring_scheme.policy.states import OPEN

# Where a participant says since when the portal is closed to them in a role.
ENDED_ON = {MENTOR: "mentor_access_ended_on", MENTEE: "mentee_access_ended_on"}
LINKS = {MENTOR: "mentor", MENTEE: "mentee"}
DATES = {MENTOR: ("stood_down_on",), MENTEE: ("withdrawn_on", "offer_answered_on")}


def roles_of(participants: Sequence[str]) -> frozenset[str]:
	"""The portal roles that these participants, who are one person, have a reason for today."""
	return roles_to_have(standings_of(participants), getdate(today()))


def standings_of(participants: Sequence[str]) -> list[Standing]:
	"""How they stand as mentors and mentees, in every scheme: four queries."""
	return [standing for role in (MENTOR, MENTEE) for standing in _standings(role, participants)]


def settle(user: str) -> bool:
	"""Open and close the portal to the account as its participants stand today; says whether anything changed.

	A role whose reason is over is taken away, and given back when there is a reason again. Where no role is left, the
	account is switched off; that it may be switched on again is noted on the participant.
	"""
	participants = frappe.get_all(
		"Mentoring Participant", {"user": user}, ["name", *ENDED_ON.values()], order_by="name"
	)
	account = frappe.get_doc("User", user, for_update=True)
	standings, day = standings_of([each.name for each in participants]), getdate(today())
	had = {row.role for row in account.roles}
	ended = had & roles_ended(standings, day)
	again = {role for role in roles_to_have(standings, day) if _was_closed(role, participants)}
	if not ended and not again:
		return False
	# whoever was switched off by an administrator does not come back by themselves
	_note(ended if account.enabled else set(), again, participants)
	_set_roles(account, (had - ended) | again)
	return True


def give_roles(account: Document, roles: Iterable[str]) -> None:
	"""Give the account portal roles that it does not have yet, and switch it on where leaving had switched it off.

	A new account is saved by that.
	"""
	_set_roles(account, {row.role for row in account.roles} | set(roles))


def _set_roles(account: Document, roles: set[str]) -> None:
	there = {row.role for row in account.roles}
	account.set("roles", [row for row in account.roles if row.role in roles])
	for role in sorted(roles - there):
		account.append("roles", {"role": role})
	if account.user_type == "Website User" and bool(roles) != bool(there):
		account.enabled = int(bool(roles))
	# safe: which of the two portal roles an account has follows from what its person is in the schemes, and nothing
	# else of it changes; a new one is made by staff who may change the participant
	account.save(ignore_permissions=True)


def _was_closed(role: str, participants: Sequence[Any]) -> bool:
	return any(each[ENDED_ON[role]] for each in participants)


def _note(ended: set[str], again: set[str], participants: Sequence[Any]) -> None:
	values = {ENDED_ON[role]: today() for role in ended} | {ENDED_ON[role]: None for role in again}
	frappe.db.set_value(
		"Mentoring Participant", {"name": ["in", [each.name for each in participants]]}, values
	)


def _standings(role: str, participants: Sequence[str]) -> list[Standing]:
	state = "stage" if role == MENTOR else "status"
	rows = frappe.get_all(
		role, {"participant": ["in", participants]}, ["name", "scheme", state, *DATES[role]], order_by="name"
	)
	is_over = mentor_is_over if role == MENTOR else mentee_is_over
	links = _links(role, [row.name for row in rows])
	return [
		Standing(
			role=role,
			is_over=is_over(row[state]),
			has_open_link=any(link.status in OPEN for link in links[row.name]),
			over_since=_last_day([row[field] for field in DATES[role]], links[row.name]),
			days=policy_of_scheme(row.scheme).portal_access_days,
		)
		for row in rows
	]


def _links(role: str, names: list[str]) -> dict[str, list[Any]]:
	found = defaultdict(list)
	fields = [f"{LINKS[role]} as owner_name", "status", "ended_on"]
	for link in frappe.get_all("Mentoring Link", {LINKS[role]: ["in", names]}, fields):
		found[link.owner_name].append(link)
	return found


def _last_day(dates: Iterable[Any], links: Iterable[Any]) -> Any:
	days = [date_or_none(day) for day in (*dates, *(link.ended_on for link in links))]
	return max((day for day in days if day), default=None)
