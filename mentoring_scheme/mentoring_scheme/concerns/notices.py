"""The one mail that says that there is a concern. It holds nothing of the concern, and nobody's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import get_url_to_form

from mentoring_scheme.mentoring_scheme.concerns.people import co_ordinators_for, is_party, managers

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


def send(concern: MentoringConcern, users: list[str]) -> None:
	"""One mail to each. A site that cannot send mail yet keeps the concern all the same."""
	before = len(frappe.local.message_log)
	link = get_url_to_form(concern.doctype, concern.name)
	try:
		for user in users:
			frappe.sendmail(
				recipients=[user],
				subject=_("A concern was raised in {0}").format(concern.scheme),
				template="concern_raised",
				args={"scheme": concern.scheme, "link": link, "urgent": concern.danger_now},
				reference_doctype=concern.doctype,
				reference_name=concern.name,
			)
	except Exception:
		del frappe.local.message_log[before:]
		# without the trace, which would say whom it was for
		frappe.log_error(
			title="A mail could not be sent", message="Please look at the outgoing e-mail account."
		)
