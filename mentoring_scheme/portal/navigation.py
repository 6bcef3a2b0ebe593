"""The pages that the head of the portal leads to: those that are somebody's, in the order in which they are used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import frappe
from frappe import _

from mentoring_scheme.access.roles import MENTEE, MENTOR


@dataclass(frozen=True)
class Entry:
	"""A page, and whose it is."""

	title: str
	href: str
	roles: tuple[str, ...]


def entries() -> tuple[Entry, ...]:
	"""All pages that the head may lead to."""
	return (
		Entry(_("Claims"), "/mentoring/claims", (MENTOR,)),
		Entry(_("I have a worry"), "/mentoring/worry", (MENTOR,)),
		Entry(_("Say something"), "/mentoring/say", (MENTEE,)),
		Entry(_("My account"), "/me", (MENTOR, MENTEE)),
	)


def pages() -> list[dict[str, Any]]:
	"""Those of the user of the session, and which of them is open."""
	roles = set(frappe.get_roles())
	path = frappe.request.path.rstrip("/") if frappe.request else ""
	return [
		{"title": entry.title, "href": entry.href, "current": path == entry.href}
		for entry in entries()
		if roles.intersection(entry.roles)
	]
