"""What belongs to the user of the session. Who asks is never told by a request."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

import frappe
from frappe import _
from pypika.terms import Criterion

from mentoring_scheme.access import predicates, reach
from mentoring_scheme.access.terms import Row, any_of, column, inner
from mentoring_scheme.access.visibility import one_or_zero
from mentoring_scheme.mentoring_scheme.claims.states import WITH_WRITER
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_version, version_in_force
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.states import OPEN, RUNNING, LinkState

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.contact_record.contact_record import ContactRecord
	from mentoring_scheme.mentoring_scheme.doctype.mentor_claim.mentor_claim import MentorClaim


class Side(Enum):
	"""As what somebody stands in a link."""

	MENTOR = "mentor"
	MENTEE = "mentee"


_OWN = {Side.MENTOR: reach.links_as_mentor, Side.MENTEE: reach.links_as_mentee}
SHOWN = (
	LinkState.INTRODUCTION.value,
	*RUNNING,
	LinkState.CLOSED.value,
	LinkState.ENDED_EARLY.value,
)


def mentors() -> list[frappe._dict]:
	"""The Mentor documents of the user: one for each scheme that they are a mentor in, oldest first."""
	mentor = frappe.qb.DocType("Mentor")
	query = (
		frappe.qb.from_(mentor)
		.select(mentor.name, mentor.scheme)
		.where(mentor.name.isin(reach.own_mentors(frappe.session.user)))
		.orderby(mentor.creation)
	)
	return query.run(as_dict=True)


@dataclass(frozen=True)
class OwnScheme:
	"""A scheme that the user takes or took part in; `sides`: as what. `colour` and `logo` may be empty."""

	name: str
	colour: str
	logo: str
	sides: frozenset[Side]


def schemes() -> list[OwnScheme]:
	"""The schemes of the user, by name: one query."""
	scheme, user = frappe.qb.DocType("Mentoring Scheme"), frappe.session.user
	own = {
		side: scheme.name.isin(
			column(role, "scheme", inner(role).participant.isin(reach.own_participants(user)))
		)
		for side, role in ((Side.MENTOR, "Mentor"), (Side.MENTEE, "Mentee"))
	}
	query = (
		frappe.qb.from_(scheme)
		.select(scheme.name, scheme.portal_colour, scheme.portal_logo)
		.select(*(one_or_zero(criterion).as_(side.value) for side, criterion in own.items()))
		.where(any_of(list(own.values())))
		.orderby(scheme.name)
	)
	return [
		OwnScheme(
			row.name,
			row.portal_colour or "",
			row.portal_logo or "",
			frozenset(side for side in Side if row[side.value]),
		)
		for row in query.run(as_dict=True)
	]


@dataclass(frozen=True)
class OwnLink:
	"""A link of the user's, as far as the portal may tell of it. `side`: as what the user stands in it."""

	name: str
	side: Side
	scheme: str
	status: str
	support_type: str
	mentor_name: str
	mentee_name: str
	policy_version: str
	start_date: date | None
	planned_end: date | None
	ended_on: date | None

	@property
	def other(self) -> str:
		"""The name of the other one of the pair."""
		return self.mentee_name if self.side is Side.MENTOR else self.mentor_name

	@property
	def policy(self) -> SchemePolicy:
		"""The policy that the link was agreed under."""
		return policy_of_version(self.policy_version or version_in_force(self.scheme))

	@property
	def is_open(self) -> bool:
		"""Whether it has not ended."""
		return self.status in OPEN


def links() -> list[OwnLink]:
	"""The links of the user from the introduction on, as mentor and as mentee: two queries, however many there are.

	Before the introduction a match is staff's proposal, of which neither of the pair is told here.
	"""
	return [*_links(Side.MENTOR), *_links(Side.MENTEE)]


def link(name: str) -> OwnLink | None:
	"""The user's own link of that name; None for one that is somebody else's, as for one that does not exist."""
	return next((each for side in Side for each in _links(side, name)), None)


def _links(side: Side, name: str | None = None) -> list[OwnLink]:
	row = frappe.qb.DocType("Mentoring Link")
	fields = [field.name for field in dataclasses.fields(OwnLink) if field.name != "side"]
	query = (
		frappe.qb.from_(row)
		.select(*(row[field] for field in fields))
		.where(row.name.isin(_OWN[side](frappe.session.user)))
		.where(row.status.isin(SHOWN))
		.orderby(row.start_date, row.creation)
	)
	found = (query.where(row.name == name) if name is not None else query).run(as_dict=True)
	return [OwnLink(side=side, **each) for each in found]


def own_records(row: Row) -> Criterion:
	"""Which contact records are the user's own to read: a mentor's all, a mentee's once they were sent."""
	user = frappe.session.user
	visible = predicates.of_link_as_mentor(row, user) | predicates.record_shown_to_mentee(row, user)
	return visible & (row.docstatus < 2)


def record_to_read(name: str) -> tuple[ContactRecord, OwnLink] | None:
	"""The user's own record and its link; None for one that is somebody else's, as for one that does not exist."""
	record = inner("Contact Record")
	found = (
		frappe.qb.from_(record).select(record.link).where((record.name == name) & own_records(record)).run()
	)
	own = link(found[0][0]) if found else None
	if own is None:
		return None
	doc = frappe.get_doc("Contact Record", name)
	return (doc, own) if doc.has_permission("read") else None


def is_own_claim(name: str) -> bool:
	"""Whether the claim exists and is the user's own."""
	claim = inner("Mentor Claim")
	query = (
		frappe.qb.from_(claim)
		.select(claim.name)
		.where(claim.name == name)
		.where(claim.mentor.isin(reach.own_mentors(frappe.session.user)))
	)
	return bool(query.run())


def claim_to_read(name: str) -> MentorClaim | None:
	"""The user's own claim; None for one that is somebody else's, as for one that does not exist."""
	if not is_own_claim(name):
		return None
	doc = frappe.get_doc("Mentor Claim", name)
	return doc if doc.has_permission("read") else None


def claim_to_change(name: str) -> MentorClaim | None:
	"""The user's own claim, locked until the request ends; None where it was sent in and may not be changed any more.

	Raises frappe.PermissionError for one that is somebody else's, as for one that does not exist.
	"""
	if not is_own_claim(name):
		frappe.throw(_("There is no such claim among yours."), frappe.PermissionError)
	doc = frappe.get_doc("Mentor Claim", name, for_update=True)
	if doc.status not in WITH_WRITER:
		return None
	doc.check_permission("write")
	return doc
