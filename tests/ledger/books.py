"""The books that the tests keep in ERPNext: a company and its accounts, and schemes that pay through them."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

import frappe
from frappe.desk.page.setup_wizard.setup_wizard import setup_complete
from frappe.model.document import Document
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, add_months, add_years, get_first_day, getdate, now_datetime, today
from makers import make_link, make_mentor, make_payment, make_scheme

COMPANY = "Kingsbridge Council"
ABBR = "KC"
SUPPLIER_GROUP = "Mentor households"
MENTORING = f"Mentoring - {ABBR}"
TRAVEL = f"Mentors' travel - {ABBR}"
COST_CENTRE = f"Fostering - {ABBR}"
BANK = f"Council bank - {ABBR}"
# An accounting dimension of the company besides cost centre and project; nobody must fill it in, until a test says so.
DIMENSION = "Department"
DEPARTMENT = f"Children's services - {ABBR}"

names = itertools.count(1)


def is_open() -> bool:
	return bool(frappe.db.exists("Company", COMPANY) and frappe.db.exists("Department", DEPARTMENT))


def open_books() -> None:
	"""What ERPNext's first questions make, and the accounts that a finance officer adds for a scheme."""
	if not frappe.db.exists("Company", COMPANY):
		_answer_first_questions()
	# whatever else is on the site: the tests' company keeps its books in pounds, this year and the years beside it
	for years in (-1, 0, 1):
		_make_year(getdate(add_years(_year_start(), years)))
	_make("Supplier Group", SUPPLIER_GROUP, supplier_group_name=SUPPLIER_GROUP)
	expenses = frappe.db.get_value("Account", {"company": COMPANY, "account_name": "Indirect Expenses"})
	for name in (MENTORING, TRAVEL):
		_make(
			"Account",
			name,
			account_name=name.removesuffix(f" - {ABBR}"),
			parent_account=expenses,
			company=COMPANY,
		)
	banks = frappe.db.get_value("Account", {"company": COMPANY, "account_name": "Bank Accounts"})
	_make(
		"Account",
		BANK,
		account_name="Council bank",
		parent_account=banks,
		company=COMPANY,
		account_type="Bank",
	)
	root = frappe.db.get_value("Cost Center", {"company": COMPANY, "is_group": 1})
	_make("Cost Center", COST_CENTRE, cost_center_name="Fostering", parent_cost_center=root, company=COMPANY)
	_make_dimension()
	_make("Department", DEPARTMENT, department_name="Children's services", company=COMPANY)


def make_ledger_scheme(preset: str = "afc-fostering", **overrides: Any) -> Document:
	"""A scheme that pays through the ledger, its invoices submitted unless said otherwise."""
	scheme = make_scheme(preset, do_not_save=True)
	scheme.update(
		{
			"currency": "GBP",
			"paid_through": "Ledger",
			"invoices_as": "Submitted",
			"ledger_company": COMPANY,
			"ledger_supplier_group": SUPPLIER_GROUP,
			"ledger_expense_account": MENTORING,
			"ledger_cost_center": COST_CENTRE,
			**overrides,
		}
	)
	return scheme.insert()


def approved_payment(scheme: Document, **values: Any) -> Document:
	"""A payment of a scheme, approved; it waits for the job that posts it."""
	values.setdefault("link", make_link(scheme=scheme.name, status="Active").name)
	return apply_workflow(make_payment(**values), "Approve")


