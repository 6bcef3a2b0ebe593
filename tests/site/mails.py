"""The e-mails that wait in the platform's queue, as they would be sent."""

from __future__ import annotations

from email import message_from_string, policy
from email.message import EmailMessage

import frappe


def queued_for(address: str) -> list[str]:
	"""The names of those that go to an address."""
	return frappe.get_all("Email Queue Recipient", {"recipient": address}, pluck="parent")


def mails_to(address: str) -> list[EmailMessage]:
	return [
		message_from_string(frappe.db.get_value("Email Queue", name, "message"), policy=policy.default)
		for name in queued_for(address)
	]


def only_mail(address: str) -> EmailMessage:
	(mail,) = mails_to(address)
	return mail
