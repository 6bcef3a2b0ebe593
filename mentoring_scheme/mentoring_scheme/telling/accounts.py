"""Who an e-mail goes to, as the gateway needs to know it: all recipients in one query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import frappe
from frappe.utils import parse_addr

from mentoring_scheme.mentoring_scheme.policy_source import policy_of_scheme
from mentoring_scheme.policy.telling import Hears, QuietHours


@dataclass(frozen=True)
class Account:
	"""An account of the site. `participant` is None for somebody who is not of the portal: they work in the desk."""

	user: str
	is_open: bool
	participant: str | None
	hears: Hears
	text_number: str


def accounts_of(addresses: Iterable[str]) -> dict[str, Account]:
	"""The accounts that these e-mail addresses belong to, by address; an address without an account has none."""
	plain = {address: (parse_addr(address)[1] or address).lower() for address in addresses}
	user, person = frappe.qb.DocType("User"), frappe.qb.DocType("Mentoring Participant")
	query = (
		frappe.qb.from_(user)
		.left_join(person)
		.on(person.user == user.name)
		.select(user.name, user.email, user.enabled, user.user_type)
		.select(person.name.as_("participant"), person.hears_by, person.text_number)
		.where(user.email.isin(list(plain.values())) | user.name.isin(list(plain.values())))
	)
	found = {}
	for row in query.run(as_dict=True):
		of_portal = row.participant and row.user_type == "Website User"
		account = Account(
			user=row.name,
			is_open=bool(row.enabled),
			participant=row.participant if of_portal else None,
			hears=Hears(row.hears_by or Hears.MAIL),
			text_number=row.text_number or "",
		)
		found.update({key.lower(): account for key in (row.name, row.email) if key})
	return {address: found[key] for address, key in plain.items() if key in found}


def account_of(user: str) -> Account | None:
	"""The account of that name; None where there is none any more."""
	return accounts_of([user]).get(user)


def quiet_hours_of(account: Account, scheme: str | None) -> list[QuietHours]:
	"""The quiet hours of a scheme; of all schemes that the person has a part in, for what is about none."""
	schemes = [scheme] if scheme else _schemes_of(account.participant)
	policies = [policy_of_scheme(each) for each in schemes if _has_policy(each)]
	return [QuietHours(policy.quiet_from_hour, policy.quiet_until_hour) for policy in policies]


def texts_are_sent() -> bool:
	"""Whether the site can send text messages."""
	return bool(frappe.db.get_single_value("SMS Settings", "sms_gateway_url"))


def _has_policy(scheme: str) -> bool:
	return bool(frappe.get_cached_value("Mentoring Scheme", scheme, "policy_version"))


def _schemes_of(participant: str | None) -> list[str]:
	rows = [frappe.qb.DocType(each) for each in ("Mentor", "Mentee")]
	mentor, mentee = (
		frappe.qb.from_(row).select(row.scheme).where(row.participant == participant) for row in rows
	)
	return (mentor + mentee).run(pluck=True)
