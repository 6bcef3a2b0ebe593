"""What is paid in the ledger is paid here, with its day and reference; what is taken back there is taken back here."""

from __future__ import annotations

import threading
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import frappe
import pytest
from books import ABBR, BANK, COMPANY, invoice_of, make_ledger_scheme, pay
from frappe.model.document import Document
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, getdate, today
from makers import days_ago, make_link, make_payment, make_user, stand
from queries import count_queries
from story import refused
from workers import at_once
from year import journal, row_for

from mentoring_scheme.finance import settling
from mentoring_scheme.finance.posting import post
from mentoring_scheme.jobs import settling as settling_job

CREDITORS = f"Creditors - {ABBR}"
YESTERDAY = days_ago(1)


@pytest.fixture
def scheme() -> Document:
	return make_ledger_scheme()


@pytest.fixture
def posted(scheme: Document) -> Callable[..., Document]:
	"""`posted(150)`: an approved payment that stands in the ledger."""

	def make(amount: float = 150, **values: Any) -> Document:
		link = make_link(scheme=scheme.name, status="Active")
		payment = make_payment(link=link.name, amount=abs(amount), **values)
		if amount < 0:  # as a correction has it, whose way here is another matter
			stand(payment, amount=amount, kind="Correction", corrects=payment.name)
		apply_workflow(payment.reload(), "Approve")
		post("Mentoring Payment", payment.name)
		payment.reload()
		assert payment.ledger_invoice, payment.ledger_error
		return payment

	return make


def stands(payment: Document) -> tuple[Any, ...]:
	payment.reload()
	return payment.status, payment.paid_on, payment.payment_reference


def history(doc: Document) -> str:
	"""What the timeline says: changes and comments."""
	versions = frappe.get_all("Version", {"ref_doctype": doc.doctype, "docname": doc.name}, pluck="data")
	comments = frappe.get_all(
		"Comment", {"reference_doctype": doc.doctype, "reference_name": doc.name}, pluck="content"
	)
	return " ".join([*versions, *comments])


def from_bank(amount: float) -> dict[str, Any]:
	return {"account": BANK, "credit_in_account_currency": amount}


# --- paid


def test_a_payment_entry_makes_ours_paid_on_its_day_with_its_reference(posted):
	payment = posted(37.25)
	entry = pay(invoice_of(payment), on=YESTERDAY, reference="BACS 4711")
	assert stands(payment) == ("Paid", YESTERDAY, f"BACS 4711 ({entry.name})")
	assert "BACS 4711" in history(payment)


def test_whoever_keeps_the_ledger_needs_no_role_of_ours(posted, as_user):
	payment = posted()
	with as_user(make_user("Accounts Manager", "Accounts User")):
		entry = pay(invoice_of(payment))
	assert stands(payment)[0] == "Paid"
	with as_user(make_user("Accounts Manager", "Accounts User")):
		entry.reload().cancel()
	assert stands(payment)[0] == "Approved"


def test_parts_make_ours_paid_only_when_all_of_it_is(posted):
	payment = posted(150)
	first = pay(invoice_of(payment), 50, on=YESTERDAY, reference="BACS 1")
	assert stands(payment) == ("Approved", None, None)
	second = pay(invoice_of(payment), 100, reference="BACS 2")
	assert stands(payment) == ("Paid", getdate(today()), f"BACS 1 ({first.name}), BACS 2 ({second.name})")
	first.reload().cancel()
	assert stands(payment) == ("Approved", None, None)


def test_one_entry_pays_many_and_each_of_ours_follows(posted):
	payments = [posted(10 + number) for number in range(3)]
	invoices = [invoice_of(payment) for payment in payments]
	journal(*(row_for(invoice, invoice.grand_total) for invoice in invoices), from_bank(33))
	assert [stands(payment)[0] for payment in payments] == ["Paid"] * 3


def test_a_cancelled_payment_entry_takes_it_back_and_says_so(posted):
	payment = posted()
	entry = pay(invoice_of(payment))
	entry.cancel()
	assert stands(payment) == ("Approved", None, None)
	assert f"{payment.ledger_invoice} is not, or no longer, paid in full" in history(payment)
	assert payment.ledger_invoice
	pay(invoice_of(payment), reference="BACS again")
	assert stands(payment)[0] == "Paid"


