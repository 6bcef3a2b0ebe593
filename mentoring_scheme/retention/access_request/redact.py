"""Other people's names taken out of what one person is given. What no list can know is for a human to read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import frappe

from mentoring_scheme.access.roles import MENTEE, MENTOR
from mentoring_scheme.retention.about import LINK, PARTICIPANT
from mentoring_scheme.retention.access_request.find import Person

OTHER, STAFF = "[another person]", "[member of staff]"
SHORTEST = 3
PORTAL = {MENTOR, MENTEE}


@dataclass(frozen=True)
class Redactor:
	"""What is replaced, whole words only: names and addresses, and what is written instead."""

	pattern: re.Pattern[str] | None
	instead: Mapping[str, str]

	def __call__(self, text: str) -> str:
		if self.pattern is None:
			return text
		return self.pattern.sub(lambda found: self.instead[found.group().lower()], text)


def redactor(who: Person, *, staff_shown: bool) -> Redactor:
	"""What takes everybody but `who` out of a text.

	Every participant's full name and e-mail address; of the others of the person's links each part of their name too,
	except where the person bears it themselves.
	"""
	own = {who.name, who.user, who.email, *who.name.split()}
	instead: dict[str, str] = {}
	if not staff_shown:
		instead |= _all(_staff(), STAFF)
	instead |= _all(_participants(who), OTHER)
	for key in {each.lower() for each in own if each}:
		instead.pop(key, None)
	if not instead:
		return Redactor(None, {})
	longest_first = sorted(instead, key=len, reverse=True)
	words = "|".join(re.escape(each) for each in longest_first)
	return Redactor(re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE), instead)


def _all(texts: Iterable[str | None], word: str) -> dict[str, str]:
	return {text.lower(): word for text in texts if text and len(text) >= SHORTEST}


def _participants(who: Person) -> set[str]:
	found: set[str] = set()
	rows = frappe.get_all(
		PARTICIPANT,
		{"name": ["!=", who.participant]},
		["name", "participant_name", "user", "email"],
		order_by="name",
	)
	near = _others_of_links(who)
	for row in rows:
		found |= {row.participant_name, row.user, row.email} - {None, ""}
		if row.name in near:
			found |= set(row.participant_name.split())
	return found


def _others_of_links(who: Person) -> set[str]:
	links = frappe.get_all(
		LINK,
		{"name": ["in", list(who.roles[LINK])]},
		["mentor_participant", "mentee_participant"],
		order_by="name",
	)
	return {row[side] for row in links for side in row} - {who.participant}


def _staff() -> set[str]:
	"""Everybody with an account who is not a mentor or mentee alone: by name and address."""
	users = frappe.get_all(
		"User",
		{"name": ["not in", ("Administrator", "Guest")], "user_type": "System User"},
		["name", "full_name"],
		order_by="name",
	)
	return {text for user in users for text in (user.name, user.full_name)} - {None, ""}
