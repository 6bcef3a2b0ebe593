"""Text messages, sent outside of any request: each once, and not while it is quiet.

A message is marked before the gateway is called, and that is kept. So it is never sent a second time, whatever becomes of
the worker; one of which nobody knows whether it went out is e-mailed.
"""

from __future__ import annotations

import frappe
from frappe import _
from frappe.core.doctype.sms_settings.sms_settings import send_sms
from frappe.model.document import Document
from frappe.utils import add_to_date, get_url, now_datetime

from mentoring_scheme.mentoring_scheme.telling import log
from mentoring_scheme.mentoring_scheme.telling.accounts import (
	Account,
	account_of,
	quiet_hours_of,
	texts_are_sent,
)
from mentoring_scheme.policy.telling import told_at

# A gateway answers within seconds; a worker that has not gone on by then is gone.
SILENT_MINUTES = 30


def on_message(message: Document, method: str | None = None) -> None:
	"""A text message that need not wait is sent as soon as what it tells of is kept."""
	if message.state == log.WAITING and message.send_after <= now_datetime():
		frappe.enqueue(send, name=message.name, queue="short", enqueue_after_commit=True)


def send_waiting() -> None:
	"""Every few minutes: what has waited for the end of quiet hours, or was left behind by a worker that is gone."""
	now = now_datetime()
	due = frappe.get_all(log.DOCTYPE, {"state": log.WAITING, "send_after": ["<=", now]}, pluck="name")
	for name in due:
		send(name)
	long_ago = add_to_date(now, minutes=-SILENT_MINUTES)
	left = frappe.get_all(log.DOCTYPE, {"state": log.BEING_SENT, "modified": ["<", long_ago]}, pluck="name")
	for name in left:
		if message := _locked(name):
			_mail_instead(message, "it is not known whether it was sent")


def send(name: str) -> None:
	"""Send one text message, unless it was sent or dropped meanwhile; by e-mail where it cannot be sent as a text."""
	message = _locked(name)
	account = account_of(message.recipient) if message else None
	if message is None or message.state != log.WAITING or not _may_be_sent(message, account):
		frappe.db.commit()
		return
	_mark(message, log.BEING_SENT)
	try:
		if not texts_are_sent():
			raise RuntimeError("SMS Settings name no gateway")
		_hand_over(account.text_number, text_of(message))
	except Exception as error:
		frappe.db.rollback()
		_mail_instead(message, type(error).__name__)
	else:
		_mark(message, log.SENT)


def _hand_over(number: str, text: str) -> None:
	try:
		send_sms([number], text, success_msg=False)
	except ImportError:
		# Frappe 15 has its log of text messages only where ERPNext is, and misses it once the gateway has answered
		if frappe.db.exists("DocType", "SMS Log"):
			raise


def text_of(message: Document) -> str:
	"""What a text message says: the scheme and the way to the document, and nothing of anybody."""
	return _("{0}: there is something new for you. {1}").format(
		message.scheme or _("Mentoring"), get_url(message.address)
	)


def _may_be_sent(message: Document, account: Account | None) -> bool:
	"""Whether the moment is right. What is for a closed account is dropped, what comes in quiet hours waits."""
	if account is None or not account.is_open:
		message.db_set("state", log.DROPPED)
		return False
	now = now_datetime()
	moment = told_at(now, quiet_hours_of(account, message.scheme))
	if moment > now:
		message.db_set("send_after", moment)
	return moment <= now


def _mail_instead(message: Document, why: str) -> None:
	"""What could not be sent as a text is e-mailed, and the administrator told: not the number, and not the text."""
	frappe.log_error(
		title="A text message could not be sent; see SMS Settings",
		message=f"{message.name} ({message.reference_doctype}): {why}. It was e-mailed instead.",
		reference_doctype=message.doctype,
		reference_name=message.name,
	)
	_mark(message, log.MAILED)
	frappe.sendmail(
		recipients=[message.recipient],
		subject=message.subject,
		template="instead_of_text",
		args={"scheme": message.scheme, "address": get_url(message.address)},
		reference_doctype=message.doctype,
		reference_name=message.name,
	)
	frappe.db.commit()


def _locked(name: str) -> Document | None:
	return frappe.get_doc(log.DOCTYPE, name, for_update=True) if frappe.db.exists(log.DOCTYPE, name) else None


def _mark(message: Document, state: str) -> None:
	message.db_set("state", state)
	frappe.db.commit()
