"""Paying without a ledger: what is approved goes into a batch, a file, to the bank, and comes out paid (R42, R43)."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import frappe
import pytest
from frappe.model.document import Document
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, getdate, today
from makers import (
	make_approved_payment,
	make_claim,
	make_household,
	make_link,
	make_mentor,
	make_participant,
	make_payee_account,
	make_payment,
	make_payment_batch,
	make_scheme,
	make_user,
	stand,
)
from queries import count_queries
from story import acting, change, refused
from workers import at_once

from mentoring_scheme.mentoring_scheme import paying
from mentoring_scheme.mentoring_scheme.doctype.mentoring_payment_batch import payment_file

BANKS, LEDGERS = "Payment File for Banks", "Payment File for Ledgers"


@pytest.fixture
def scheme() -> str:
	return make_scheme("afc-fostering", cost_reference="CC-4711").name


@pytest.fixture
def finance() -> str:
	return make_user("Mentoring Finance")


def link_of(scheme: str, **household: Any) -> str:
	"""A link whose mentor is paid through a household of their own."""
	home = make_household(**household).name
	mentor = make_mentor(scheme=scheme, participant=make_participant(household=home).name)
	return make_link(scheme=scheme, mentor=mentor.name, status="Active").name


def payment(link: str, amount: float = 150, **values: Any) -> Document:
	made = make_approved_payment(link=link, **values)
	return stand(made, amount=amount)


def household_of(doc: Document) -> str:
	return frappe.db.get_value("Mentoring Payment", doc.name, "household")


def account_for(doc: Document, **values: Any) -> Document:
	return make_payee_account(household=household_of(doc), confirmed=True, **values)


def state(doc: Document) -> tuple[str, str | None]:
	return frappe.db.get_value("Mentoring Payment", doc.name, ["status", "batch"])


def empty_batch(scheme: str | None = None, **values: Any) -> Document:
	return make_payment_batch(payments=(), scheme=scheme, **values)


def content_of(batch: Document) -> str:
	return frappe.get_doc("File", {"file_url": batch.file}).get_content()


def rows_of(batch: Document) -> list[list[str]]:
	return list(csv.reader(io.StringIO(content_of(batch))))


def with_file(*payments: Document, layout: str = LEDGERS, **values: Any) -> Document:
	batch = make_payment_batch(payments=tuple(each.name for each in payments), layout=layout, **values)
	batch.make_file()
	return batch


def sent_batch(*payments: Document, **values: Any) -> Document:
	batch = with_file(*payments, **values)
	batch.mark_sent(today())
	return batch


# --- putting it together


def test_what_is_approved_and_due_is_taken_up_once(scheme, finance):
	link = link_of(scheme)
	due, later = payment(link), payment(link, due_on=add_days(today(), 40))
	waiting = make_payment(link=link)
	with acting(finance):
		batch = empty_batch(scheme)
		assert batch.take_up(today()) == {"taken": 1, "left_out": []}
		assert [row.reference for row in batch.lines] == [due.name]
		assert batch.take_up(today())["taken"] == 0
		assert batch.take_up(add_days(today(), 40))["taken"] == 1
	assert {row.reference for row in batch.lines} == {due.name, later.name}
	assert state(due) == ("Approved", batch.name)
	assert state(waiting) == ("Due", None)
	assert (batch.total, batch.payees, batch.currency) == (300, 1, "GBP")


def test_only_what_is_ticked_and_of_its_scheme_is_taken_up(scheme):
	own, other = payment(link_of(scheme)), payment(link_of(make_scheme("afc-fostering").name))
	batch = empty_batch(scheme)
	assert batch.take_up(today(), payments=False, claims=True)["taken"] == 0
	assert batch.take_up(today(), payments=True, claims=False)["taken"] == 1
	assert [row.reference for row in batch.lines] == [own.name]
	everything = empty_batch()
	everything.take_up(today())
	references = {row.reference for row in everything.lines}
	assert other.name in references and own.name not in references


def test_a_scheme_that_is_paid_through_the_ledger_is_left_to_the_ledger(scheme):
	doc = payment(link_of(scheme))
	frappe.db.set_value("Mentoring Scheme", scheme, "paid_through", "Ledger")
	batch = empty_batch(scheme)
	assert batch.take_up(today())["taken"] == 0
	with refused() as told:
		make_payment_batch(payments=(doc.name,))
	assert told.says(doc.name, "ledger")


@pytest.mark.parametrize("status", ["Due", "Held", "Sent", "Paid", "Cancelled", "Withdrawn"])
def test_only_what_is_approved_goes_in(scheme, status):
	doc = stand(make_payment(link=link_of(scheme)), status=status)
	with refused() as told:
		make_payment_batch(payments=(doc.name,))
	assert told.says(doc.name, status)


def test_nothing_is_in_two_batches_or_twice_in_one(scheme):
	doc = payment(link_of(scheme))
	first = make_payment_batch(payments=(doc.name,))
	with refused() as told:
		make_payment_batch(payments=(doc.name,))
	assert told.says(doc.name, first.name)
	other = payment(link_of(scheme))
	with refused() as told:
		make_payment_batch(payments=(other.name, other.name))
	assert told.says("twice")


def test_the_database_itself_lets_no_line_stand_in_two_batches(scheme):
	"""The gate that holds even for whoever goes past the documents."""
	doc = payment(link_of(scheme))
	first = make_payment_batch(payments=(doc.name,))
	other = make_payment_batch(payments=(payment(link_of(scheme)).name,))
	with refused(Exception):
		stand(other.lines[0], line_key=first.lines[0].line_key)


def test_what_a_line_says_comes_from_its_document(scheme):
	doc = payment(link_of(scheme, payee_name="R. Ambler"), 150)
	batch = make_payment_batch(payments=(doc.name,), do_not_save=True)
	batch.lines[0].update({"amount": 9999, "payee_name": "Somebody", "household": None, "line_key": "x"})
	batch.update(
		{"total": 9999, "status": "Draft", "paid_by": "Administrator", "file": "/private/files/x.csv"}
	)
	batch.insert()
	line = batch.lines[0]
	assert (line.amount, line.payee_name, line.household) == (150, "R. Ambler", household_of(doc))
	assert (batch.total, batch.paid_by, batch.file) == (150, None, None)


def test_a_line_that_is_taken_out_is_free_for_another_batch(scheme):
	one, other = payment(link_of(scheme)), payment(link_of(scheme))
	batch = make_payment_batch(payments=(one.name, other.name))
	batch.lines = [row for row in batch.lines if row.reference == one.name]
	batch.save()
	assert state(other) == ("Approved", None)
	assert state(one) == ("Approved", batch.name)
	assert make_payment_batch(payments=(other.name,)).total == 150


def test_a_draft_can_be_deleted_and_frees_its_lines_and_nothing_else_can(scheme):
	doc = payment(link_of(scheme))
	batch = make_payment_batch(payments=(doc.name,))
	batch.delete()
	assert state(doc) == ("Approved", None)
	kept = sent_batch(doc)
	with refused() as told:
		kept.delete()
	assert told.says("kept")


def test_a_correction_waits_until_its_household_gets_more(scheme):
	link = link_of(scheme, payee_name="R. Ambler")
	owed = payment(link, -50)
	paid = payment(link_of(scheme), 150)
	batch = empty_batch(scheme)
	answer = batch.take_up(today())
	assert answer["taken"] == 1
	assert "R. Ambler" in answer["left_out"][0] and "50.00" in answer["left_out"][0]
	assert [row.reference for row in batch.lines] == [paid.name]
	with refused() as told:
		make_payment_batch(payments=(owed.name,))
	assert told.says("R. Ambler", "waits until more is due")
	payment(link, 150)
	assert batch.take_up(today()) == {"taken": 2, "left_out": []}
	assert (batch.total, batch.payees) == (250, 2)


def test_a_sum_of_exactly_nothing_is_not_paid_either(scheme):
	link = link_of(scheme)
	payment(link, 50), payment(link, -50)
	assert empty_batch(scheme).take_up(today())["taken"] == 0


def test_a_batch_has_one_currency(scheme):
	payment(link_of(scheme))
	euros = stand(payment(link_of(scheme)), currency="EUR", due_on=add_days(today(), 1))
	batch = empty_batch(scheme)
	answer = batch.take_up(add_days(today(), 1))
	assert answer["taken"] == 1 and "EUR" in answer["left_out"][0]
	batch.append("lines", {"reference_type": "Mentoring Payment", "reference": euros.name})
	with refused() as told:
		batch.save()
	assert told.says(euros.name, "EUR", "GBP")


def test_without_a_household_nothing_is_paid(scheme):
	doc = stand(payment(link_of(scheme)), household=None)
	answer = empty_batch(scheme).take_up(today())
	assert answer["taken"] == 0 and "household" in answer["left_out"][0]
	with refused() as told:
		make_payment_batch(payments=(doc.name,))
	assert told.says("household")


def test_claims_and_payments_of_a_household_are_paid_together(scheme):
	doc = payment(link_of(scheme, payee_name="R. Ambler"), 150)
	claim = stand(
		make_claim(mentor=frappe.db.get_value("Mentoring Payment", doc.name, "mentor")),
		status="Approved",
		approved_on=f"{today()} 15:00:00",
		household=household_of(doc),
		total=12.35,
	)
	batch = empty_batch(scheme, layout=LEDGERS)
	assert batch.take_up(add_days(today(), -1), payments=False)["taken"] == 0
	assert batch.take_up(today()) == {"taken": 2, "left_out": []}
	assert (batch.total, batch.payees) == (162.35, 1)
	batch.make_file()
	assert [row[2] for row in rows_of(batch)[1:]] == ["150.00", "12.35"]
	batch.mark_sent(today())
	batch.mark_paid(today(), "BACS 81")
	claim.reload()
	assert (claim.status, claim.batch, claim.payment_reference) == ("Paid", batch.name, "BACS 81")


# --- the file


def test_the_file_for_banks_has_one_line_for_each_payee(scheme, finance):
	link = link_of(scheme)
	one, more, owed = payment(link, 150), payment(link, 25.5), payment(link, -10)
	other = payment(link_of(scheme), 50)
	account_for(one, account_holder="Robin Ambler", sort_code="201453", account_number="00123456")
	account_for(other, account_holder="Zed Young", sort_code="112233", account_number="87654321")
	with acting(finance):
		batch = with_file(one, more, owed, other, layout=BANKS)
	head, *rows = rows_of(batch)
	assert head == ["Payee", "Sort code", "Account number", "Amount", "Reference"]
	assert sorted(rows) == [
		["Robin Ambler", "201453", "00123456", "165.50", batch.name],
		["Zed Young", "112233", "87654321", "50.00", batch.name],
	]
	assert sum(Decimal(row[3]) for row in rows) == Decimal(str(batch.total))


def test_the_file_for_ledgers_has_one_line_for_each_document(scheme):
	doc = stand(
		payment(link_of(scheme, payee_name="R. Ambler", payment_reference="V-1001"), -5),
		period_start="2026-01-05",
		period_end="2026-04-04",
	)
	more = payment(frappe.db.get_value("Mentoring Payment", doc.name, "link"), 150, due_on="2026-05-05")
	batch = with_file(doc, more)
	head, *rows = rows_of(batch)
	assert head == [
		"Supplier number",
		"Payee",
		"Amount",
		"Scheme",
		"Cost reference",
		"Period",
		"Our document",
	]
	assert rows == [
		["V-1001", "R. Ambler", "-5.00", scheme, "CC-4711", "2026-01-05 to 2026-04-04", doc.name],
		["V-1001", "R. Ambler", "150.00", scheme, "CC-4711", "2026-05-05", more.name],
	]


def test_the_file_is_private_and_its_fingerprint_is_kept(scheme):
	batch = with_file(payment(link_of(scheme)))
	file = frappe.get_doc("File", {"file_url": batch.file})
	assert (file.is_private, file.attached_to_doctype, file.attached_to_name) == (
		1,
		"Mentoring Payment Batch",
		batch.name,
	)
	assert batch.file_hash == hashlib.sha256(content_of(batch).encode()).hexdigest()
	for role, sees in (("Mentoring Finance", True), ("Mentoring Co-ordinator", False), ("Mentor", False)):
		assert bool(file.has_permission("read", user=make_user(role))) is sees


def test_making_the_file_again_gives_the_same_bytes(scheme, finance):
	docs = [payment(link_of(scheme)) for _ in range(3)]
	with acting(finance):
		batch = with_file(*docs)
		first, url = content_of(batch), batch.file
		batch.make_file()
		assert (content_of(batch), batch.file) == (first, url)
	with acting(make_user("Mentoring Finance")):
		frappe.get_doc("User", frappe.session.user).db_set("language", "de")
		assert payment_file.render(batch.reload()).decode() == first


def test_names_do_not_become_formulas_or_break_a_line(scheme):
	docs = [
		payment(link_of(scheme, payee_name=name))
		for name in ('=HYPERLINK("http://x")', "+44 Trust", "@SUM(A1)", "-2+3", 'O\'Brien, "Bo"\n& Co')
	]
	rows = rows_of(with_file(*docs))[1:]
	assert [row[1] for row in rows] == [
		'\'=HYPERLINK("http://x")',
		"'+44 Trust",
		"'@SUM(A1)",
		"'-2+3",
		'O\'Brien, "Bo" & Co',
	]
	assert {len(row) for row in rows} == {7}


def test_missing_and_unconfirmed_accounts_are_all_named_before_a_file_is_made(scheme):
	docs = [payment(link_of(scheme, payee_name=name)) for name in ("Ambler", "Baker", "Carter")]
	account_for(docs[0])
	account = make_payee_account(household=household_of(docs[1]))
	batch = make_payment_batch(payments=tuple(doc.name for doc in docs), layout=BANKS)
	with refused() as told:
		batch.make_file()
	assert told.says("Baker", account.name, "confirmed", "Carter", "no account")
	assert "Ambler" not in told.message
	assert frappe.db.get_value("Mentoring Payment Batch", batch.name, "file") is None
	change(batch, layout=LEDGERS)
	batch.reload().make_file()
	assert batch.file


def test_a_council_may_bring_its_own_layout(scheme):
	frappe.get_doc(
		{
			"doctype": "Print Format",
			"name": "Our bank",
			"doc_type": "Mentoring Payment Batch",
			"raw_printing": 1,
			"custom_format": 1,
			"raw_commands": "{% for payee in doc.payees_to_pay() %}{{ doc.csv_row([payee.supplier, payee.amount]) }}\n{% endfor %}",
		}
	).insert()
	batch = with_file(payment(link_of(scheme, payment_reference="V-7"), 12.3), layout="Our bank")
	assert content_of(batch) == "V-7,12.30\r\n"


def test_a_layout_that_is_none_is_refused(scheme):
	batch = make_payment_batch()
	with refused() as told:
		change(batch, layout="Contact Record")
	assert told.says("Contact Record", "raw commands")
	stand(batch, layout=None)
	with refused() as told:
		batch.reload().make_file()
	assert told.says("layout")


def test_a_layout_with_a_mistake_says_so(scheme):
	frappe.get_doc(
		{
			"doctype": "Print Format",
			"name": "Broken",
			"doc_type": "Mentoring Payment Batch",
			"raw_printing": 1,
			"custom_format": 1,
			"raw_commands": "{% for payee in %}",
		}
	).insert()
	batch = make_payment_batch(payments=(payment(link_of(scheme)).name,), layout="Broken")
	with refused() as told:
		batch.make_file()
	assert told.says("Broken")


def test_a_change_of_the_lines_takes_the_file_away(scheme):
	one, other = payment(link_of(scheme)), payment(link_of(scheme))
	batch = with_file(one, other)
	url = batch.file
	with acting(make_user("Mentoring Finance")):
		batch.reload()
		batch.lines = batch.lines[:1]
		batch.save()
	assert batch.file is None
	assert not frappe.db.exists("File", {"file_url": url})
	with refused() as told:
		batch.mark_sent(today())
	assert told.says("Make the file first")


def test_an_empty_batch_makes_no_file(scheme):
	with refused() as told:
		empty_batch(scheme).make_file()
	assert told.says("no lines")


# --- sending


def test_sending_moves_all_its_lines_and_says_who_did_it(scheme, finance):
	docs = [payment(link_of(scheme)) for _ in range(2)]
	with acting(finance):
		batch = sent_batch(*docs)
	assert (batch.status, batch.sent_on, batch.sent_by) == ("Sent", getdate(today()), finance)
	for doc in docs:
		assert state(doc) == ("Sent", batch.name)
		version = frappe.get_last_doc("Version", {"docname": doc.name})
		assert version.owner == finance
		assert ["status", "Approved", "Sent"] in frappe.parse_json(version.data)["changed"]


def test_nobody_sends_a_batch_that_pays_their_own_household(scheme, finance):
	doc = payment(link_of(scheme, household_name="Ambler household"))
	make_participant(household=household_of(doc), user=finance)
	with acting(finance):
		batch = with_file(doc)
		with refused() as told:
			batch.mark_sent(today())
		assert told.says("Ambler household", "somebody else", "(R42)")
	assert state(doc) == ("Approved", batch.name)
	with acting(make_user("Mentoring Finance")):
		batch.reload().mark_sent(today())


def test_a_batch_whose_accounts_have_changed_since_the_file_was_made_is_not_sent(scheme):
	doc = payment(link_of(scheme))
	account = account_for(doc)
	batch = with_file(doc, layout=BANKS)
	change(account, account_number="87654321")
	with refused() as told:
		batch.mark_sent(today())
	assert told.says("confirmed")
	with acting(make_user("Mentoring Finance")):
		account.reload().confirm()
	with refused() as told:
		batch.reload().mark_sent(today())
	assert told.says("Make the file again")
	batch.reload().make_file()
	batch.mark_sent(today())
	assert state(doc)[0] == "Sent"


def test_a_payee_who_is_called_otherwise_by_now_needs_a_new_file(scheme):
	doc = payment(link_of(scheme, payee_name="R. Ambler"))
	batch = with_file(doc)
	change(frappe.get_doc("Mentoring Household", household_of(doc)), payee_name="R. Baker")
	with refused() as told:
		batch.mark_sent(today())
	assert told.says("Make the file again")
	batch.reload().make_file()
	assert rows_of(batch)[1][1] == "R. Baker"
	batch.mark_sent(today())
	assert (batch.status, batch.lines[0].payee_name) == ("Sent", "R. Baker")


def test_a_batch_is_not_sent_tomorrow(scheme):
	batch = with_file(payment(link_of(scheme)))
	with refused() as told:
		batch.mark_sent(add_days(today(), 1))
	assert told.says("future")


def test_after_sending_nothing_in_it_changes_by_hand(scheme):
	one, other = payment(link_of(scheme)), payment(link_of(scheme))
	batch = sent_batch(one)
	for values in ({"pay_on": add_days(today(), 3)}, {"layout": BANKS}, {"lines": []}):
		with refused() as told:
			change(batch, **values)
		assert told.says("Sent")
	batch.reload().append("lines", {"reference_type": "Mentoring Payment", "reference": other.name})
	with refused():
		batch.save()
	batch = change(batch, status="Paid", payment_reference="x", paid_on=today())
	assert (batch.status, batch.payment_reference) == ("Sent", None)


def test_each_step_has_its_time(scheme):
	batch = with_file(payment(link_of(scheme)))
	with refused() as told:
		batch.mark_paid(today(), "BACS 1")
	assert told.says("Draft", "Sent")
	batch.reload().mark_sent(today())
	for act in (lambda: batch.mark_sent(today()), batch.make_file, lambda: batch.take_up(today())):
		with refused() as told:
			act()
		assert told.says("Sent", "Draft")


# --- what a batch carries moves with it


def test_a_line_of_a_batch_is_neither_cancelled_nor_sent_on_its_own(scheme):
	doc = payment(link_of(scheme))
	batch = make_payment_batch(payments=(doc.name,))
	change(doc.reload(), reason="Wrong.")
	for action in ("Cancel payment", "Send to payee"):
		with refused() as told:
			apply_workflow(doc.reload(), action)
		assert told.says(batch.name)
	with refused():
		doc.reload().cancel()
	assert state(doc) == ("Approved", batch.name)


def test_nobody_takes_a_payment_out_of_its_batch_by_editing_it(scheme):
	doc = payment(link_of(scheme))
	batch = make_payment_batch(payments=(doc.name,))
	change(doc.reload(), batch=None, reason="Noted.")
	assert state(doc) == ("Approved", batch.name)
	free = payment(link_of(scheme))
	change(free.reload(), batch=batch.name)
	assert state(free) == ("Approved", None)


# --- paid


def test_paying_writes_day_and_reference_to_every_line(scheme, finance):
	docs = [payment(link_of(scheme)) for _ in range(2)]
	with acting(finance):
		batch = sent_batch(*docs)
		batch.mark_paid(today(), " BACS 77 ")
	assert (batch.status, batch.paid_by, batch.payment_reference) == ("Paid", finance, "BACS 77")
	for doc in docs:
		doc.reload()
		assert (doc.status, doc.paid_on, doc.payment_reference) == ("Paid", getdate(today()), "BACS 77")
	with refused():
		batch.mark_paid(today(), "again")
	with refused() as told:
		batch.reload().cancel_batch("No.")
	assert told.says("Paid")


def test_a_payment_is_recorded_with_a_reference_not_before_it_was_sent_and_not_in_the_future(scheme):
	batch = sent_batch(payment(link_of(scheme)))
	for on, reference, said in (
		(today(), "  ", "reference"),
		(add_days(today(), 1), "BACS", "future"),
		(add_days(today(), -1), "BACS", "before"),
	):
		with refused() as told:
			batch.reload().mark_paid(on, reference)
		assert told.says(said)
	assert frappe.db.get_value("Mentoring Payment Batch", batch.name, "status") == "Sent"


# --- cancelled, or come back


@pytest.mark.parametrize("make", [make_payment_batch, with_file, sent_batch], ids=["draft", "file", "sent"])
def test_a_cancelled_batch_frees_its_lines(scheme, make: Callable[..., Document]):
	doc = payment(link_of(scheme))
	batch = make(payments=(doc.name,)) if make is make_payment_batch else make(doc)
	with refused() as told:
		batch.cancel_batch("  ")
	assert told.says("why")
	batch.cancel_batch("The bank was closed.")
	assert (batch.status, batch.reason) == ("Cancelled", "The bank was closed.")
	assert [row.reference for row in batch.lines] == [doc.name], "it stays on record"
	assert state(doc) == ("Approved", None)
	again = sent_batch(doc)
	assert state(doc) == ("Sent", again.name)


def test_a_line_that_came_back_is_marked_and_free_and_the_others_are_paid(scheme):
	one, other = payment(link_of(scheme)), payment(link_of(scheme))
	batch = sent_batch(one, other)
	row = next(row for row in batch.lines if row.reference == one.name)
	batch.line_came_back(row.name, today(), "Account closed")
	assert state(one) == ("Approved", None)
	comment = frappe.get_last_doc("Comment", {"reference_name": one.name, "comment_type": "Info"})
	assert "Account closed" in comment.content
	with refused() as told:
		batch.line_came_back(row.name, today(), "Again")
	assert told.says("already")
	batch.reload().mark_paid(today(), "BACS 78")
	assert state(one) == ("Approved", None)
	assert state(other)[0] == "Paid"
	row = next(row for row in batch.lines if row.reference == one.name)
	assert (row.came_back_on, row.came_back_reason) == (getdate(today()), "Account closed")
	assert make_payment_batch(payments=(one.name,)).total == 150


def test_a_line_may_come_back_after_the_batch_was_recorded_as_paid(scheme):
	one, other = payment(link_of(scheme)), payment(link_of(scheme))
	batch = sent_batch(one, other)
	batch.mark_paid(today(), "BACS 79")
	row = next(row for row in batch.lines if row.reference == one.name)
	batch.line_came_back(row.name, today(), "No such account")
	one.reload()
	assert (one.status, one.batch, one.sent_on, one.paid_on, one.payment_reference) == (
		"Approved",
		None,
		None,
		None,
		None,
	)
	assert state(other)[0] == "Paid"


def test_where_every_line_came_back_nothing_is_paid(scheme):
	batch = sent_batch(payment(link_of(scheme)))
	batch.line_came_back(batch.lines[0].name, today(), "Account closed")
	with refused() as told:
		batch.reload().mark_paid(today(), "BACS 80")
	assert told.says("Every line came back")
	batch.reload().cancel_batch("All came back.")
	assert batch.status == "Cancelled"


# --- who, and how much work it is


@pytest.mark.parametrize("role", ["Mentoring Co-ordinator", "Supervising Social Worker", "Mentor"])
def test_nobody_else_sees_or_moves_a_batch(scheme, role):
	batch = with_file(payment(link_of(scheme)))
	with acting(make_user(role)):
		assert not batch.has_permission("read")
		for act in (
			lambda: batch.mark_sent(today()),
			lambda: batch.cancel_batch("x"),
			lambda: batch.take_up(today()),
			batch.make_file,
		):
			with refused(frappe.PermissionError):
				act()


def test_queries_of_a_step_grow_by_the_same_for_each_line(scheme):
	def steps(number: int) -> list[int]:
		docs = [payment(link_of(scheme)) for _ in range(number)]
		batch = empty_batch(scheme)
		counts = [count_queries(lambda: batch.take_up(today()))]
		batch.update({"layout": LEDGERS})
		batch.save()
		counts.append(count_queries(batch.make_file))
		counts.append(count_queries(lambda: batch.mark_sent(today())))
		counts.append(count_queries(lambda: batch.mark_paid(today(), "BACS")))
		assert {state(doc)[0] for doc in docs} == {"Paid"}
		return counts

	steps(1)
	two, four, eight = steps(2), steps(4), steps(8)
	for few, more, most in zip(two, four, eight, strict=True):
		assert (most - more) == 2 * (more - few)
	taken = (eight[0] - four[0]) / 4
	assert taken <= 6, "a line is stored, and what it pays is marked"


# --- the steps themselves, as a ledger uses them


def test_what_a_ledger_pays_need_not_have_been_sent(scheme):
	doc = payment(link_of(scheme))
	paying.paid([doc], today(), "PE-1")
	assert state(doc)[0] == "Paid"
	paying.unpaid([doc], "The payment entry was cancelled.")
	assert state(doc)[0] == "Approved"
	assert doc.paid_on is None and doc.payment_reference is None


def test_what_was_sent_and_is_not_paid_after_all_is_sent_still(scheme):
	doc = payment(link_of(scheme))
	paying.sent([doc], today())
	paying.paid([doc], today(), "PE-1")
	paying.unpaid([doc], "The payment entry was cancelled.")
	assert state(doc)[0] == "Sent"
	paying.came_back([doc], "The bank sent it back.")
	doc.reload()
	assert (doc.status, doc.sent_on) == ("Approved", None)


def test_a_step_takes_all_or_none_and_names_what_stands_in_the_way(scheme):
	good, bad = payment(link_of(scheme)), stand(make_payment(link=link_of(scheme)), status="Held")
	for act, states in (
		(lambda: paying.sent([good, bad], today()), ("Approved",)),
		(lambda: paying.paid([good, bad], today(), "x"), ("Approved", "Sent")),
		(lambda: paying.unpaid([good, bad], "x"), ("Paid",)),
		(lambda: paying.came_back([good, bad], "x"), ("Sent",)),
	):
		with refused() as told:
			act()
		assert told.says(bad.name, "Held", *states)
	assert state(good) == ("Approved", None)


def test_a_step_looks_at_what_is_stored_and_not_at_what_it_is_handed(scheme):
	doc = payment(link_of(scheme))
	stale = frappe.get_doc("Mentoring Payment", doc.name)
	paying.sent([doc], today())
	with refused() as told:
		paying.sent([stale], today())
	assert told.says(doc.name, "Sent")


# --- two at once


@pytest.mark.commits
def test_of_two_batches_at_once_one_gets_a_payment(site):
	docs = [payment(link_of(make_scheme("afc-fostering").name)) for _ in range(3)]
	make_payment_batch().delete()  # so that the year's numbers have begun, which two at once cannot
	frappe.db.commit()
	names = tuple(doc.name for doc in docs)
	answers = [str(each) for each in at_once(site, *[lambda: make_payment_batch(payments=names).name] * 2)]
	frappe.db.rollback()
	batches = frappe.get_all("Mentoring Payment Batch", {"name": ["in", answers]}, pluck="name")
	assert len(batches) == 1
	(told,) = set(answers) - set(batches)
	assert batches[0] in told
	assert {state(doc) for doc in docs} == {("Approved", batches[0])}
