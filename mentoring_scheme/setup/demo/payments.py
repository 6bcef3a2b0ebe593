"""What fell due during the year, and how far finance has come with it (R42)."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import frappe
from frappe.model.document import Document
from frappe.utils import add_days, date_diff, getdate, today

from mentoring_scheme.jobs import daily
from mentoring_scheme.setup.demo.acting import acting_as, ago, change, insert, move
from mentoring_scheme.setup.demo.progress import Progress
from mentoring_scheme.setup.demo.users import FINANCE, MANAGER

HELD = "The household has changed its bank; waiting for the new details on the supplier form."
EXCEPTIONAL = "Support went on through the extension; agreed by the head of service for one month."
LAYOUT = "Payment File for Banks"
# Batches by the days since: due until, sent, paid (or not yet).
BATCHES = ((90, 88, 85), (45, 43, 40), (30, 4, None))
APPROVED_AFTER = 14
APPROVED_WITHIN = 2


def pay(seed: int) -> None:
	"""Let the daily job make what is due; approve it by its age, hold one, and pay the older ones in batches."""
	daily.run()
	_agree_exception()
	payments = frappe.get_all(
		"Mentoring Payment", {"status": "Due"}, ["name", "due_on", "kind"], order_by="due_on, name"
	)
	held = len(payments) - 1 - Random(seed).randrange(len(payments) // 2)
	progress = Progress("Payments", len(payments))
	for number, payment in enumerate(payments):
		if number == held:
			_hold(payment.name)
		elif payment.kind == "Exceptional":
			_approve(payment, MANAGER.email)
		elif date_diff(today(), payment.due_on) > APPROVED_AFTER:
			_approve(payment, FINANCE.email)
		progress.step()
	_enter_accounts()
	for batch in BATCHES:
		_pay_batch(*batch)


def _approve(payment: frappe._dict, by: str) -> None:
	"""Soon after it fell due and before the batch that pays it, not on the day on which the demo is made."""
	with acting_as(by):
		approved = move(frappe.get_doc("Mentoring Payment", payment.name), "Approve")
	approved.db_set("approved_on", min(add_days(payment.due_on, APPROVED_WITHIN), getdate(today())))


def _hold(name: str) -> None:
	with acting_as(FINANCE.email):
		payment = change(frappe.get_doc("Mentoring Payment", name), reason=HELD)
		move(payment, "Hold")


def _enter_accounts() -> None:
	"""Finance enters number and account of all payees, the manager has asked the households and confirms the accounts."""
	numbers = Random(0)
	for household in _payees():
		with acting_as(FINANCE.email):
			change(
				frappe.get_doc("Mentoring Household", household.name),
				payment_reference=f"V{numbers.randrange(10**4, 10**5)}",
			)
			account = insert(
				"Mentoring Payee Account",
				household=household.name,
				account_holder=household.payee_name,
				sort_code="000099",  # no bank of the country has it
				account_number=f"{numbers.randrange(10**7, 10**8)}",
			)
		with acting_as(MANAGER.email):
			account.confirm()


def _payees() -> Sequence[frappe._dict]:
	paid = {
		name
		for doctype in ("Mentoring Payment", "Mentor Claim")
		for name in frappe.get_all(doctype, {"status": "Approved"}, pluck="household")
	}
	return frappe.get_all(
		"Mentoring Household", {"name": ["in", list(paid)]}, ["name", "payee_name"], order_by="name"
	)


def _pay_batch(until: int, sent: int, paid: int | None) -> None:
	with acting_as(FINANCE.email):
		batch = insert("Mentoring Payment Batch", pay_on=ago(sent), layout=LAYOUT)
		batch.take_up(str(ago(until)))
		if batch.lines:
			_send(batch, sent)
			if paid is not None:
				batch.mark_paid(str(ago(paid)), f"BACS {ago(paid):%d%m%y}")
			return
	with acting_as(MANAGER.email):
		batch.delete()


def _send(batch: Document, sent: int) -> None:
	batch.make_file()
	batch.mark_sent(str(ago(sent)))


def _agree_exception() -> None:
	"""A payment outside the policy, for the link that was extended (R42)."""
	extended = frappe.get_all(
		"Mentoring Extension", {"parenttype": "Mentoring Link"}, pluck="parent", order_by="creation"
	)
	with acting_as(MANAGER.email):
		insert(
			"Mentoring Payment",
			link=extended[0],
			kind="Exceptional",
			amount=50,
			due_on=today(),
			reason=EXCEPTIONAL,
		)
