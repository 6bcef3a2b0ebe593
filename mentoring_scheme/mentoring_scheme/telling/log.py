"""What each person of the portal was told, as the portal shows it and text messages are sent from it."""

from __future__ import annotations

from datetime import datetime

import frappe
from frappe.model.document import Document

from mentoring_scheme.mentoring_scheme.telling.accounts import Account
from mentoring_scheme.mentoring_scheme.telling.addresses import portal_path
from mentoring_scheme.policy.telling import Hears

DOCTYPE = "Mentoring Message"
WAITING, BEING_SENT, SENT, MAILED, DROPPED = "Waiting", "Being sent", "Sent", "E-mailed instead", "Dropped"
LONGEST_SUBJECT = 255


def write(
	account: Account,
	way: Hears,
	send_after: datetime,
	about: tuple[str, str],
	scheme: str | None,
	subject: str,
) -> Document:
	"""Note that somebody is told something about a document. A text message waits from then on to be sent."""
	message = frappe.get_doc(
		{
			"doctype": DOCTYPE,
			"recipient": account.user,
			"subject": subject[:LONGEST_SUBJECT],
			"address": portal_path(*about),
			"sent_by": way.value,
			"send_after": send_after,
			"state": WAITING if way is Hears.TEXT else "",
			"reference_doctype": about[0],
			"reference_name": about[1],
			"scheme": scheme,
		}
	)
	message.flags.ignore_links = True  # what it is about may be gone, and is told of all the same
	# safe: nobody may write the log by hand; this says what the app does anyway
	return message.insert(ignore_permissions=True)
