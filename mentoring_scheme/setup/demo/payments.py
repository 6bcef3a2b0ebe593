"""What fell due during the year, and how far finance has come with it (R42)."""

from __future__ import annotations

from random import Random

import frappe
from frappe.utils import date_diff, today

from mentoring_scheme.jobs import daily
from mentoring_scheme.setup.demo.acting import acting_as, change, insert, move
from mentoring_scheme.setup.demo.progress import Progress
from mentoring_scheme.setup.demo.users import FINANCE, MANAGER

HELD = "The household has changed its bank; waiting for the new details on the supplier form."
EXCEPTIONAL = "Support went on through the extension; agreed by the head of service for one month."
PAID, SENT, APPROVED = (
	("Approve", "Send to payee", "Record as paid"),
	("Approve", "Send to payee"),
	("Approve",),
)


def pay(seed: int) -> None:
	"""Let the daily job make what is due, then approve, send and pay it by its age; one payment is held."""
	daily.run()
	_agree_exception()
	payments = frappe.get_all(
		"Mentoring Payment", {"status": "Due"}, ["name", "due_on", "kind"], order_by="due_on, name"
	)
	progress = Progress("Payments", len(payments))
	held = len(payments) - 1 - Random(seed).randrange(len(payments) // 2)
	for number, payment in enumerate(payments):
		if number == held:
			_hold(payment.name)
		else:
			_take_along(payment)
		progress.step()


def _take_along(payment: frappe._dict) -> None:
	age = date_diff(today(), payment.due_on)
	actions = PAID if age > 45 else SENT if age > 30 else APPROVED if age > 14 else ()
	if payment.kind == "Exceptional":
		actions = APPROVED
	with acting_as(FINANCE.email if payment.kind == "Instalment" else MANAGER.email):
		move(frappe.get_doc("Mentoring Payment", payment.name), *actions)


def _hold(name: str) -> None:
	with acting_as(FINANCE.email):
		payment = change(frappe.get_doc("Mentoring Payment", name), reason=HELD)
		move(payment, "Hold")


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
