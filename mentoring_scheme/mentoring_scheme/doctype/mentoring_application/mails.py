"""What is sent about an application: a receipt, word to the co-ordinators, and a kind no."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.desk.doctype.notification_log.notification_log import enqueue_create_notification
from frappe.utils import add_to_date, get_url_to_form, now_datetime

from mentoring_scheme.access.reach import co_ordinators_of

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentoring_application.mentoring_application import (
		MentoringApplication,
	)

HOURS_BETWEEN_RECEIPTS = 24


def send_receipt(application: MentoringApplication) -> None:
	"""Tell the applicant that it has come; once a day for each address, so that nobody can be flooded with them."""
	since = add_to_date(now_datetime(), hours=-HOURS_BETWEEN_RECEIPTS)
	earlier = {"email": application.email, "submitted_on": [">", since], "name": ["!=", application.name]}
	if not frappe.db.exists("Mentoring Application", earlier):
		_send(application, [application.email], _("{0}: thank you, it has arrived"), "application_received")


def tell_co_ordinators(application: MentoringApplication) -> None:
	"""Tell the scheme's co-ordinators that somebody has applied; who, they read in the desk."""
	users = co_ordinators_of(application.scheme)
	if not users:
		return
	link = get_url_to_form(application.doctype, application.name)
	_send(application, users, _("{0}: a new application"), "application_to_look_at", link=link)
	enqueue_create_notification(
		users,
		{
			"type": "Alert",
			"document_type": application.doctype,
			"document_name": application.name,
			"subject": _("{0}: a new application").format(application.scheme),
		},
	)


def send_kind_no(application: MentoringApplication) -> None:
	"""Tell the applicant that the scheme cannot take it up; the reason stays with the scheme."""
	_send(application, [application.email], _("{0}: about your application"), "application_declined")


def _send(application: MentoringApplication, to: list[str], subject: str, template: str, **more: Any) -> None:
	"""One mail to each. A site that cannot send mail yet takes the application all the same."""
	before = len(frappe.local.message_log)
	try:
		for address in to:
			frappe.sendmail(
				recipients=[address],
				subject=subject.format(application.scheme),
				template=template,
				args={
					"scheme": application.scheme,
					"role": application.role,
					"name": application.name,
					**more,
				},
				reference_doctype=application.doctype,
				reference_name=application.name,
			)
	except Exception:
		# without an account, or with a half-made one, the platform fails in more than one way; the letter is kept
		del frappe.local.message_log[before:]
		frappe.log_error(
			title="A mail about an application could not be sent; see the outgoing e-mail account"
		)