def test_what_was_sent_by_hand_before_goes_back_to_sent(posted):
	payment = posted()
	stand(payment, status="Sent", sent_on=YESTERDAY)
	pay(invoice_of(payment)).cancel()
	assert stands(payment)[0] == "Sent"


def test_a_journal_entry_pays_and_its_cancellation_takes_back(posted):
	payment = posted(80)
	entry = journal(row_for(invoice_of(payment), 80), from_bank(80))
	assert stands(payment) == ("Paid", getdate(today()), f"CHQ 9 ({entry.name})")
	entry.cancel()
	assert stands(payment) == ("Approved", None, None)


def test_money_that_was_paid_on_account_counts_once_it_is_set_against_the_invoice_and_until_it_is_taken_off(
	posted,
):
	payment = posted(60)
	invoice = invoice_of(payment)
	on_account = frappe.get_doc(
		{
			"doctype": "Payment Entry",
			"payment_type": "Pay",
			"company": COMPANY,
			"party_type": "Supplier",
			"party": invoice.supplier,
			"paid_from": BANK,
			"paid_to": CREDITORS,
			"paid_amount": 60,
			"received_amount": 60,
			"reference_no": "BACS 5",
			"reference_date": today(),
		}
	)
	on_account.insert()
	on_account.submit()
	assert stands(payment)[0] == "Approved"
	set_against(invoice)
	assert stands(payment) == ("Paid", getdate(today()), f"BACS 5 ({on_account.name})")
	taken_off = frappe.get_doc(
		{
			"doctype": "Unreconcile Payment",
			"company": COMPANY,
			"voucher_type": "Payment Entry",
			"voucher_no": on_account.name,
		}
	)
	taken_off.add_references()
	taken_off.insert()
	taken_off.submit()
	assert stands(payment) == ("Approved", None, None)


def set_against(invoice: Document) -> None:
	"""ERPNext's Payment Reconciliation: everything open of this supplier, set against each other."""
	tool = frappe.get_doc("Payment Reconciliation")
	tool.update(
		{
			"company": COMPANY,
			"party_type": "Supplier",
			"party": invoice.supplier,
			"receivable_payable_account": CREDITORS,
		}
	)
	tool.get_unreconciled_entries()
	tool.allocate_entries(
		{
			"invoices": [row.as_dict() for row in tool.invoices],
			"payments": [row.as_dict() for row in tool.payments],
		}
	)
	tool.reconcile()


def test_what_a_correction_takes_back_is_paid_when_it_is_set_against_what_is_owed(scheme, posted):
	payment, correction = posted(150), posted(-50)
	stand(correction, household=payment.household)
	note, invoice = invoice_of(correction), invoice_of(payment)
	assert (note.is_return, note.outstanding_amount) == (1, -50)
	journal(row_for(invoice, 150), row_for(note, -50), from_bank(100))
	assert stands(payment)[0] == "Paid"
	assert stands(correction)[0] == "Paid"


def test_a_payment_dated_ahead_counts_from_its_day_on(posted, monkeypatch):
	payment = posted()
	tomorrow = getdate(add_days(today(), 1))
	pay(invoice_of(payment), on=tomorrow)
	assert stands(payment)[0] == "Approved"
	assert payment.name in names_behind()
	night()
	assert stands(payment)[0] == "Approved"
	monkeypatch.setattr(settling, "today", lambda: str(tomorrow))
	monkeypatch.setattr("mentoring_scheme.mentoring_scheme.paying.today", lambda: str(tomorrow))
	night()
	assert stands(payment)[:2] == ("Paid", tomorrow)


def test_a_debit_note_of_somebody_else_is_no_payment(posted):
	from erpnext.controllers.sales_and_purchase_return import make_return_doc

	payment = posted()
	note = make_return_doc("Purchase Invoice", payment.ledger_invoice)
	note.update({"bill_no": "CREDIT 1", "update_outstanding_for_self": 0})
	note.insert()
	assert not note.get("mentoring_document")
	note.submit()
	assert frappe.db.get_value("Purchase Invoice", payment.ledger_invoice, "outstanding_amount") == 0
	assert stands(payment)[0] == "Approved"
	assert f"The ledger has set {note.name} off" in payment.ledger_error
	note.cancel()
	pay(invoice_of(payment))
	assert stands(payment)[0] == "Paid"
	assert not payment.ledger_error