def approved_claim(scheme: Document, expenses: dict[str, float], tasks: float = 0, **values: Any) -> Document:
	"""A claim of last month as it stands when it has been approved, with these amounts by kind; it waits to be posted."""
	mentor = make_mentor(scheme=scheme.name)
	day = get_first_day(add_months(today(), -1))
	lines = [{"date": day, "kind": kind, "amount": amount} for kind, amount in expenses.items()]
	claim = frappe.get_doc(
		{
			"doctype": "Mentor Claim",
			"mentor": mentor.name,
			"mentor_name": mentor.participant_name,
			"participant": mentor.participant,
			"scheme": scheme.name,
			"month": day,
			"household": mentor.payee(),
			"currency": scheme.currency,
			"status": "Approved",
			"approved_by": frappe.session.user,
			"approved_on": now_datetime(),
			"expense_lines": lines,
			"time_lines": [{"date": day, "kind": "Task", "minutes": 60, "amount": tasks}] if tasks else [],
			"expenses_total": sum(expenses.values()),
			"tasks_total": tasks,
			"total": sum(expenses.values()) + tasks,
			**values,
		}
	)
	claim.set_new_name()
	claim.set_parent_in_children()
	for row in (claim, *claim.get_all_children()):
		row.set_user_and_timestamp()
		row.db_insert()
	return frappe.get_doc("Mentor Claim", claim.name)


def invoice_of(doc: Document) -> Document:
	"""The invoice that stands for one of ours."""
	return frappe.get_doc("Purchase Invoice", {"mentoring_document": doc.name, "docstatus": ["<", 2]})


def pay(
	invoice: Document, amount: float | None = None, on: date | str | None = None, reference: str = "BACS 1"
) -> Document:
	"""Pay an invoice from the council's bank, as ERPNext's own button does, and submit the payment."""
	from erpnext.accounts.doctype.payment_entry.payment_entry import get_payment_entry

	entry = get_payment_entry("Purchase Invoice", invoice.name, bank_account=BANK)
	if amount is not None:
		entry.paid_amount = entry.received_amount = amount
		entry.references[0].allocated_amount = amount
	entry.posting_date = on or today()
	entry.reference_no, entry.reference_date = reference, entry.posting_date
	entry.insert()
	entry.submit()
	return entry


def close_period() -> Document:
	"""Close the month in which today falls for purchase invoices."""
	return frappe.get_doc(
		{
			"doctype": "Accounting Period",
			"period_name": f"Closed {next(names)}",
			"company": COMPANY,
			"start_date": add_days(today(), -1),
			"end_date": add_days(today(), 1),
			"closed_documents": [{"document_type": "Purchase Invoice", "closed": 1}],
		}
	).insert()


def _answer_first_questions() -> None:
	start = _year_start()
	setup_complete(
		{
			"language": "English (United Kingdom)",
			"country": "United Kingdom",
			"timezone": "Europe/London",
			"currency": "GBP",
			"full_name": "Administrator",
			"enable_telemetry": 0,
			"company_name": COMPANY,
			"company_abbr": ABBR,
			"chart_of_accounts": "Standard",
			"fy_start_date": str(start),
			"fy_end_date": str(add_days(add_years(start, 1), -1)),
			"setup_demo": 0,
		}
	)


def _year_start() -> date:
	"""The first of April that lies behind us."""
	now = getdate(today())
	return date(now.year if now.month > 3 else now.year - 1, 4, 1)


def _make_year(start: date) -> None:
	if frappe.db.exists("Fiscal Year", {"year_start_date": start}):
		return
	end = getdate(add_days(add_years(start, 1), -1))
	_make("Fiscal Year", "", year=f"{start.year}-{end.year}", year_start_date=start, year_end_date=end)


def _make(doctype: str, name: str, **values: Any) -> None:
	if not frappe.db.exists(doctype, name):
		frappe.get_doc({"doctype": doctype, **values}).insert()


def _make_dimension() -> None:
	"""As the desk does it, except that nobody waits for a worker to add its field everywhere."""
	from erpnext.accounts.doctype.accounting_dimension.accounting_dimension import (
		make_dimension_in_accounting_doctypes,
	)

	if not frappe.db.exists("Accounting Dimension", DIMENSION):
		dimension = frappe.get_doc({"doctype": "Accounting Dimension", "document_type": DIMENSION})
		dimension.append("dimension_defaults", {"company": COMPANY, "reference_document": DIMENSION})
		make_dimension_in_accounting_doctypes(doc=dimension.insert())
