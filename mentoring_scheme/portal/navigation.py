"""The pages that every page of the portal leads to: those that are somebody's, in the order in which they are used.

A phone has room for a few at the head; the others stand behind “More”. What must never be far, whatever somebody is
at, stands at the foot.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import frappe
from frappe import _

from mentoring_scheme.access.roles import MENTEE, MENTOR

BOTH = (MENTOR, MENTEE)


@dataclass(frozen=True)
class Entry:
	"""A page, and whose it is."""

	title: str
	href: str
	roles: tuple[str, ...] = BOTH


def head() -> tuple[Entry, ...]:
	"""What is opened most."""
	return (
		Entry(_("Home"), "/mentoring"),
		Entry(_("Records"), "/mentoring/records"),
		Entry(_("Events"), "/mentoring/events"),
		Entry(_("Claims"), "/mentoring/claims", (MENTOR,)),
	)


def more() -> tuple[Entry, ...]:
	"""What is opened now and then."""
	return (
		Entry(_("Supervision"), "/mentoring/supervision", (MENTOR,)),
		Entry(_("A break"), "/mentoring/break", (MENTOR,)),
		Entry(_("What I have raised"), "/mentoring/raised"),
		Entry(_("My profile"), "/mentoring/profile"),
		Entry(_("My account"), "/me"),
		Entry(_("Sign out"), "/?cmd=web_logout"),
	)


def foot() -> tuple[Entry, ...]:
	"""What must never be far."""
	return (
		Entry(_("I have a worry"), "/mentoring/worry", (MENTOR,)),
		Entry(_("I want to say something"), "/mentoring/say", (MENTEE,)),
		Entry(_("Help, and who to call"), "/mentoring/help"),
		Entry(_("Messages, and how you hear from us"), "/mentoring/messages"),
	)


def pages() -> dict[str, list[dict[str, Any]]]:
	"""Those of the user of the session by where they stand, and which of them is open."""
	roles = set(frappe.get_roles())
	path = frappe.request.path.rstrip("/") if frappe.request else ""
	return {
		place: [
			{"title": entry.title, "href": entry.href, "current": path == entry.href}
			for entry in entries
			if roles.intersection(entry.roles)
		]
		for place, entries in (("head", head()), ("more", more()), ("foot", foot()))
	}
