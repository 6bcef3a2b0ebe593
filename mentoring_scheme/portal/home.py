"""What the home page shows: what to do next, and everybody whom the user supports or is supported by.

What there is to do is collected from one function for each family of pages, which is handed the user's own links and
answers with what concerns its pages. A function is asked once for a page, however many links there are.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import frappe
from frappe import _

from mentoring_scheme.access import reach
from mentoring_scheme.access.roles import MENTEE, MENTOR
from mentoring_scheme.portal import (
	agreements,
	claims,
	events,
	feedback,
	mine,
	records,
	standing,
	supervision,
	training,
)
from mentoring_scheme.portal.mine import OwnLink, Side
from mentoring_scheme.portal.todo import ToDo, in_order

TO_DO: tuple[Callable[[list[OwnLink]], list[ToDo]], ...] = (
	standing.to_do,
	records.waiting,
	agreements.to_do,
	feedback.to_do,
	supervision.to_do,
	events.to_do,
	training.to_do,
	claims.to_do,
)
SHOWN_AT_FIRST = 5


def to_do(own: list[OwnLink]) -> list[ToDo]:
	"""All that the user has to do, what is due longest first."""
	return in_order([each for family in TO_DO for each in family(own)])


def page() -> dict[str, Any]:
	"""The home page of the user."""
	own = mine.links()
	found = [_shown(each) for each in to_do(own)]
	cards = [standing.card(each) for each in standing.standings([link for link in own if link.is_open])]
	return {
		"to_do": found[:SHOWN_AT_FIRST],
		"more_to_do": found[SHOWN_AT_FIRST:],
		"write": [card for card in cards if card["write"]],
		"sides": _sides(own, cards),
		"to_call": _to_call(frappe.session.user),
	}


def landing(user: str) -> str | None:
	"""Where an account without the desk arrives when it signs in; None leaves that to the site."""
	mine_to_see = {MENTOR, MENTEE}.intersection(frappe.get_roles(user))
	return "mentoring" if mine_to_see and not has_desk() else None


def has_desk() -> bool:
	"""Whether the user has the desk: whoever has it arrives there, also as a mentor."""
	return frappe.get_cached_value("User", frappe.session.user, "user_type") == "System User"


def _shown(each: ToDo) -> dict[str, str]:
	return {"text": each.text, "href": each.href, "detail": each.detail}


def _sides(own: list[OwnLink], cards: list[dict[str, Any]]) -> list[dict[str, Any]]:
	"""What the user is: mentor, mentee or both, each apart, with what happens next where there is no link."""
	roles = set(frappe.get_roles())
	sides = ((Side.MENTOR, MENTOR, _("You support")), (Side.MENTEE, MENTEE, _("You are supported by")))
	return [
		_side(title, side is Side.MENTOR, [link for link in own if link.side is side], cards)
		for side, role, title in sides
		if role in roles or any(link.side is side for link in own)
	]


def _side(title: str, is_mentor: bool, own: list[OwnLink], cards: list[dict[str, Any]]) -> dict[str, Any]:
	return {
		"title": title,
		"empty": _empty(is_mentor, bool(own)),
		"cards": [card for card in cards if card["is_mentor"] is is_mentor],
		"ended": [{"with": link.other, "href": standing.path_of(link)} for link in own if not link.is_open],
	}


def _empty(is_mentor: bool, had_links: bool) -> str:
	"""What happens next, for somebody who has no link now."""
	if is_mentor and had_links:
		return _(
			"All your support has ended. The co-ordinator of your scheme asks you before there is somebody new."
		)
	if is_mentor:
		return _(
			"You support nobody yet. The co-ordinator of your scheme asks you when there is somebody for you."
		)
	if had_links:
		return _(
			"Your support has ended. If you would like some again, tell the co-ordinator of your scheme."
		)
	return _("You have no mentor yet. The co-ordinator of your scheme tells you as soon as there is one.")


def _to_call(user: str) -> list[dict[str, str]]:
	"""The co-ordinators of the user's schemes, with the numbers of their accounts: one query."""
	member, account = frappe.qb.DocType("Mentoring Scheme Member"), frappe.qb.DocType("User")
	query = (
		frappe.qb.from_(member)
		.join(account)
		.on(account.name == member.user)
		.select(member.parent, account.full_name, account.phone, account.mobile_no)
		.where(member.parenttype == "Mentoring Scheme")
		.where(
			member.parent.isin(reach.schemes_as_mentor(user))
			| member.parent.isin(reach.schemes_as_mentee(user))
		)
		.where((member.function == "Co-ordinator") & (account.enabled == 1))
		.orderby(member.parent, member.idx)
	)
	return [
		{"name": row.full_name, "scheme": row.parent, "phone": phone, "dial": re.sub(r"[^+\d]", "", phone)}
		for row in query.run(as_dict=True)
		for phone in [row.phone or row.mobile_no or ""]
	]
