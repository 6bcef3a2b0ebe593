"""Legal holds: what lies under one is never listed for disposal, and never deleted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.model.document import Document

from mentoring_scheme.access.followers import FOLLOWERS
from mentoring_scheme.access.predicates import GUARDS
from mentoring_scheme.retention.about import LINK, Concerned, concerned
from mentoring_scheme.retention.kinds import KEPT_FOR_GOOD

CONCERN = "Mentoring Concern"
# What belongs to a document as evidence; a task or a tag may go.
EVIDENCE = ("Comment", "Communication", "File", "Version")
# What is held of a person whose link alone is under a hold.
OF_A_SIDE = ("Mentoring Participant", "Mentoring Equality Profile", "Mentor", "Mentee")


class UnderHoldError(frappe.ValidationError):
	"""A legal hold lies on it."""


@dataclass(frozen=True)
class Held:
	"""Who and what is under a hold in force. `sides`: the people of links that are held by themselves."""

	people: frozenset[str]
	links: frozenset[str]
	sides: frozenset[str]

	def covers(self, doctype: str, about: Concerned) -> bool:
		"""Whether a document of this type, about these people and links, has to be kept."""
		if about.people & self.people or about.links & self.links:
			return True
		return doctype in OF_A_SIDE and bool(about.people & self.sides)


def held() -> Held:
	"""What is under a hold in force."""
	holds = frappe.get_all(
		"Mentoring Legal Hold", {"status": "In force"}, ["participant", "link"], order_by="name"
	)
	links = frozenset(hold.link for hold in holds if hold.link)
	sides = concerned(LINK, links).values()
	return Held(
		people=frozenset(hold.participant for hold in holds if hold.participant),
		links=links,
		sides=frozenset(person for each in sides for person in each.people),
	)


def in_open_concerns() -> Held:
	"""Whom a concern is about that is not closed, who has raised it, and the links that it is about."""
	names = frappe.get_all(CONCERN, {"status": ["!=", "Closed"]}, pluck="name", order_by="name")
	found = concerned(CONCERN, names).values()
	return Held(
		people=frozenset(person for each in found for person in each.people),
		links=frozenset(link for each in found for link in each.links),
		sides=frozenset(),
	)


def under_hold(doctype: str, names: Collection[str]) -> set[str]:
	"""Which of these documents are under a hold."""
	now = held()
	if not (now.people or now.links):
		return set()
	return {name for name, about in concerned(doctype, names).items() if now.covers(doctype, about)}


def refuse_under_hold(doc: Document, method: str | None = None) -> None:
	"""Stop the deletion of a document under a hold, or of what belongs to one (hook `on_trash` of every document).

	Raises UnderHoldError.
	"""
	doctype, name = _what_is_meant(doc)
	if doctype not in GUARDS or doctype in KEPT_FOR_GOOD or not name:
		return
	if under_hold(doctype, [name]):
		frappe.throw(
			_("A legal hold lies on {0}, so nothing of it is deleted. Ask a mentoring manager.").format(name),
			UnderHoldError,
			title=_("Under a legal hold"),
		)


def _what_is_meant(doc: Document) -> tuple[str, str | None]:
	"""The document itself, or the one that a file, comment or version belongs to."""
	if doc.doctype not in EVIDENCE:
		return doc.doctype, doc.name
	follower = FOLLOWERS[doc.doctype]
	return doc.get(follower.doctype_field) or "", doc.get(follower.name_field)
