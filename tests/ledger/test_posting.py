"""What is approved stands in the ledger once, to the penny, or says in clear words why not (R42, R43)."""

from __future__ import annotations

from typing import Any

import frappe
import pytest
from books import (
	BANK,
	COMPANY,
	COST_CENTRE,
	DEPARTMENT,
	DIMENSION,
	MENTORING,
	SUPPLIER_GROUP,
	TRAVEL,
	approved_claim,
	approved_payment,
	close_period,
	invoice_of,
	make_ledger_scheme,
	pay,
)
from frappe.model.document import Document
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, getdate, today
from makers import (
	make_claim,
	make_household,
	make_link,
	make_mentor,
	make_participant,
	make_payment,
	make_scheme,
	make_user,
	stand,
)
from story import change, refused

from mentoring_scheme.finance import posting
from mentoring_scheme.jobs import ledger as jobs

POST = "mentoring_scheme.jobs.ledger.post"


@pytest.fixture
def scheme() -> Document:
	return make_ledger_scheme()


@pytest.fixture
def finance() -> str:
	"""A finance officer of the scheme, who has no role in ERPNext at all."""
	return make_user("Mentoring Finance")


def posted(doc: Document) -> Document:
	"""What the job does after the commit; returns the document as it is then."""
	jobs.post(doc.doctype, doc.name)
	frappe.set_user("Administrator")
	return doc.reload()


def refusal(doc: Document) -> str:
	"""Why the ledger has not taken it; it stays approved, and nothing of it is in the ledger."""
	posted(doc)
	assert doc.status == "Approved" and not doc.ledger_invoice
	assert not frappe.get_all("Purchase Invoice", {"mentoring_document": doc.name})
	assert "<" not in doc.ledger_error
	return doc.ledger_error


def rows(invoice: Document) -> list[tuple]:
	return [(row.item_name, row.amount, row.expense_account, row.cost_center) for row in invoice.items]


# --- payments


def test_an_approved_payment_becomes_an_invoice_of_its_household(scheme, run_jobs):
	payment = approved_payment(scheme, amount=37.25, due_on=add_days(today(), 10))
	assert run_jobs() == [POST]
	payment.reload()
	assert not payment.ledger_error
	invoice = frappe.get_doc("Purchase Invoice", payment.ledger_invoice)
	assert (invoice.docstatus, invoice.grand_total, invoice.outstanding_amount) == (1, 37.25, 37.25)
	assert (invoice.company, invoice.cost_center, invoice.currency) == (COMPANY, COST_CENTRE, "GBP")
	assert (invoice.bill_no, invoice.posting_date) == (payment.name, getdate(today()))
	assert invoice.due_date == getdate(add_days(today(), 10))
	assert (invoice.mentoring_document_type, invoice.mentoring_document) == (
		"Mentoring Payment",
		payment.name,
	)
	assert rows(invoice) == [("Mentoring payment", 37.25, MENTORING, COST_CENTRE)]
	entries = frappe.get_all(
		"GL Entry", {"voucher_no": invoice.name, "is_cancelled": 0}, ["account", "debit", "credit"]
	)
	assert (37.25, 0) in [(entry.debit, entry.credit) for entry in entries if entry.account == MENTORING]


def test_an_instalment_says_which_one_it_is_and_nobody_else_s_name(scheme):
	link = make_link(scheme=scheme.name, status="Active")
	payment = make_payment(link=link.name, reason="She lost her placement.")
	stand(
		payment, kind="Instalment", sequence=2, period_start="2026-05-20", period_end="2026-08-19", amount=150
	)
	stand(payment, docstatus=1, status="Approved", approved_by="Administrator", approved_on=today())
	invoice = invoice_of(posted(payment))
	assert invoice.items[0].description == f"Instalment 2, 20-05-2026 to 19-08-2026 ({payment.name})"
	told = frappe.as_json(invoice.as_dict())
	assert link.mentee_name not in told and "placement" not in told


