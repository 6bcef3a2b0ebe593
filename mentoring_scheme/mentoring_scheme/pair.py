"""Who the two people of a link are, read afresh from their participants.

The papers of a link carry copies of names and accounts, for lists and notifications. Who may do what never rests on
those copies, but on what is read here.
"""

from __future__ import annotations

from dataclasses import dataclass

import frappe

from mentoring_scheme.mentoring_scheme.policy_source import policy_of_version, version_in_force
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.states import LinkState


@dataclass(frozen=True)
class Person:
	"""A participant in a link: their name, portal account and supervising social worker, where they have one."""

	name: str
	user: str | None
	ssw: str | None


@dataclass(frozen=True)
class Pair:
	"""Mentor and mentee of one link, with what the link says of itself."""

	link: str
	scheme: str
	state: LinkState
	policy_version: str
	mentor: Person
	mentee: Person

	@property
	def policy(self) -> SchemePolicy:
		"""The policy that the link was agreed under."""
		return policy_of_version(self.policy_version)

	def is_mentor(self, user: str | None = None) -> bool:
		"""Whether the session's account (or `user`) is that of the mentor."""
		return self.mentor.user == (user or frappe.session.user)

	def is_mentee(self, user: str | None = None) -> bool:
		"""Whether the session's account (or `user`) is that of the mentee."""
		return self.mentee.user == (user or frappe.session.user)

	def copies(self) -> dict[str, str | None]:
		"""What the papers of the link copy for lists and notifications."""
		return {
			"scheme": self.scheme,
			"mentor_name": self.mentor.name,
			"mentee_name": self.mentee.name,
			"mentor_user": self.mentor.user,
			"mentee_user": self.mentee.user,
		}


def pair_of(link: str) -> Pair:
	"""The pair of a link as the database has it. Raises frappe.DoesNotExistError for a link that is not there."""
	of_link, of_person = frappe.qb.DocType("Mentoring Link"), frappe.qb.DocType("Mentoring Participant")
	mentor, mentee = of_person.as_("mentor"), of_person.as_("mentee")
	found = (
		frappe.qb.from_(of_link)
		.left_join(mentor)
		.on(mentor.name == of_link.mentor_participant)
		.left_join(mentee)
		.on(mentee.name == of_link.mentee_participant)
		.select(of_link.scheme, of_link.status, of_link.policy_version)
		.select(mentor.participant_name, mentor.user, mentor.ssw)
		.select(mentee.participant_name, mentee.user, mentee.ssw)
		.where(of_link.name == link)
		.run()
	)
	if not found:
		raise frappe.DoesNotExistError(f"Mentoring Link {link}")
	scheme, state, version, *people = found[0]
	return Pair(
		link=link,
		scheme=scheme,
		state=LinkState(state),
		policy_version=version or version_in_force(scheme),
		mentor=_person(*people[:3]),
		mentee=_person(*people[3:]),
	)


def may_act_for_scheme(link: str) -> bool:
	"""Whether the session may write in the link itself: the staff of the scheme, never mentor, mentee or SSW."""
	return bool(frappe.has_permission("Mentoring Link", "write", doc=frappe.get_doc("Mentoring Link", link)))


def lock_link(link: str) -> None:
	"""Hold the link until the transaction ends, so that two people at once do not each make a first paper for it."""
	frappe.db.get_value("Mentoring Link", link, "name", for_update=True)


def _person(name: str, user: str | None, ssw: str | None) -> Person:
	return Person(name, user or None, ssw or None)
