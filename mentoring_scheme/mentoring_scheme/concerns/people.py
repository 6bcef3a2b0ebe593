"""Who may deal with a concern, and who may be told of it (R34, R38)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import frappe
from frappe.utils.user import get_users_with_role

from mentoring_scheme.access.reach import co_ordinators_of
from mentoring_scheme.access.roles import CO_ORDINATOR, MANAGER, SSW
from mentoring_scheme.policy.concerns import RaisedAs, ToTell

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentoring_concern.mentoring_concern import MentoringConcern

STAFF = (CO_ORDINATOR, MANAGER, SSW)


def managers() -> list[str]:
	"""The enabled accounts of managers, always in the same order; the site's Administrator is none."""
	return sorted(set(get_users_with_role(MANAGER)) - {"Administrator"})


def co_ordinators_for(concern: MentoringConcern) -> list[str]:
	"""The co-ordinators of the scheme who may know of it; none where it is for managers only."""
	if concern.manager_only:
		return []
	return [user for user in co_ordinators_of(concern.scheme) if not is_party(user, concern)]


def handlers(concern: MentoringConcern) -> list[str]:
	"""Who may deal with it, the likeliest first: the co-ordinator of the link, another one, a manager."""
	users = co_ordinators_for(concern)
	of_link = frappe.db.get_value("Mentoring Link", concern.link, "co_ordinator") if concern.link else None
	users.sort(key=lambda user: user != of_link)
	return [*users, *(user for user in managers() if not is_party(user, concern))]


def is_party(user: str, concern: MentoringConcern) -> bool:
	"""Whether the concern is about this account, or is a mentee's and this is the account of the mentor."""
	return user == concern.about_user or is_about(user, concern) or is_mentor_of_mentee(user, concern)


def is_about(user: str, concern: MentoringConcern) -> bool:
	"""Whether it is about the participant whose account this is."""
	return bool(concern.about_participant) and user == _account(concern.about_participant)


def is_mentor_of_mentee(user: str, concern: MentoringConcern) -> bool:
	"""Whether a mentee has raised it and this is the account of the mentor of the link."""
	if concern.raised_as != RaisedAs.MENTEE.value or not concern.link:
		return False
	return user == _account(frappe.db.get_value("Mentoring Link", concern.link, "mentor_participant"))


def to_tell(user: str, concern: MentoringConcern) -> ToTell:
	"""What the policy asks about somebody who might be told."""
	return ToTell(
		works_for_scheme=bool(set(frappe.get_roles(user)).intersection(STAFF))
		and bool(frappe.db.get_value("User", user, "enabled")),
		is_about_them=user == concern.about_user or is_about(user, concern),
		is_mentor_of_mentee=is_mentor_of_mentee(user, concern),
	)


def _account(participant: str) -> str | None:
	return frappe.db.get_value("Mentoring Participant", participant, "user")