def test_an_exceptional_payment_keeps_its_reason_to_itself(scheme):
	payment = posted(approved_payment(scheme, reason="The mentee was taken into hospital."))
	assert "hospital" not in frappe.as_json(invoice_of(payment).as_dict())


def test_invoices_are_drafts_where_the_scheme_says_so():
	payment = posted(approved_payment(make_ledger_scheme(invoices_as="Draft")))
	assert invoice_of(payment).docstatus == 0
	assert payment.ledger_invoice == invoice_of(payment).name


def test_a_sum_that_is_taken_back_becomes_a_debit_note(scheme):
	payment = make_payment(link=make_link(scheme=scheme.name, status="Active").name)
	stand(
		payment, kind="Correction", amount=-50.5, docstatus=1, status="Approved", approved_by="Administrator"
	)
	invoice = invoice_of(posted(payment))
	assert (invoice.is_return, invoice.docstatus) == (1, 1)
	assert (invoice.grand_total, invoice.outstanding_amount) == (-50.5, -50.5)


def test_a_scheme_that_pays_through_batches_posts_nothing(run_jobs):
	payment = approved_payment(make_scheme())
	assert run_jobs() == []
	jobs.post(payment.doctype, payment.name)
	assert not payment.reload().ledger_invoice and not payment.ledger_error


def test_what_a_batch_carries_is_not_posted_as_well(scheme):
	payment = stand(approved_payment(scheme), batch="PB-1")
	assert not posted(payment).ledger_invoice


def test_posting_again_makes_nothing_more(scheme):
	payment = posted(approved_payment(scheme))
	first = payment.ledger_invoice
	jobs.post(payment.doctype, payment.name)
	jobs.sweep()
	assert [
		each.name for each in frappe.get_all("Purchase Invoice", {"mentoring_document": payment.name})
	] == [first]


def test_an_invoice_that_is_there_is_taken_up_and_not_made_again(scheme):
	payment = posted(approved_payment(scheme))
	first = payment.ledger_invoice
	stand(payment, ledger_invoice=None)
	assert posted(payment).ledger_invoice == first


def test_the_hourly_round_posts_what_was_left_over_and_leaves_to_people_what_was_refused(scheme):
	left_over, refused_before = approved_payment(scheme), approved_payment(scheme)
	stand(refused_before, ledger_error="The period is closed.")
	assert jobs.sweep() == 1
	assert left_over.reload().ledger_invoice
	assert not refused_before.reload().ledger_invoice


def test_an_approval_asks_for_one_job_and_only_after_it_is_kept(scheme, run_jobs):
	payment = approved_payment(scheme)
	posting.post_later(payment)
	assert not payment.reload().ledger_invoice
	run_jobs()
	assert payment.reload().ledger_invoice
	assert frappe.db.count("Purchase Invoice", {"mentoring_document": payment.name}) == 1


def test_approving_as_an_officer_without_any_role_in_the_ledger_is_enough(scheme, finance, as_user, run_jobs):
	payment = make_payment(link=make_link(scheme=scheme.name, status="Active").name)
	stand(payment, kind="Instalment")
	with as_user(make_user("Mentoring Manager")):
		apply_workflow(payment, "Approve")
	run_jobs()
	assert payment.reload().ledger_invoice


# --- suppliers


def test_a_household_becomes_a_supplier_once_and_is_linked_both_ways(scheme):
	link = make_link(scheme=scheme.name, status="Active")
	first = invoice_of(posted(approved_payment(scheme, link=link.name)))
	second = posted(approved_payment(scheme, link=link.name))
	assert invoice_of(second).supplier == first.supplier
	supplier = frappe.get_doc("Supplier", first.supplier)
	household = frappe.get_doc("Mentoring Household", second.household)
	assert (supplier.mentoring_household, household.ledger_supplier) == (household.name, supplier.name)
	assert (supplier.supplier_name, supplier.supplier_group) == (household.payee_name, SUPPLIER_GROUP)


