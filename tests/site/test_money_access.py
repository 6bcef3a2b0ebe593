"""Money against those who would bend it: forged figures and states, another's receipts, files and rows, one's own pay."""

from __future__ import annotations

import json
from typing import Any

import frappe
import frappe.client
import pytest
from frappe.desk.query_report import run
from frappe.model.document import Document
from frappe.model.workflow import apply_workflow
from frappe.utils import today
from makers import (
	last_month,
	make_approved_payment,
	make_claim,
	make_household,
	make_link,
	make_mentor,
	make_participant,
	make_payee_account,
	make_payment,
	make_payment_batch,
	make_user,
	stand,
)
from story import acting, refused
from test_mentor_claim import Claimants, claimants
from test_mentor_claim_receipts import attach, claim_of, picture

from mentoring_scheme.mentoring_scheme.claims import api


@pytest.fixture
def them() -> Claimants:
	return claimants()


def sent_by_a_browser(doc: Document, **values: Any) -> None:
	"""The whole document as a program would send it to be saved, with anything in it."""
	frappe.client.save(json.dumps(as_sent(doc) | values))


def as_sent(doc: Document) -> dict[str, Any]:
	return json.loads(frappe.as_json(frappe.get_doc(doc.doctype, doc.name).as_dict()))


def where(doc: Document, *fieldnames: str) -> Any:
	return frappe.db.get_value(doc.doctype, doc.name, fieldnames)


def payment(them: Claimants, status: str = "Due", **values: Any) -> Document:
	made = make_payment(link=them.cast.link.name, reason="Agreed by telephone", **values)
	submitted = status in ("Approved", "Sent", "Paid")
	return stand(made, status=status, docstatus=int(submitted)) if status != "Due" else made


def stranger_of(them: Claimants) -> str:
	"""The other mentor of the scheme, who has a claim of their own."""
	own = frappe.db.get_value("Mentoring Participant", {"user": them.cast.stranger})
	return frappe.db.get_value("Mentor", {"participant": own})


class TestAStepOfAPayment:
	def test_is_not_taken_by_writing_the_state_into_a_draft(self, them: Claimants) -> None:
		"""The approval would go past whoever has to agree it, and a batch would still pay it."""
		due = payment(them)
		with acting(them.finance), refused() as told:
			sent_by_a_browser(due, status="Approved")
		assert told.says("cannot become “Approved” by saving it")
		assert where(due, "status", "docstatus") == ("Due", 0)

	def test_nor_by_giving_an_approved_one_the_state_of_a_cancelled_one(self, them: Claimants) -> None:
		approved = payment(them, "Approved")
		with acting(them.finance), refused():
			sent_by_a_browser(approved, status="Cancelled")
		assert where(approved, "status", "docstatus") == ("Approved", 1)

	@pytest.mark.parametrize("status", ["Held", "Withdrawn"])
	def test_held_and_withdrawn_payments_are_not_submitted(self, them: Claimants, status: str) -> None:
		stopped = payment(them, status)
		with acting(them.cast.manager), refused() as told:
			frappe.get_doc(stopped.doctype, stopped.name).submit()
		assert told.says(f"is “{status}”", "only from “Due”")

	def test_submitting_a_due_one_approves_it_by_all_its_rules(self, them: Claimants) -> None:
		due = payment(them)
		with acting(them.cast.manager):
			frappe.get_doc(due.doctype, due.name).submit()
		assert where(due, "status", "approved_by") == ("Approved", them.cast.manager)

	@pytest.mark.parametrize("status", ["Sent", "Paid"])
	def test_what_is_sent_or_paid_is_not_cancelled_to_be_paid_again(
		self, them: Claimants, status: str
	) -> None:
		gone = payment(them, status)
		with acting(them.finance), refused() as told:
			frappe.client.cancel(gone.doctype, gone.name)
		assert told.says(f"is “{status}”", "only from “Approved”")
		assert where(gone, "status", "docstatus") == (status, 1)

	def test_cancelling_an_approved_one_says_so_in_its_state_whatever_cancels_it(
		self, them: Claimants
	) -> None:
		"""One that went on to say “Approved” would be taken into a batch."""
		approved = payment(them, "Approved")
		with acting(them.finance):
			frappe.client.cancel(approved.doctype, approved.name)
		assert where(approved, "status", "docstatus") == ("Cancelled", 2)


