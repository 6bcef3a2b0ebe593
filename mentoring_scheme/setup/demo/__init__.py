"""A believable year of two schemes, made through the same documents and by the same roles as a real one.

`bench --site SITE execute mentoring_scheme.setup.demo.make` makes it, `….demo.accounts` prints who may sign in. Every
name is invented. It needs Faker (`pip install mentoring_scheme[demo]`) and a site that holds no schemes of its own.
"""

from __future__ import annotations

import sys
from functools import partial

import frappe

from mentoring_scheme.setup.demo import (
	bringing_in,
	claims,
	concerns,
	endings,
	guards,
	letters,
	mail,
	outcomes,
	payments,
	reminding,
	rights,
	schemes,
	setting_up,
	site_settings,
	steps,
	users,
)
from mentoring_scheme.setup.demo.acting import acting_as
from mentoring_scheme.setup.demo.plans import SCHEMES

NAMES = tuple(plan.name for plan in SCHEMES)


def make(seed: int = 7) -> None:
	"""Make the demo, or what a run that was cut off has left to make; on a site that has it, say so and do nothing.

	The same `seed` makes the same people on the same day. No e-mail is sent. Ends with a message, and without a trace,
	on a site with schemes or people of its own, and where Faker is not installed.
	"""
	_stop_unless_possible()
	site_settings.answer_first_questions()
	frappe.flags.mute_messages = True  # what the desk would tell a user one by one
	mail.write_without_noise()
	with acting_as("Administrator"):
		made = [steps.once("site", site_settings.write_dates_the_british_way)]
		made.append(steps.once("accounts", users.make_accounts))
		made += [steps.once(plan.name, partial(schemes.make_scheme, plan, int(seed))) for plan in SCHEMES]
		made.append(steps.once("claims", partial(claims.claim, int(seed))))
		made.append(steps.once("concerns", concerns.raise_and_handle))
		made.append(steps.once("payments", partial(payments.pay, int(seed))))
		made.append(steps.once("bundles", endings.seal_a_few))
		made.append(steps.once("rights", rights.show))
		made.append(steps.once("setting up", setting_up.plan_one_scheme))
		made.append(steps.once("bringing in", bringing_in.check_a_workbook))
		made.append(steps.once("letters", letters.write))
		made.append(steps.once("outcomes", partial(outcomes.hear, int(seed))))
		made.append(steps.once("reminders", reminding.look_after))
	print("The demo is made." if any(made) else "The demo is on this site already; nothing was done.")


def accounts() -> None:
	"""Print who may sign in to the demo, and with which password. Where the passwords are lost, new ones are set."""
	if "accounts" not in steps.done():
		print("There is no demo on this site. Make it with: mentoring_scheme.setup.demo.make")
		return
	if users.passwords() is None:
		users.renew_passwords()
		frappe.db.commit()  # a command of its own
	_print_table()


def _stop_unless_possible() -> None:
	"""`bench execute` would bury the sentence under two tracebacks."""
	try:
		guards.refuse_real_data(NAMES)
		guards.need_faker()
	except frappe.ValidationError as error:
		sys.exit(str(error))


def _print_table() -> None:
	passwords = users.passwords() or {}
	rows = [
		(each.name, each.role, each.where, each.email, passwords.get(each.email, ""))
		for each in users.ACCOUNTS
	]
	widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
	for row in rows:
		print("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip())