def test_a_supplier_of_the_same_name_is_somebody_else(scheme):
	other = frappe.get_doc(
		{"doctype": "Supplier", "supplier_name": "Amina Osei", "supplier_group": SUPPLIER_GROUP}
	).insert()
	participant = make_participant(household=make_household(payee_name="Amina Osei").name)
	mentor = make_mentor(scheme=scheme.name, participant=participant.name)
	link = make_link(scheme=scheme.name, mentor=mentor.name, status="Active")
	invoice = invoice_of(posted(approved_payment(scheme, link=link.name)))
	assert invoice.supplier != other.name
	assert invoice.supplier_name.startswith("Amina Osei (")


def test_a_supplier_that_finance_has_linked_is_used(scheme):
	payment = approved_payment(scheme)
	supplier = frappe.get_doc(
		{
			"doctype": "Supplier",
			"supplier_name": "As in the old books",
			"supplier_group": SUPPLIER_GROUP,
			"mentoring_household": payment.household,
		}
	).insert()
	assert invoice_of(posted(payment)).supplier == supplier.name
	assert frappe.db.get_value("Mentoring Household", payment.household, "ledger_supplier") == supplier.name


# --- claims


def claiming_scheme(**values: Any) -> Document:
	return make_ledger_scheme("tri-borough-fostering", **values)


def test_a_claim_has_a_row_for_each_kind_with_its_account_and_one_for_tasks():
	scheme = claiming_scheme()
	kinds = [row.kind for row in scheme.expense_kinds][:2]
	scheme.expense_kinds[0].ledger_account = TRAVEL
	scheme.save()
	claim = posted(approved_claim(scheme, {kinds[0]: 12.35, kinds[1]: 4.10}, tasks=22.5))
	assert not claim.ledger_error
	invoice = invoice_of(claim)
	assert rows(invoice) == [
		(kinds[0], 12.35, TRAVEL, COST_CENTRE),
		(kinds[1], 4.10, MENTORING, COST_CENTRE),
		("Tasks", 22.5, MENTORING, COST_CENTRE),
	]
	assert invoice.grand_total == claim.total == 38.95
	assert claim.ledger_invoice == invoice.name


def test_a_claim_is_posted_when_finance_approves_it_and_comes_out_again_when_it_is_cancelled(
	finance, as_user, run_jobs
):
	scheme = claiming_scheme(claims_rest_on_records=0)
	claim = make_claim(mentor=make_mentor(scheme=scheme.name).name)
	stand(claim, status="Checked", checked_by=make_user("Mentoring Co-ordinator"), submitted_on=today())
	with as_user(finance):
		claim = apply_workflow(frappe.get_doc("Mentor Claim", claim.name), "Approve")
	assert POST in run_jobs()
	claim.reload()
	assert not claim.ledger_error
	invoice = frappe.get_doc("Purchase Invoice", claim.ledger_invoice)
	assert (invoice.grand_total, invoice.supplier_name) == (
		claim.total,
		frappe.db.get_value("Mentoring Household", claim.household, "payee_name"),
	)
	assert claim.total > 0
	with as_user(finance):
		apply_workflow(change(claim, comment="Claimed in another scheme."), "Cancel claim")
	assert invoice.reload().docstatus == 2
	assert not claim.reload().ledger_invoice


def test_a_claim_of_nothing_is_not_posted():
	claim = posted(approved_claim(claiming_scheme(), {}))
	assert not claim.ledger_invoice and not claim.ledger_error


def test_lines_that_do_not_add_up_to_the_claim_are_not_posted():
	scheme = claiming_scheme()
	claim = approved_claim(scheme, {scheme.expense_kinds[0].kind: 5}, total=6)
	assert "£ 5.00 instead of £ 6.00" in refusal(claim)


# --- what the ledger refuses