class TestWhatAPaymentSays:
	def test_of_who_approved_and_when_it_was_paid_is_not_typed_before(self, them: Claimants) -> None:
		due = payment(them)
		forged = {"approved_by": "Administrator", "paid_on": "2020-01-01", "payment_reference": "X"}
		with acting(them.finance):
			sent_by_a_browser(due, **forged, approved_on="2020-01-01", sent_on="2020-01-01")
		assert where(due, *forged, "approved_on", "sent_on") == (None,) * 5

	def test_of_the_day_and_reference_stays_once_it_is_paid(self, them: Claimants) -> None:
		"""The day decides the tax year of the household's statement."""
		paid = stand(payment(them, "Paid"), paid_on=today(), sent_on=today(), payment_reference="BACS 1")
		before = where(paid, "paid_on", "sent_on", "payment_reference")
		with acting(them.finance):
			sent_by_a_browser(paid, paid_on="2020-01-01", sent_on="2020-01-01", payment_reference="X")
		assert where(paid, "paid_on", "sent_on", "payment_reference") == before

	def test_day_and_reference_are_still_written_with_the_step(self, them: Claimants) -> None:
		sent = payment(them, "Sent")
		with acting(them.finance):
			sent_by_a_browser(sent, payment_reference="BACS 2")
			apply_workflow(frappe.get_doc(sent.doctype, sent.name), "Record as paid")
		assert where(sent, "status", "payment_reference") == ("Paid", "BACS 2")

	@pytest.mark.parametrize("amount", ["abc", {"a": 1}, "nan", 1e308, -5, 0.001])
	def test_an_amount_that_is_none_gets_clear_words(self, them: Claimants, amount: Any) -> None:
		with refused() as told:
			payment(them, amount=amount)
		assert "(R42)" in told.message


class TestNobodyPaysThemselves:
	def test_a_mentor_does_not_approve_their_own_support_whoever_is_paid_for_it(
		self, them: Claimants
	) -> None:
		both = make_user("Mentoring Manager", "Mentor")
		person = make_participant(user=both).name
		paid_elsewhere = make_mentor(
			scheme=them.cast.scheme, participant=person, payee_household=make_household().name
		)
		link = make_link(scheme=them.cast.scheme, mentor=paid_elsewhere.name, status="Active").name
		due = make_payment(link=link)
		with acting(both), refused() as told:
			apply_workflow(due, "Approve")
		assert told.says("whose support is paid for here", "Ask somebody else")
		with acting(them.cast.manager):
			apply_workflow(frappe.get_doc(due.doctype, due.name), "Approve")

	def test_the_number_under_which_a_ledger_pays_is_entered_by_those_who_pay(self, them: Claimants) -> None:
		home = make_household().name
		make_mentor(scheme=them.cast.scheme, participant=make_participant(household=home).name)
		household = frappe.get_doc("Mentoring Household", home)
		with acting(them.cast.co_ordinator), refused(frappe.PermissionError) as told:
			sent_by_a_browser(household, payment_reference="V666")
		assert told.says("finance enters it")
		with acting(them.cast.co_ordinator):
			sent_by_a_browser(household, payee_name="P. Ayee")
		with acting(them.finance):
			sent_by_a_browser(household, payment_reference="V123", ledger_supplier="Somebody else")
		assert where(household, "payee_name", "payment_reference", "ledger_supplier") == (
			"P. Ayee",
			"V123",
			None,
		)

	@pytest.mark.parametrize("doctype", ["Mentoring Payment", "Mentor Claim", "Mentoring Payment Batch"])
	def test_what_is_paid_keeps_its_number(self, them: Claimants, doctype: str) -> None:
		"""Batches, files and the ledger know it by that; under another it would be new to them."""
		name = {
			"Mentoring Payment": lambda: payment(them, "Sent").name,
			"Mentor Claim": lambda: make_claim(mentor=them.mentor, status="Approved").name,
			"Mentoring Payment Batch": lambda: make_payment_batch().name,
		}[doctype]()
		with acting(them.cast.manager), refused():
			frappe.client.rename_doc(doctype, name, "RENAMED")
		assert frappe.db.exists(doctype, name)