# --- the invoice goes


def test_a_cancelled_invoice_leaves_ours_approved_and_says_so(posted):
	payment = posted()
	name = payment.ledger_invoice
	invoice_of(payment).cancel()
	assert stands(payment) == ("Approved", None, None)
	assert not payment.ledger_invoice
	assert payment.ledger_error.startswith(f"The invoice {name} was cancelled in the ledger.")
	assert "Try again" in payment.ledger_error
	assert payment.name not in names_behind()


def test_an_invoice_that_is_cancelled_although_it_was_paid_takes_the_payment_back_too(posted):
	payment = posted()
	pay(invoice_of(payment))
	invoice_of(payment).cancel()
	assert stands(payment) == ("Approved", None, None)
	assert not payment.ledger_invoice


def test_a_deleted_draft_leaves_ours_approved_and_says_so(scheme, posted):
	scheme.update({"invoices_as": "Draft", "change_note": "Drafts."}).save()
	payment = posted()
	draft = invoice_of(payment)
	assert draft.docstatus == 0
	draft.delete()
	assert stands(payment)[0] == "Approved"
	assert payment.ledger_error.startswith(f"The invoice {draft.name} was deleted in the ledger.")


def test_an_amended_invoice_stands_in_for_the_cancelled_one(posted):
	payment = posted()
	invoice = invoice_of(payment)
	invoice.cancel()
	amended = frappe.copy_doc(invoice, ignore_no_copy=True)
	amended.update({"amended_from": invoice.name, "docstatus": 0, "mentoring_key": None})
	amended.insert()
	assert stands(payment)[0] == "Approved"
	assert (payment.ledger_invoice, payment.ledger_error) == (amended.name, None)
	amended.submit()
	pay(amended)
	assert stands(payment)[0] == "Paid"


def test_posting_anew_after_a_cancellation_pays_once(posted):
	payment = posted()
	invoice_of(payment).cancel()
	payment.reload()
	payment.db_set("ledger_error", None)
	post("Mentoring Payment", payment.name)
	pay(invoice_of(payment))
	assert stands(payment)[0] == "Paid"
	assert frappe.db.count("Purchase Invoice", {"mentoring_document": payment.name, "docstatus": 1}) == 1


def test_what_we_cancel_ourselves_is_not_told_that_its_invoice_is_gone(posted):
	payment = posted()
	payment.update({"reason": "Paid twice by mistake.", "status": "Cancelled"})
	payment.cancel()
	payment.reload()
	assert (payment.docstatus, payment.status) == (2, "Cancelled")
	assert not payment.ledger_error
	assert "To post it again" not in history(payment)


def test_the_ledgers_own_invoices_are_none_of_ours(posted):
	payment = posted()
	other = frappe.copy_doc(invoice_of(payment), ignore_no_copy=False)
	other.update({"bill_no": "something else"})
	other.insert()
	other.submit()
	pay(other)
	other.reload()
	frappe.db.set_single_value("Accounts Settings", "unlink_payment_on_cancellation_of_invoice", 1)
	other.cancel()
	assert stands(payment)[0] == "Approved"
	assert payment.ledger_invoice


# --- by hand, and by night


def test_what_is_in_the_ledger_is_not_paid_by_hand(posted, as_user):
	payment = posted()
	for status, action in (("Approved", "Send to payee"), ("Sent", "Record as paid")):
		stand(payment, status=status)
		with refused() as told, as_user(make_user("Mentoring Finance")):
			apply_workflow(payment.reload(), action)
		assert told.says(f"is in the ledger as the invoice {payment.ledger_invoice}")
		assert stands(payment)[0] == status


def test_what_the_ledger_has_is_not_typed(posted):
	payment = posted()
	invoice = payment.ledger_invoice
	payment.update({"ledger_invoice": None, "ledger_error": "Nonsense.", "reason": "Looked at again."}).save()
	payment.reload()
	assert (payment.ledger_invoice, payment.ledger_error) == (invoice, None)
	assert payment.reason == "Looked at again."
	new = make_payment(link=payment.link, ledger_invoice=invoice)
	assert not new.ledger_invoice


def night() -> None:
	"""The nightly job, without its commits."""
	for each in settling.out_of_step():
		settling.follow(*each)