def test_a_closed_period_is_said_and_posted_once_it_is_open_again(scheme):
	payment = approved_payment(scheme)
	period = close_period()
	told = refusal(payment)
	assert period.name in told and told.endswith(
		"Open the period for purchase invoices in the ledger, then try again."
	)
	period.delete()
	assert posted(payment).ledger_invoice and not payment.ledger_error


@pytest.mark.parametrize(
	("doctype", "name", "values", "told"),
	[
		("Account", MENTORING, {"disabled": 1}, f"The account {MENTORING} is disabled."),
		("Account", MENTORING, {"is_group": 1}, f"The account {MENTORING} is a group"),
		("Account", MENTORING, {"account_currency": "EUR"}, "is kept in EUR and not in GBP"),
		("Cost Center", COST_CENTRE, {"disabled": 1}, f"The cost centre {COST_CENTRE} is disabled."),
		("Company", COMPANY, {"default_currency": "EUR"}, f"the books of {COMPANY} are kept in EUR"),
	],
)
def test_what_is_wrong_with_the_scheme_s_place_is_named(scheme, doctype, name, values, told):
	payment = approved_payment(scheme)
	frappe.db.set_value(doctype, name, values)
	frappe.clear_document_cache(doctype, name)
	assert told in refusal(payment)
	frappe.clear_document_cache(doctype, name)


@pytest.mark.parametrize(
	("fieldname", "told"),
	[
		("ledger_company", "Choose the company"),
		("ledger_supplier_group", "Choose the supplier group"),
		("ledger_expense_account", "Choose the expense account"),
	],
)
def test_what_is_missing_is_named(scheme, fieldname, told):
	payment = approved_payment(scheme)
	stand(scheme, **{fieldname: None})
	assert told in refusal(payment)


def test_a_supplier_group_or_account_that_is_gone_is_named(scheme):
	payment = approved_payment(scheme)
	stand(scheme, ledger_supplier_group="Gone", ledger_expense_account="Gone - KC")
	told = refusal(payment)
	assert "The supplier group Gone is not in the ledger." in told
	assert "The account Gone - KC is not in the ledger." in told


def test_a_disabled_supplier_is_said(scheme):
	link = make_link(scheme=scheme.name, status="Active")
	supplier = invoice_of(posted(approved_payment(scheme, link=link.name))).supplier
	frappe.db.set_value("Supplier", supplier, "disabled", 1)
	told = refusal(approved_payment(scheme, link=link.name))
	assert supplier in told and told.endswith("Enable the supplier in the ledger, then try again.")


def test_a_foreign_currency_is_refused(scheme):
	payment = stand(approved_payment(scheme), currency="EUR")
	assert "pays in EUR, and the books of" in refusal(payment)


def test_without_a_household_there_is_nobody_to_pay(scheme):
	payment = stand(approved_payment(scheme), household=None)
	assert "No household is named" in refusal(payment)


def test_a_tax_that_the_ledger_would_add_is_refused(scheme, monkeypatch):
	from mentoring_scheme.finance import invoices

	lines_of = invoices.lines_of
	monkeypatch.setattr(invoices, "lines_of", lambda doc, place: lines_of(doc, place) * 2)
	assert "£ 50.00 instead of £ 25.00" in refusal(approved_payment(scheme))


def test_what_nobody_foresaw_is_logged_and_said(scheme, monkeypatch):
	def broken(*arguments: Any) -> str:
		raise RuntimeError("the ledger fell over")

	monkeypatch.setattr(posting, "supplier_of", broken)
	told = refusal(approved_payment(scheme))
	log = frappe.get_last_doc("Error Log")
	assert log.name in told and "the ledger fell over" in log.error and "fell over" not in told


def test_what_failed_half_way_leaves_no_supplier_behind(scheme, monkeypatch):
	payment = approved_payment(scheme)
	monkeypatch.setattr(posting.invoices, "make", lambda *a, **k: frappe.throw("No."))
	assert refusal(payment) == "No."
	assert not frappe.get_all("Supplier", {"mentoring_household": payment.household})
	assert not frappe.db.get_value("Mentoring Household", payment.household, "ledger_supplier")