class TestRowsOfOthers:
	def test_a_mentor_does_not_save_the_line_of_anothers_claim_as_their_own(self, them: Claimants) -> None:
		theirs, own = make_claim(mentor=them.mentor), make_claim(mentor=stranger_of(them))
		forged = as_sent(own)
		forged["expense_lines"][0]["name"] = theirs.expense_lines[0].name
		with acting(them.cast.stranger), refused(frappe.PermissionError):
			frappe.client.save(json.dumps(forged))
		assert len(frappe.get_doc("Mentor Claim", theirs.name).expense_lines) == 1

	def test_finance_does_not_take_a_line_off_another_batch(self, them: Claimants) -> None:
		sent, draft = make_payment_batch(), make_payment_batch()
		stand(sent, status="Sent")
		forged = as_sent(draft)
		forged["lines"][0]["name"] = sent.lines[0].name
		with acting(them.finance), refused(frappe.PermissionError):
			frappe.client.save(json.dumps(forged))
		assert len(frappe.get_doc(sent.doctype, sent.name).lines) == 1

	@pytest.mark.parametrize("status", ["Draft", "Checked", "Approved"])
	def test_no_line_of_a_claim_is_changed_on_its_own(self, them: Claimants, status: str) -> None:
		"""It would go past the claim, which would then take what it finds for what was sent in."""
		claim = make_claim(mentor=them.mentor, status=status)
		for user in (them.cast.mentor, them.cast.co_ordinator, them.finance, them.cast.manager):
			with acting(user), refused(frappe.PermissionError):
				row = frappe.get_doc("Mentor Claim Expense", claim.expense_lines[0].name)
				row.update({"miles": 900, "amount": 900})
				row.save()
			with acting(user), refused(frappe.PermissionError):
				frappe.delete_doc("Mentor Claim Expense", claim.expense_lines[0].name)
		assert claim.reload().expense_lines[0].miles == 20

	def test_nor_is_one_moved_to_another_claim(self, them: Claimants) -> None:
		theirs, own = make_claim(mentor=them.mentor), make_claim(mentor=stranger_of(them))
		with acting(them.cast.stranger), refused(frappe.PermissionError):
			row = frappe.get_doc("Mentor Claim Expense", theirs.expense_lines[0].name)
			row.update({"parent": own.name})
			row.save()

	def test_no_line_of_a_sent_batch_is_changed_on_its_own(self, them: Claimants) -> None:
		batch = stand(make_payment_batch(), status="Sent")
		with acting(them.finance), refused(frappe.PermissionError):
			row = frappe.get_doc("Mentoring Payment Batch Line", batch.lines[0].name)
			row.update({"amount": 9999, "line_key": None})
			row.save()

	def test_a_line_of_ones_own_is_saved_as_ever(self, them: Claimants) -> None:
		own = make_claim(mentor=them.mentor)
		changed = as_sent(own)
		changed["expense_lines"][0]["miles"] = 30
		with acting(them.cast.mentor):
			frappe.client.save(json.dumps(changed))
		assert own.reload().total_miles == 30


class TestAClaim:
	def test_is_not_sent_in_with_a_receipt_that_was_deleted(self, them: Claimants) -> None:
		claim = claim_of(them)
		file = attach(them, claim, picture())
		with acting(them.cast.mentor):
			frappe.delete_doc("File", file.name)
			with refused() as told:
				api.send_in(claim.name)
		assert told.says("receipt", "row 1")
		assert where(claim, "status") == "Draft"

	def test_has_no_reason_of_those_who_decide_from_the_mentor(self, them: Claimants) -> None:
		"""The next who moves the claim on would acknowledge every warning with it, in their own name."""
		claim = make_claim(mentor=them.mentor)
		with acting(them.cast.mentor):
			sent_by_a_browser(claim, decision_reason="All agreed", comment="Fine")
		assert where(claim, "decision_reason", "comment") == (None, None)

	@pytest.mark.parametrize("miles", [float("nan"), float("inf"), 1e300])
	def test_figures_that_are_none_get_clear_words(self, them: Claimants, miles: float) -> None:
		with acting(them.cast.mentor), refused() as told:
			make_claim(
				mentor=them.mentor,
				expense_lines=[{"date": last_month(), "kind": "Mileage", "journey": "A – B", "miles": miles}],
			)
		assert told.says("Expenses, row 1", "Write a figure")

	def test_shows_finance_no_records_that_it_was_not_made_of(self, them: Claimants) -> None:
		them.record(last_month(3))
		with acting(them.finance), refused(frappe.PermissionError):
			frappe.get_doc(
				{
					"doctype": "Mentor Claim",
					"__islocal": 1,
					"status": "Submitted",
					"mentor": them.mentor,
					"month": last_month(),
				}
			).assessment()

	def test_nor_those_of_another_mentor_or_month(self, them: Claimants) -> None:
		them.record(last_month(3))
		other = make_claim(mentor=stranger_of(them), status="Submitted")
		with acting(them.finance):
			forged = frappe.get_doc(as_sent(other) | {"mentor": them.mentor})
			assert forged.assessment()["sources"] == []


