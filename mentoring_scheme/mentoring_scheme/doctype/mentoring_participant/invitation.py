# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""Inviting a participant to the portal: an account with the portal roles that they have a reason for, and no other."""

import frappe
from frappe import _
from frappe.model.document import Document

from mentoring_scheme.access.roles import CO_ORDINATOR, MANAGER
from mentoring_scheme.mentoring_scheme.portal_accounts import ENDED_ON, give_roles, roles_of


@frappe.whitelist(methods=["POST"])
def invite(participant: str) -> str:
	"""Make the account of a participant, or link the one that there is, and send the invitation; says what was done.

	For co-ordinators and managers who may change the participant. Raises frappe.ValidationError, in plain words, where
	there is nothing to open, no address, or an account that is somebody else's or a member of staff's.
	"""
	frappe.only_for((MANAGER, CO_ORDINATOR))
	person = frappe.get_doc("Mentoring Participant", participant, for_update=True)
	person.check_permission("write")
	roles = roles_of([person.name])
	if not roles:
		frappe.throw(
			_(
				"{0} is neither mentor nor mentee at the moment, so there is nothing to open. Make a mentor or a mentee first."
			).format(person.participant_name)
		)
	account = _account(person)
	give_roles(account, roles)
	person.update({"user": account.name, **dict.fromkeys(ENDED_ON.values())})
	person.save()
	return _send(account)


def _account(person: Document) -> Document:
	name = person.user or _known(person)
	if not name:
		return _new(person)
	account = frappe.get_doc("User", name, for_update=True)
	if not account.enabled and not any(person.get(field) for field in ENDED_ON.values()):
		frappe.throw(
			_("The account {0} was switched off by an administrator. Ask them to switch it on again.").format(
				name
			)
		)
	return account


def _known(person: Document) -> str | None:
	"""The account that has the participant's e-mail address, where it may be theirs."""
	if not person.email:
		frappe.throw(
			_(
				"{0} has no e-mail address, and an account needs one. Write it on the participant first. Without one, everything goes on paper and by phone, as before."
			).format(person.participant_name)
		)
	account = frappe.db.get_value("User", {"email": person.email}, ["name", "user_type"], as_dict=True)
	if not account:
		return None
	if frappe.db.exists("Mentoring Participant", {"user": account.name, "name": ["!=", person.name]}):
		frappe.throw(
			_(
				"The account {0} is that of another participant. Each person needs an e-mail address of their own, so that one does not read what is the other's."
			).format(account.name)
		)
	if account.user_type != "Website User":
		frappe.throw(
			_(
				"{0} is the account of a member of staff. If it is the same person, an administrator enters it under “Portal account”; otherwise correct the e-mail address."
			).format(account.name)
		)
	return account.name


def _new(person: Document) -> Document:
	first_name, _space, last_name = person.participant_name.strip().partition(" ")
	return frappe.get_doc(
		{
			"doctype": "User",
			"email": person.email,
			"first_name": first_name,
			"last_name": last_name.strip(),
			"user_type": "Website User",
			"send_welcome_email": 0,  # `_send` does, for accounts that were there before as well
		}
	)


def _send(account: Document) -> str:
	"""The platform's own mail to new users, with the link to set a password; nothing to who has signed in before."""
	if account.last_login:
		return _("{0} has an account and has used it. Nothing was sent; they can sign in.").format(
			account.name
		)
	try:
		account.send_welcome_mail_to_user()
	except frappe.OutgoingEmailError:
		frappe.throw(
			_(
				"The invitation could not be sent: this site has no outgoing e-mail account yet. Ask an administrator."
			)
		)
	return _("The invitation was sent to {0}.").format(account.name)
