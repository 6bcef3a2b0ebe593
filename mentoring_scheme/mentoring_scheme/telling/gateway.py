"""The way that every e-mail about our documents passes before the platform queues it.

Whoever sends it need not know: a Notification, a job, another app. Only people of the portal are dealt with here. Staff
get what is sent to them when it is sent, and so do people who have no account. What somebody writes to a person by
hand is a letter; it goes out as it was written.
"""

from __future__ import annotations

from datetime import datetime
from email.parser import HeaderParser
from email.policy import default as mail_policy

import frappe
from frappe.email.doctype.email_queue.email_queue import EmailQueue
from frappe.model.document import Document
from frappe.utils import get_datetime, now_datetime

from mentoring_scheme.access.predicates import GUARDS
from mentoring_scheme.mentoring_scheme.telling import log
from mentoring_scheme.mentoring_scheme.telling.accounts import (
	Account,
	accounts_of,
	quiet_hours_of,
	texts_are_sent,
)
from mentoring_scheme.policy.telling import Hears, must_arrive, told_at, way_to

STATE_FIELDS = {
	"Mentor Claim": "status",
	"Mentoring Agreement": "signing_state",
	"Mentoring Booking": "status",
}
QUEUE, RECIPIENT = "Email Queue", "Email Queue Recipient"


def take_charge(mail: EmailQueue, method: str | None = None) -> None:
	"""Before an e-mail is queued: each person of the portal is told as they have chosen, and when it is not quiet.

	Those who are not e-mailed, and accounts that are closed, are taken off the e-mail.
	"""
	if mail.flags.in_charge or not mail.recipients or not _is_ours(mail):
		return
	accounts = accounts_of(row.recipient for row in mail.recipients)
	told = _Told(mail)
	kept, later = [], {}
	for row in mail.recipients:
		account = accounts.get(row.recipient)
		if account is None or (account.is_open and not account.participant):
			kept.append(row.recipient)
		elif account.is_open and (moment := told.by_mail_at(account)):
			later[row.recipient] = moment
	_wait(mail, kept, later)


def hold_back(mail: EmailQueue, method: str | None = None) -> None:
	"""After it is queued: an e-mail to nobody is dropped, and one that waits is not sent by whoever wants it sent at once."""
	if mail.flags.to_nobody:
		frappe.db.delete(QUEUE, {"name": mail.name})
	if mail.flags.to_nobody or mail.flags.waits:
		mail.status = "Sending"  # in memory alone: the queue finds it when its time has come


def fall_silent(user: Document, method: str | None = None) -> None:
	"""When an account is closed or removed, what waits for it is not sent any more."""
	if user.enabled and method != "on_trash":
		return
	frappe.db.set_value(
		log.DOCTYPE,
		{"recipient": user.name, "state": log.WAITING},
		"state",
		log.DROPPED,
		update_modified=False,
	)
	queued = _waiting_for(user)
	frappe.db.delete(
		RECIPIENT, {"parent": ["in", queued], "recipient": ["in", [user.name, user.email or ""]]}
	)
	addressed = frappe.get_all(RECIPIENT, {"parent": ["in", queued]}, pluck="parent")
	frappe.db.delete(QUEUE, {"name": ["in", [each for each in queued if each not in addressed]]})


class _Told:
	"""Tells people what an e-mail says; what is the same for all of them is read once."""

	def __init__(self, mail: EmailQueue) -> None:
		self.about = (mail.reference_doctype, mail.reference_name)
		self.subject = _subject_of(mail)
		self.not_before = get_datetime(mail.send_after) if mail.send_after else now_datetime()
		self.scheme, state = _scheme_and_state(*self.about)
		self.must_arrive = must_arrive(mail.reference_doctype, state)

	def by_mail_at(self, account: Account) -> datetime | None:
		"""Note what the person is told; the moment for their e-mail, None where there is none."""
		moment = told_at(self.not_before, quiet_hours_of(account, self.scheme))
		can_text = bool(account.text_number) and texts_are_sent()
		way = way_to(account.hears, must_arrive=self.must_arrive, can_text=can_text)
		log.write(account, way, moment, self.about, self.scheme, self.subject)
		return moment if way is Hears.MAIL else None


def _wait(mail: EmailQueue, kept: list[str], later: dict[str, datetime]) -> None:
	"""Leave those on the e-mail who get it now; for those who get it when it is no longer quiet there is another."""
	at_once = [*kept, *(address for address, moment in later.items() if moment <= now_datetime())]
	waiting = [address for address in later if address not in at_once]
	if waiting and at_once:
		_queue(mail, waiting, later)
		waiting = []
	if waiting:
		mail.send_after = max(later[address] for address in waiting)
		mail.flags.waits = True
	mail.set_recipients(at_once or waiting)
	mail.flags.to_nobody = not mail.recipients


def _queue(mail: EmailQueue, waiting: list[str], later: dict[str, datetime]) -> None:
	other = frappe.copy_doc(mail)
	other.set_recipients(waiting)
	other.send_after = max(later[address] for address in waiting)
	other.flags.in_charge = True
	# safe: the same e-mail, whose sender the platform lets queue it
	other.insert(ignore_permissions=True)


def _is_ours(mail: EmailQueue) -> bool:
	"""Whether it is a message of the app. What the log itself sends has passed here before."""
	if mail.reference_doctype not in GUARDS or mail.reference_doctype == log.DOCTYPE:
		return False
	if not mail.communication:
		return True
	kind = frappe.db.get_value("Communication", mail.communication, "communication_type")
	return kind != "Communication"


def _scheme_and_state(doctype: str, name: str) -> tuple[str | None, str | None]:
	if doctype == "Mentoring Scheme":
		return name, None
	wanted = ["scheme"] if frappe.get_meta(doctype).has_field("scheme") else []
	wanted += [STATE_FIELDS[doctype]] if doctype in STATE_FIELDS else []
	found = frappe.db.get_value(doctype, name, wanted, as_dict=True) if wanted else None
	found = found or {}
	return found.get("scheme"), found.get(STATE_FIELDS.get(doctype))


def _subject_of(mail: EmailQueue) -> str:
	"""The subject, which is impersonal with every message of the app."""
	subject = HeaderParser(policy=mail_policy).parsestr(mail.message or "")["Subject"]
	return " ".join(str(subject or "").split())


def _waiting_for(user: Document) -> list[str]:
	queued, row = frappe.qb.DocType(QUEUE), frappe.qb.DocType(RECIPIENT)
	query = (
		frappe.qb.from_(queued)
		.join(row)
		.on(row.parent == queued.name)
		.select(queued.name)
		.distinct()
		.where(queued.status == "Not Sent")
		.where(queued.reference_doctype.isin(list(GUARDS)))
		.where(row.recipient.isin([user.name, user.email or user.name]))
	)
	return query.run(pluck=True)
