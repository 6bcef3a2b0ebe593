"""The mails that say that there is a concern, or an answer. They hold nothing of the concern, and nobody's name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.utils import get_url_to_form

from mentoring_scheme.mentoring_scheme.concerns.people import co_ordinators_for, is_party, managers
from mentoring_scheme.mentoring_scheme.telling.addresses import letter_address
from mentoring_scheme.policy.concerns import RaisedAs

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentoring_concern.mentoring_concern import MentoringConcern


def tell_of(concern: MentoringConcern) -> None:
	"""Tell the co-ordinators who may know; where there is none with a working account, the managers.

	Where somebody may be in danger, the managers are told as well. Whoever raised it is not told of it.
	"""
	users = co_ordinators_for(concern)
	if not users or concern.danger_now:
		users += [user for user in managers() if not is_party(user, concern)]
	send(concern, [user for user in dict.fromkeys(users) if user != concern.raised_by])


def tell_one(concern: MentoringConcern, user: str) -> None:
	"""Tell somebody who was told of it, or into whose hands it has come."""
	send(concern, [user])


def tell_of_answer(concern: MentoringConcern) -> None:
	"""Tell the mentor or mentee who raised it in the portal that an answer waits there for them, and nobody else (R38).

	How and when it reaches them is as they have chosen.
	"""
	if concern.raised_as == RaisedAs.STAFF.value or not _is_of_portal(concern.raised_by):
		return
	link = letter_address(concern, concern.raised_by)
	_send(concern, concern.raised_by, _("There is an answer for you"), "concern_answered", {"link": link})


def send(concern: MentoringConcern, users: list[str]) -> None:
	"""One mail to each that there is a concern."""
	link = get_url_to_form(concern.doctype, concern.name)
	values = {"scheme": concern.scheme, "link": link, "urgent": concern.danger_now}
	for user in users:
		subject = _("A concern was raised in {0}").format(concern.scheme)
		_send(concern, user, subject, "concern_raised", values)


def _is_of_portal(user: str | None) -> bool:
	return bool(frappe.db.exists("User", {"name": user, "enabled": 1, "user_type": "Website User"}))


def _send(concern: MentoringConcern, user: str, subject: str, template: str, values: dict[str, Any]) -> None:
	"""A site that cannot send mail yet keeps the concern all the same."""
	before = len(frappe.local.message_log)
	try:
		frappe.sendmail(
			recipients=[user],
			subject=subject,
			template=template,
			args=values,
			reference_doctype=concern.doctype,
			reference_name=concern.name,
		)
	except Exception:
		del frappe.local.message_log[before:]
		# without the trace, which would say whom it was for
		frappe.log_error(
			title="A mail could not be sent", message="Please look at the outgoing e-mail account."
		)
