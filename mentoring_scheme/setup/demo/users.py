"""The people who can sign in to the demo, each with a password of this site alone."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

import frappe

# Without what is easily taken for something else.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class Account:
	"""Somebody who signs in. `where`: what they are for, in a word or two."""

	email: str
	name: str
	role: str
	where: str


COORDINATOR = Account("coordinator@demo.example", "Helen Marsh", "Mentoring Co-ordinator", "Riverside")
ADOPTION_COORDINATOR = Account(
	"coordinator.adoption@demo.example", "Daniel Okafor", "Mentoring Co-ordinator", "Weald"
)
MANAGER = Account("manager@demo.example", "Judith Reeve", "Mentoring Manager", "both schemes")
FINANCE = Account("finance@demo.example", "Susan Pike", "Mentoring Finance", "both schemes")
SOCIAL_WORKERS = (
	Account("social.worker@demo.example", "Priya Nair", "Supervising Social Worker", "Riverside"),
	Account("social.worker.2@demo.example", "Tom Ashdown", "Supervising Social Worker", "Riverside"),
	Account("social.worker.3@demo.example", "Carol Bennett", "Supervising Social Worker", "Riverside"),
	Account("social.worker.4@demo.example", "Martin Frost", "Supervising Social Worker", "Weald"),
)
MENTOR = Account("mentor@demo.example", "Margaret Hollis", "Mentor", "Riverside")
MENTEE = Account("mentee@demo.example", "Simon Abbey", "Mentee", "Riverside")
ADOPTION_MENTOR = Account("mentor.adoption@demo.example", "Rachel Lindsay", "Mentor", "Weald")
ADOPTION_MENTEE = Account("mentee.adoption@demo.example", "Owen Prichard", "Mentee", "Weald")

ACCOUNTS = (
	COORDINATOR,
	ADOPTION_COORDINATOR,
	*SOCIAL_WORKERS,
	MANAGER,
	FINANCE,
	MENTOR,
	MENTEE,
	ADOPTION_MENTOR,
	ADOPTION_MENTEE,
)


def make_accounts() -> None:
	"""Make the accounts, with new passwords."""
	passwords = {account.email: _password() for account in ACCOUNTS}
	for account in ACCOUNTS:
		_make_account(account, passwords[account.email])
	_keep(passwords)


def renew_passwords() -> None:
	"""Give every account a new password; for a site whose file of passwords is gone."""
	passwords = {account.email: _password() for account in ACCOUNTS}
	for account in ACCOUNTS:
		user = frappe.get_doc("User", account.email)
		user.new_password = passwords[account.email]
		user.save()
	_keep(passwords)


def passwords() -> dict[str, str] | None:
	"""The passwords by e-mail address; None where the site has no file of them."""
	file = _file()
	return json.loads(file.read_text()) if file.exists() else None


def _make_account(account: Account, password: str) -> None:
	first_name, _, last_name = account.name.partition(" ")
	frappe.get_doc(
		{
			"doctype": "User",
			"email": account.email,
			"first_name": first_name,
			"last_name": last_name,
			"send_welcome_email": 0,
			"new_password": password,
			"roles": [{"role": account.role}],
		}
	).insert()


def _password() -> str:
	"""Three groups of four: easily typed, and some 59 bits."""
	return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))


def _keep(passwords: dict[str, str]) -> None:
	"""In the site's own folder, outside what the site serves, readable by its owner alone."""
	file = _file()
	file.parent.mkdir(parents=True, exist_ok=True)
	file.unlink(missing_ok=True)
	with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
		json.dump(passwords, out, indent=1)


def _file() -> Path:
	return Path(frappe.get_site_path("private", "demo-accounts.json"))