# --- trying again


def test_finance_tries_again_what_was_refused(scheme, finance, as_user, run_jobs):
	payment = approved_payment(scheme)
	period = close_period()
	run_jobs()
	assert period.name in payment.reload().ledger_error
	period.delete()
	with as_user(finance):
		assert posting.try_again("Mentoring Payment", frappe.as_json([payment.name])) == 1
		assert POST in run_jobs()
	assert payment.reload().ledger_invoice and not payment.ledger_error
	with as_user(finance):
		assert posting.try_again("Mentoring Payment", [payment.name]) == 0, "it is there by now"


def test_nobody_else_may_try_again(scheme, as_user):
	payment = approved_payment(scheme)
	for role in ("Mentoring Co-ordinator", "Supervising Social Worker", "Mentor"):
		with as_user(make_user(role)), refused(frappe.PermissionError):
			posting.try_again("Mentoring Payment", [payment.name])
	with as_user(make_user("Mentoring Finance")), refused():
		posting.try_again("Supplier", ["x"])


# --- taking it back


def cancelled(payment: Document) -> Document:
	change(payment, reason="Paid by another office already.")
	return apply_workflow(payment, "Cancel payment")


def test_cancelling_ours_cancels_an_unpaid_invoice(scheme, finance, as_user):
	payment = posted(approved_payment(scheme))
	invoice = invoice_of(payment)
	with as_user(finance):
		cancelled(payment)
	assert invoice.reload().docstatus == 2 and not invoice.mentoring_key
	assert payment.reload().status == "Cancelled" and not payment.ledger_invoice


def test_cancelling_ours_deletes_a_draft(finance, as_user):
	payment = posted(approved_payment(make_ledger_scheme(invoices_as="Draft")))
	invoice = invoice_of(payment)
	with as_user(finance):
		cancelled(payment)
	assert not frappe.db.exists("Purchase Invoice", invoice.name)


@pytest.mark.parametrize("amount", [None, 10.0])
def test_what_is_paid_in_the_ledger_wholly_or_in_part_is_not_cancelled_here(scheme, amount):
	payment = posted(approved_payment(scheme))
	invoice = invoice_of(payment)
	pay(invoice, amount)
	stand(payment.reload(), status="Approved")
	with refused() as told:
		cancelled(payment)
	assert told.says("Cancel that payment in the ledger first.") and told.says(
		f"£ {amount or 25:.2f} of £ 25.00"
	)


def test_cancelling_what_the_ledger_has_refused_clears_the_reason(scheme):
	payment = approved_payment(scheme)
	close_period()
	refusal(payment)
	cancelled(payment)
	assert not payment.reload().ledger_error


def test_an_invoice_amended_in_the_ledger_stands_for_the_same_payment(scheme):
	payment = posted(approved_payment(scheme))
	invoice = invoice_of(payment)
	invoice.cancel()
	amended = frappe.copy_doc(invoice, ignore_no_copy=False)
	amended.amended_from = invoice.name
	amended.update(
		{"mentoring_document_type": payment.doctype, "mentoring_document": payment.name, "docstatus": 0}
	)
	amended.insert()
	assert amended.mentoring_key == f"Mentoring Payment/{payment.name}"
	assert posting.invoices.standing(payment.doctype, payment.name) == amended.name


def test_an_amended_invoice_for_what_is_cancelled_or_stands_already_is_refused(scheme):
	payment = posted(approved_payment(scheme))
	again = frappe.copy_doc(invoice_of(payment))
	again.update({"amended_from": payment.ledger_invoice, "bill_no": None})
	with refused() as told:
		again.insert()
	assert told.says("stands in the ledger as")
	stand(payment, status="Paid")
	with refused() as told:
		again.insert()
	assert told.says("is paid, so there is nothing to pay for it")


