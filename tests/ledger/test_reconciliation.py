"""Ours against the ledger, to the penny: nothing is unexplained, and whatever is wrong is named, with what to do."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import frappe
import pytest
from books import BANK, MENTORING, TRAVEL, invoice_of, make_ledger_scheme, pay
from frappe.desk.query_report import run
from frappe.model.document import Document
from frappe.query_builder.functions import Sum
from frappe.utils import add_days, getdate, today
from makers import make_household, make_user, stand
from queries import count_queries
from year import Year, journal, pay_together, post, row_for

from mentoring_scheme.finance.posting import withdraw
from mentoring_scheme.finance.reconciliation import Reconciled, Wanted, reconcile
from mentoring_scheme.mentoring_scheme.report.mentoring_reconciliation.mentoring_reconciliation import execute
from mentoring_scheme.policy.reconciling import KINDS

REPORT = "Mentoring Reconciliation"


@pytest.fixture
def year() -> Year:
	return Year()


def found(year: Year) -> dict[str, Reconciled]:
	return {each.document: each for each in reconcile(Wanted(scheme=year.scheme.name))}


def codes(reconciled: Reconciled) -> list[str]:
	return [finding.code for finding in reconciled.compared.findings]


def in_ledger(*accounts: str) -> Decimal:
	"""The balance of these accounts, straight from the general ledger."""
	entry = frappe.qb.DocType("GL Entry")
	query = (
		frappe.qb.from_(entry)
		.select(Sum(entry.debit - entry.credit))
		.where(entry.account.isin(accounts) & (entry.is_cancelled == 0))
	)
	return Decimal(str(query.run()[0][0] or 0)).quantize(Decimal("0.01"))


def cards(summary: list[dict[str, Any]]) -> dict[str, Any]:
	return {card["label"]: card["value"] for card in summary}


# --- a whole year


def test_500_payments_and_200_claims_leave_nothing_unexplained():
	before, bank_before = in_ledger(MENTORING, TRAVEL), in_ledger(BANK)
	travel = [{"kind": "Mileage", "ledger_account": TRAVEL}]
	year = Year(make_ledger_scheme(expense_kinds=travel), households=20)
	drafts = Year(make_ledger_scheme(invoices_as="Draft"))
	payments = [year.payment(50 + number / 100) for number in range(440)]
	corrections = [year.payment(-12.34) for _number in range(10)]
	claims = [year.claim(4.5 + number / 100, 20, tasks=number % 3 * 8.25) for number in range(180)]
	as_drafts = [drafts.payment(75.10) for _number in range(50)] + [
		drafts.claim(9.99) for _number in range(20)
	]
	post(*payments, *corrections, *claims, *as_drafts)

	given_up = [*payments[:30], *claims[:10], *as_drafts[:5]]
	for doc in given_up:
		stand(doc, status="Cancelled", **({"docstatus": 2} if doc.doctype == "Mentoring Payment" else {}))
		withdraw(doc)
	paid = [*payments[30:330], *corrections, *claims[10:110]]
	pay_together([invoice_of(doc) for doc in paid])
	assert {frappe.db.get_value(doc.doctype, doc.name, "status") for doc in paid} == {"Paid"}
	parts = [*payments[330:340], *claims[110:115]]
	for doc in parts:
		pay(invoice_of(doc), 10)
	taken_back = payments[340:343]
	for doc in taken_back:
		pay(invoice_of(doc)).cancel()
	for doc in as_drafts[5:15]:
		invoice_of(doc).submit()

	rows = [*found(year).values(), *found(drafts).values()]
	everything = [*payments, *corrections, *claims, *as_drafts]
	assert len(everything) == 700
	assert {each.document for each in rows} == {doc.name for doc in everything} - {
		doc.name for doc in given_up
	}
	assert [each.document for each in rows if each.compared.unexplained or each.compared.to_mend] == []
	named = {code: sum(codes(each) == [code] for each in rows) for code in KINDS}
	assert {code: number for code, number in named.items() if number} == {"draft": 55, "partly_paid": 15}

	# the same sums, counted another way: ours from the documents, theirs from the general ledger's accounts
	ours = sum(
		Decimal(str(doc.get("amount") or doc.get("total"))).quantize(Decimal("0.01"))
		for doc in everything
		if doc not in given_up
	)
	under_way = 35 * Decimal("75.10") + 20 * Decimal("9.99")
	theirs = sum(each.compared.theirs for each in rows)
	assert sum(each.compared.ours for each in rows) == ours
	assert theirs == in_ledger(MENTORING, TRAVEL) - before == ours - under_way
	assert -(in_ledger(BANK) - bank_before) == sum(each.compared.theirs_paid for each in rows)
	for doc in paid[:3] + parts + taken_back:
		expected = "Paid" if doc in paid else "Approved"
		assert frappe.db.get_value(doc.doctype, doc.name, "status") == expected
	assert frappe.db.count("Mentoring Payment", {"scheme": year.scheme.name, "status": "Paid"}) == 310
	assert frappe.db.count("Mentor Claim", {"scheme": year.scheme.name, "status": "Paid"}) == 100

	_columns, shown, message, chart, summary = execute({"scheme": year.scheme.name})
	assert shown == []
	assert "There is nothing to mend: 590 payments and claims" in message
	assert sum(chart["data"]["datasets"][0]["values"]) == 15
	assert cards(summary)["Unexplained"] == cards(summary)["To be mended"] == 0
	assert cards(summary)["Ours"] == cards(summary)["Ledger and batches"]


# --- break one thing at a time


def set_invoice(doc: Document, **values: Any) -> None:
	"""Change the invoice as no event tells."""
	frappe.db.set_value("Purchase Invoice", doc.ledger_invoice, values, update_modified=False)


def deleted(doc: Document) -> None:
	frappe.db.delete("Purchase Invoice", {"name": doc.ledger_invoice})


def posted_by_hand_again(doc: Document) -> None:
	second = frappe.copy_doc(invoice_of(doc), ignore_no_copy=False)
	second.update({"docstatus": 0, "mentoring_document_type": doc.doctype, "mentoring_document": doc.name})
	# past our hook, as an import into the ledger would
	second.set_new_name()
	second.db_insert()


def entries_deleted(doc: Document) -> None:
	frappe.db.delete("GL Entry", {"voucher_no": doc.ledger_invoice})


def other_supplier(doc: Document) -> None:
	other = frappe.get_doc(
		{"doctype": "Supplier", "supplier_name": "Somebody else", "supplier_group": "Mentor households"}
	).insert()
	set_invoice(doc, supplier=other.name)


def paid_on_another_day(doc: Document) -> None:
	pay(invoice_of(doc))
	stand(doc.reload(), paid_on=add_days(today(), -3))


def paid_past_us(doc: Document) -> None:
	pay(invoice_of(doc))
	stand(doc.reload(), status="Approved", paid_on=None)


def set_off(doc: Document) -> None:
	from erpnext.controllers.sales_and_purchase_return import make_return_doc

	note = make_return_doc("Purchase Invoice", doc.ledger_invoice)
	note.update({"bill_no": "CREDIT 1", "update_outstanding_for_self": 0})
	note.insert().submit()


def in_batch_too(doc: Document) -> None:
	line = {"reference_type": doc.doctype, "reference": doc.name, "amount": 75, "household": doc.household}
	batch = frappe.get_doc({"doctype": "Mentoring Payment Batch", "status": "Sent", "lines": [line]})
	for row in (batch, *batch.lines):
		row.set_new_name()
		row.update(
			{}
			if row is batch
			else {"parent": batch.name, "parenttype": batch.doctype, "parentfield": "lines"}
		)
		row.db_insert()


BREAKS: dict[str, tuple[Callable[[Document], Any], int]] = {
	# what it is called, how it comes about, and how much of the 75 pounds differs
	"invoice_missing": (deleted, 75),
	"invoice_cancelled": (lambda doc: set_invoice(doc, docstatus=2), 75),
	"not_linked_back": (lambda doc: stand(doc, ledger_invoice=None), 0),
	"posted_twice": (posted_by_hand_again, 0),
	"other_sum": (lambda doc: stand(doc, amount=75.01), Decimal("0.01")),
	"other_currency": (lambda doc: set_invoice(doc, currency="EUR"), 0),
	"other_payee": (other_supplier, 0),
	"booked_otherwise": (entries_deleted, 75),
	"paid_there_only": (paid_past_us, 0),
	"paid_here_only": (lambda doc: stand(doc, status="Paid", paid_on=today()), 0),
	"other_day": (paid_on_another_day, 0),
	"set_off": (set_off, 0),
	"not_approved": (lambda doc: stand(doc, status="Due", docstatus=0), -75),
	"both_ways": (in_batch_too, -75),
}


@pytest.mark.parametrize("code", BREAKS)
def test_whatever_is_broken_is_named_and_nothing_else_is(year, code):
	sound, broken = year.payment(40), year.payment(75)
	post(sound, broken)
	assert not any(each.compared.findings for each in found(year).values())
	spoil, difference = BREAKS[code]
	spoil(broken)
	after = found(year)
	assert codes(after[broken.name])[:1] == [code] or code in codes(after[broken.name])
	assert after[broken.name].compared.to_mend
	assert after[broken.name].compared.difference == difference
	assert not after[sound.name].compared.findings
	row = next(row for row in execute({"scheme": year.scheme.name})[1] if row["document"] == broken.name)
	assert row["found"] and row["remedy"] and row["kind"]
	assert "{" not in row["found"] + row["remedy"]


def test_an_invoice_whose_document_was_deleted_is_found_by_who_looks_at_everything(year):
	payment = year.payment(75)
	post(payment)
	frappe.db.delete("Mentoring Payment", {"name": payment.name})
	assert payment.name not in found(year)
	gone = {each.document: each for each in reconcile(Wanted())}[payment.name]
	assert (codes(gone), gone.compared.difference) == (["orphan"], -75)


def test_what_could_not_be_posted_says_why(year):
	payment = year.payment(75)
	stand(payment, ledger_error="The period is closed.")
	failed = found(year)[payment.name]
	assert codes(failed) == ["posting_failed"]
	assert "The period is closed." in failed.compared.findings[0].text


def test_a_payment_of_tomorrow_is_under_way(year):
	payment = year.payment(75)
	post(payment)
	pay(invoice_of(payment), on=getdate(add_days(today(), 1)))
	assert codes(found(year)[payment.name]) == ["paid_later"]


def test_an_invoice_that_pays_itself_is_booked_in_full(year):
	payment = year.payment(75)
	post(payment)
	invoice = invoice_of(payment)
	journal(row_for(invoice, 75), {"account": BANK, "credit_in_account_currency": 75})
	assert not found(year)[payment.name].compared.findings


def test_what_somebody_posts_to_the_schemes_account_by_hand_is_told(year):
	def told() -> list[str]:
		return [each.compared.findings[0].text for each in reconcile(Wanted()) if each.document == MENTORING]

	post(year.payment(75))
	before = told()
	journal(
		{"account": MENTORING, "debit_in_account_currency": 30},
		{"account": BANK, "credit_in_account_currency": 30},
	)
	(after,) = told()
	assert "holds 30.00 that" in after if not before else after != before[0]


# --- the report


def test_the_figures_of_the_report_add_up(year):
	sound, broken, waiting = year.payment(40), year.payment(75), year.payment(33.33)
	post(sound, broken)
	stand(broken, amount=80)
	_columns, rows, _message, chart, summary = execute({"scheme": year.scheme.name, "show": "Everything"})
	figures = cards(summary)
	assert len(rows) == 3
	assert figures["Ours"] == sum(row["ours"] for row in rows) == Decimal("153.33")
	assert figures["Ledger and batches"] == sum(row["theirs"] for row in rows) == 115
	assert figures["Under way"] + figures["Difference to be mended"] == sum(row["difference"] for row in rows)
	assert figures["Difference to be mended"] == 5
	assert sum(chart["data"]["datasets"][0]["values"]) == 2
	assert dict(zip(chart["data"]["labels"], chart["data"]["datasets"][0]["values"], strict=True)) == {
		"Other sum": 1,
		"Posted soon": 1,
	}
	shown = {row["document"] for row in execute({"scheme": year.scheme.name})[1]}
	assert shown == {broken.name}
	under_way = {
		row["document"] for row in execute({"scheme": year.scheme.name, "show": "All differences"})[1]
	}
	assert under_way == {broken.name, waiting.name}


def test_filters_narrow_the_report(year):
	first, second = year.payment(40, due_on=add_days(today(), -40)), year.claim(12)
	batch_scheme = Year(make_ledger_scheme(paid_through="Payment batch"))
	third = batch_scheme.payment(10)
	post(first, second)

	def shown(**filters: Any) -> set[str]:
		return {row["document"] for row in execute({"show": "Everything", **filters})[1]}

	assert shown(scheme=year.scheme.name) == {first.name, second.name}
	assert shown(household=first.household) == {first.name}
	assert shown(household=make_household().name) == set()
	assert shown(scheme=year.scheme.name, to_date=add_days(today(), -39)) >= {first.name}
	assert first.name not in shown(scheme=year.scheme.name, from_date=add_days(today(), -39))
	assert third.name in shown(through="Payment batch")
	assert shown(through="Ledger") >= {first.name, second.name}
	assert third.name not in shown(through="Ledger")


def test_the_report_is_for_finance_and_managers(year, as_user):
	payment = year.payment(75)
	post(payment)

	def seen_by(user: str) -> set[str]:
		with as_user(user):
			filters = {"scheme": year.scheme.name, "show": "Everything"}
			return {
				row["document"] for row in run(REPORT, filters=filters)["result"] if isinstance(row, dict)
			}

	for role in ("Mentoring Finance", "Mentoring Manager"):
		assert payment.name in seen_by(make_user(role))
	for role in ("Mentoring Co-ordinator", "Supervising Social Worker", "Mentor", "Accounts Manager"):
		with pytest.raises(frappe.PermissionError):
			seen_by(make_user(role))


def test_more_payments_take_no_more_queries(year):
	def look() -> None:
		execute({"show": "Everything"})

	post(year.payment(10), year.claim(5))
	look()  # what is kept from now on is not asked again
	before = count_queries(look)
	documents = [*(year.payment(20) for _number in range(4)), *(year.claim(5, 6) for _number in range(2))]
	post(*documents)
	pay(invoice_of(documents[0]))
	assert count_queries(look) == before
	assert before < 40
