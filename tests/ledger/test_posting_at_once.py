"""Two workers at once, and a worker that is killed half-way: each approval stands in the ledger once, whole or not at all.

A real database, real processes and a real signal; what the tests commit they take away again.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

import frappe
import pytest
from books import approved_payment, make_ledger_scheme
from frappe.model.document import Document
from makers import make_household, make_link, make_mentor, make_participant
from workers import at_once, killed

from mentoring_scheme.finance import posting
from mentoring_scheme.jobs import ledger as jobs

pytestmark = pytest.mark.commits
WORKER = """
from mentoring_scheme.jobs import ledger
print("begins", flush=True)
ledger.sweep()
"""


@pytest.fixture
def series() -> Iterator[None]:
	"""The numbers that the books give out are put back, as the rows of these tests are."""
	table = frappe.qb.DocType("Series")
	before = dict(frappe.qb.from_(table).select(table.name, table.current).run())
	yield
	frappe.db.rollback()
	for name, current in frappe.qb.from_(table).select(table.name, table.current).run():
		if before.get(name) != current:
			frappe.qb.update(table).set(table.current, before.get(name, 0)).where(table.name == name).run()
	frappe.db.commit()


def approved_payments(count: int, households: int = 2) -> list[Document]:
	scheme = make_ledger_scheme()
	mentors = [
		make_mentor(
			scheme=scheme.name, participant=make_participant(household=make_household().name).name
		).name
		for _ in range(households)
	]
	links = [make_link(scheme=scheme.name, mentor=mentor, status="Active").name for mentor in mentors]
	made = [approved_payment(scheme, link=links[number % households]) for number in range(count)]
	frappe.db.after_commit.reset()  # the jobs are begun by hand
	frappe.db.commit()
	return made


def check_each_stands_once(payments: list[Document]) -> None:
	frappe.db.rollback()
	names = [payment.name for payment in payments]
	invoices = frappe.get_all(
		"Purchase Invoice",
		{"mentoring_document": ["in", names]},
		["name", "mentoring_document", "docstatus", "grand_total", "supplier"],
	)
	assert sorted(each.mentoring_document for each in invoices) == sorted(names)
	assert {(each.docstatus, each.grand_total) for each in invoices} == {(1, 25.0)}
	ours = dict(
		frappe.get_all("Mentoring Payment", {"name": ["in", names]}, ["name", "ledger_invoice"], as_list=True)
	)
	assert ours == {each.mentoring_document: each.name for each in invoices}
	households = set(frappe.get_all("Mentoring Payment", {"name": ["in", names]}, pluck="household"))
	suppliers = frappe.get_all("Supplier", {"mentoring_household": ["in", list(households)]}, pluck="name")
	assert len(suppliers) == len(households) and {each.supplier for each in invoices} == set(suppliers)
	check_the_books_balance([each.name for each in invoices])


def check_the_books_balance(invoices: list[str]) -> None:
	"""Every invoice has its two entries and no other; none belongs to an invoice that is not there."""
	entries = frappe.get_all("GL Entry", {"voucher_no": ["in", invoices]}, ["voucher_no", "debit", "credit"])
	assert len(entries) == 2 * len(invoices)
	assert (
		sum(entry.debit for entry in entries) == sum(entry.credit for entry in entries) == 25 * len(invoices)
	)


def test_two_workers_at_once_post_each_payment_once(site, series):
	payments = approved_payments(6)
	posted = at_once(site, jobs.sweep, jobs.sweep)
	assert sum(posted) == 6
	check_each_stands_once(payments)


def test_two_workers_with_the_same_payment_post_it_once(site, series):
	[payment] = approved_payments(1, households=1)
	posted = at_once(site, *[lambda: jobs.post(payment.doctype, payment.name)] * 3)
	assert sorted(posted) == [0, 0, 1]
	check_each_stands_once([payment])


def test_two_workers_make_one_supplier_of_a_household(site, series):
	payments = approved_payments(2, households=1)
	todo = iter([payment.name for payment in payments])
	posted = at_once(site, *[lambda: jobs.post("Mentoring Payment", next(todo))] * 2)
	assert posted == [1, 1]
	check_each_stands_once(payments)


@pytest.mark.parametrize("supplier_is_known", [True, False])
def test_what_another_worker_has_posted_meanwhile_is_not_posted_again(site, series, supplier_is_known):
	"""The other was quicker, and this transaction began before it: it is stopped, and a new one sees the invoice."""
	payment, earlier = approved_payments(2, households=1)
	if supplier_is_known:
		jobs.post(earlier.doctype, earlier.name)
	frappe.get_all("Purchase Invoice", limit=1)  # this transaction reads from now on what stands now
	at_once(site, lambda: jobs.post(payment.doctype, payment.name))
	first = frappe.db.get_value("Mentoring Payment", payment.name, "ledger_invoice", for_update=True)
	frappe.db.set_value("Mentoring Payment", payment.name, "ledger_invoice", None)
	with pytest.raises(posting.QUICKER):
		posting.post(payment.doctype, payment.name, last_try=False)
	frappe.db.rollback()
	assert jobs.post(payment.doctype, payment.name) == 0
	assert frappe.db.get_value("Mentoring Payment", payment.name, "ledger_invoice") == first


def test_a_worker_that_began_too_early_begins_again_by_itself(site, series):
	payment, earlier = approved_payments(2, households=1)
	frappe.get_all("Purchase Invoice", limit=1)
	at_once(site, lambda: jobs.post(earlier.doctype, earlier.name))
	assert jobs.post(payment.doctype, payment.name) == 1
	check_each_stands_once([payment, earlier])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_worker_killed_half_way_leaves_nothing_half_and_the_next_one_goes_on(site, series, seed):
	payments = approved_payments(5)
	for pause in (random.Random(seed).uniform(0.3, 2.0) for _ in range(3)):
		killed(site, WORKER, seconds=pause)
		frappe.db.rollback()
		done = frappe.get_all(
			"Purchase Invoice", {"mentoring_document": ["in", [each.name for each in payments]]}, pluck="name"
		)
		check_the_books_balance(done)
	jobs.sweep()
	check_each_stands_once(payments)