def names_behind() -> set[str]:
	return {each.name for each in settling.out_of_step()}


def behind_the_back(payment: Document, **values: Any) -> None:
	"""Change the invoice as no event tells."""
	frappe.db.set_value("Purchase Invoice", payment.ledger_invoice, values, update_modified=False)


def test_the_night_catches_what_no_event_told(posted):
	paid_late, reopened, cancelled, deleted, untouched = (posted(20 + number) for number in range(5))
	pay(invoice_of(reopened))
	behind_the_back(paid_late, outstanding_amount=0)
	behind_the_back(reopened, outstanding_amount=21)
	behind_the_back(cancelled, docstatus=2)
	frappe.db.delete("Purchase Invoice", {"name": deleted.ledger_invoice})
	assert {each.name for each in (paid_late, reopened, cancelled, deleted)} <= names_behind()
	assert untouched.name not in names_behind()
	night()
	assert stands(paid_late)[0] == "Paid"
	assert paid_late.payment_reference == paid_late.ledger_invoice
	assert stands(reopened)[0] == "Approved"
	for payment in (cancelled, deleted):
		assert stands(payment)[0] == "Approved"
		assert not payment.ledger_invoice
		assert "in the ledger" in payment.ledger_error
	assert stands(untouched)[0] == "Approved"
	assert names_behind().isdisjoint({paid_late.name, reopened.name, cancelled.name, deleted.name})


def test_looking_for_what_is_out_of_step_takes_a_query_for_each_kind(posted):
	posted()
	settling.out_of_step()
	for _number in range(4):
		behind_the_back(posted(), outstanding_amount=0)
	assert count_queries(settling.out_of_step) == 2


def test_finance_can_bring_ours_up_to_date_at_once_and_nobody_else(posted, as_user):
	payment = posted()
	behind_the_back(payment, outstanding_amount=0)
	for role in ("Mentoring Co-ordinator", "Mentor", "Accounts Manager"):
		with pytest.raises(frappe.PermissionError), as_user(make_user(role)):
			settling.bring_up_to_date()
	with as_user(make_user("Mentoring Finance")):
		assert settling.bring_up_to_date() == 1
		assert settling.bring_up_to_date() == 0
	assert stands(payment)[0] == "Paid"


def missed(payment: Document) -> None:
	"""Ours as though nobody had told that its invoice was paid."""
	stand(payment, status="Approved", paid_on=None, payment_reference=None)


@pytest.mark.commits
def test_the_night_does_not_go_by_what_the_ledger_said_when_it_began(posted, other_connection):
	"""The payment is taken back in the ledger between the night's looking and its acting."""
	payment = posted()
	entry = pay(invoice_of(payment))
	missed(payment)
	frappe.db.commit()
	(item,) = [each for each in settling.out_of_step() if each.name == payment.name]
	with other_connection():
		frappe.get_doc("Payment Entry", entry.name).cancel()
		frappe.db.commit()
	settling.follow(*item)
	frappe.db.commit()
	assert stands(payment) == ("Approved", None, None)
	settling_job.run()
	assert stands(payment) == ("Approved", None, None)


@pytest.mark.commits
def test_two_nights_at_once_record_each_payment_once(site, posted, monkeypatch):
	payments = [posted(20 + number) for number in range(3)]
	for payment in payments:
		pay(invoice_of(payment))
		missed(payment.reload())
	frappe.db.commit()
	both_have_looked = threading.Barrier(2)
	look = settling.out_of_step

	def look_and_wait() -> list[Any]:
		found = look()
		both_have_looked.wait(timeout=60)
		return found

	monkeypatch.setattr(settling, "out_of_step", look_and_wait)
	errors = frappe.db.count("Error Log")
	before = [history(payment).count("BACS 1") for payment in payments]
	at_once(site, settling_job.run, settling_job.run)
	frappe.db.rollback()
	assert [stands(payment)[0] for payment in payments] == ["Paid"] * 3
	assert [history(payment).count("BACS 1") for payment in payments] == [number + 1 for number in before]
	assert frappe.db.count("Error Log") == errors


def test_the_sums_are_read_to_the_penny():
	from mentoring_scheme.mentoring_scheme.plain_values import pennies

	assert pennies(0.1 + 0.2) == Decimal("0.30")
	assert pennies(None) == Decimal("0.00")