def test_a_co_ordinator_reads_the_payments_of_the_scheme_once_a_batch_has_them(them: Claimants) -> None:
	"""Whoever may not read batches would be refused the whole report for the column that links to them."""
	approved = make_approved_payment(link=them.cast.link.name)
	make_payment_batch(payments=(approved.name,))
	for user, sees_batch in ((them.cast.co_ordinator, False), (them.finance, True)):
		with acting(user):
			report = run("Mentoring Payments", filters={"scheme": them.cast.scheme})
		assert [row["payment"] for row in report["result"] if isinstance(row, dict)] == [approved.name]
		assert ("batch" in [column["fieldname"] for column in report["columns"]]) is sees_batch


class TestThePaymentFile:
	def made(self, them: Claimants) -> Document:
		home = make_household().name
		mentor = make_mentor(scheme=them.cast.scheme, participant=make_participant(household=home).name)
		link = make_link(scheme=them.cast.scheme, mentor=mentor.name, status="Active").name
		make_payee_account(household=home, confirmed=True)
		approved = make_approved_payment(link=link)
		with acting(them.finance):
			batch = make_payment_batch(payments=(approved.name,), layout="Payment File for Banks")
			batch.make_file()
		return batch.reload()

	def forge(self, batch: Document) -> None:
		"""Another file in the place of the one that was made, under the same address."""
		name = frappe.db.get_value("File", {"file_url": batch.file})
		file_name = frappe.db.get_value("File", name, "file_name")
		frappe.delete_doc("File", name)
		values = {"attached_to_doctype": batch.doctype, "attached_to_name": batch.name}
		frappe.get_doc(
			{
				"doctype": "File",
				"file_name": file_name,
				"attached_to_field": "file",
				"is_private": 1,
				"content": "forged",
				**values,
			}
		).insert()

	def test_is_the_one_that_was_made_or_the_batch_is_not_sent(self, them: Claimants) -> None:
		batch = self.made(them)
		with acting(them.finance):
			self.forge(batch)
			with refused() as told:
				batch.mark_sent(today())
			assert told.says("not the one that was made here", "Make it again")
			batch.make_file()
			batch.mark_sent(today())
		assert where(batch, "status") == "Sent"

	def test_stays_once_the_batch_was_sent(self, them: Claimants) -> None:
		batch, other = self.made(them), make_payment_batch()
		with acting(them.finance):
			batch.mark_sent(today())
			file = frappe.get_doc("File", {"file_url": batch.file})
			with refused(frappe.PermissionError):
				frappe.delete_doc("File", file.name)
			with refused() as told:
				sent_by_a_browser(file, attached_to_name=other.name)
		assert told.says(batch.name, "stays as it is")

	def test_and_the_account_are_for_nobody_but_those_who_pay(self, them: Claimants) -> None:
		batch = self.made(them)
		account = frappe.get_doc("Mentoring Payee Account", {"household": batch.lines[0].household})
		file = frappe.get_doc("File", {"file_url": batch.file})
		cast = them.cast
		others = (cast.co_ordinator, cast.mentor, cast.mentee, cast.mentor_ssw, make_user("System Manager"))
		for user in (*others, "Guest"):
			with acting(user):
				assert not file.is_downloadable()
				for doc in (batch, account):
					with refused(frappe.PermissionError):
						frappe.client.get(doc.doctype, doc.name)