def test_a_copy_of_an_invoice_or_one_that_somebody_wrote_stands_for_nothing_of_ours(scheme):
	copy = frappe.copy_doc(invoice_of(posted(approved_payment(scheme))))
	copy.bill_no = None
	copy.insert()
	assert not copy.mentoring_document and not copy.mentoring_key and not copy.mentoring_document_type


# --- accounting dimensions


def ask_for_department(default: str | None = None) -> None:
	"""The company asks for a department with every expense."""
	frappe.db.set_value(
		"Accounting Dimension Detail",
		{"parent": DIMENSION, "company": COMPANY},
		{"mandatory_for_pl": 1, "default_dimension": default},
	)


def test_a_dimension_that_the_company_asks_for_is_named_when_it_is_missing(scheme):
	payment = approved_payment(scheme)
	ask_for_department()
	assert f"{COMPANY} asks for the accounting dimension Department with every expense." in refusal(payment)
	scheme.ledger_cost_center = None
	with refused() as told:
		scheme.save()
	assert told.says("asks for the accounting dimension Department")


def test_a_dimension_that_the_scheme_chooses_is_posted():
	ask_for_department()
	invoice = invoice_of(posted(approved_payment(make_ledger_scheme(department=DEPARTMENT))))
	assert (invoice.department, invoice.items[0].department) == (DEPARTMENT, DEPARTMENT)
	assert (
		frappe.db.get_value("GL Entry", {"voucher_no": invoice.name, "account": MENTORING}, "department")
		== DEPARTMENT
	)


def test_the_company_s_default_of_a_dimension_is_taken_where_the_scheme_chooses_none(scheme):
	payment = approved_payment(scheme)
	ask_for_department(default=DEPARTMENT)
	assert invoice_of(posted(payment)).items[0].department == DEPARTMENT


# --- what a scheme may say


def test_a_scheme_that_pays_through_the_ledger_says_where():
	with refused() as told:
		make_ledger_scheme(ledger_company=None)
	assert told.says("Choose the company in whose books")
	with refused() as told:
		make_ledger_scheme(ledger_supplier_group=None, ledger_expense_account=None)
	assert told.says("Choose the supplier group", "Choose the expense account")


@pytest.mark.parametrize(
	("values", "told"),
	[
		({"currency": "EUR"}, f"The scheme pays in EUR, and the books of {COMPANY} are kept in GBP."),
		({"ledger_expense_account": BANK}, "is no account for expenses"),
		({"ledger_cost_center": f"{COMPANY} - KC"}, "is a group"),
	],
)
def test_a_place_that_nothing_can_be_posted_to_is_refused_when_it_is_chosen(values, told):
	with refused() as refusal:
		make_ledger_scheme(**values)
	assert refusal.says(told)


def test_an_account_of_a_kind_of_expense_is_looked_at_as_well(scheme):
	claiming = claiming_scheme()
	claiming.expense_kinds[0].ledger_account = BANK
	with refused() as told:
		claiming.save()
	assert told.says("is no account for expenses")


def test_the_company_s_own_cost_centre_is_taken_where_the_scheme_has_none():
	payment = posted(approved_payment(make_ledger_scheme(ledger_cost_center=None)))
	assert invoice_of(payment).items[0].cost_center == frappe.db.get_value("Company", COMPANY, "cost_center")


def test_a_place_that_has_closed_since_stands_in_the_way_of_no_other_change(scheme):
	frappe.db.set_value("Account", MENTORING, "disabled", 1)
	scheme.weigh_anew({"near_miles": 7}, "Nearer counts more.")
	assert scheme.reload().near_miles == 7


def test_what_the_scheme_says_of_the_ledger_is_no_part_of_its_policy(scheme):
	version = scheme.reload().policy_version
	scheme.ledger_cost_center = None
	if scheme.expense_kinds:
		scheme.expense_kinds[0].ledger_account = TRAVEL
	scheme.save()
	assert scheme.reload().policy_version == version
