"""ERPNext comes to a site that has schemes already, and leaves one that has paid through it: ours works before and after."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import frappe
import pytest
from books import DEPARTMENT, TRAVEL, approved_payment, make_ledger_scheme
from story import refused
from test_z_reinstall import ThrowawaySite

from mentoring_scheme.finance import fields, ledger, setup
from mentoring_scheme.jobs import ledger as jobs

OURS = ("Mentoring Scheme", "Mentoring Expense Kind")


@pytest.fixture
def forgetting() -> Iterator[None]:
	"""What the site remembers of its fields is forgotten before they are put back."""
	yield
	for doctype in fields.FIELDS:
		frappe.clear_cache(doctype=doctype)


def fields_on(doctype: str) -> set[str]:
	return set(frappe.get_all("Custom Field", {"dt": doctype}, pluck="fieldname"))


# --- beside ERPNext


@pytest.mark.parametrize("doctype", fields.FIELDS)
def test_each_field_is_there_with_its_column_and_belongs_to_the_app(doctype):
	meta = frappe.get_meta(doctype)
	for field in fields.FIELDS[doctype]:
		assert meta.get_field(field["fieldname"]).fieldtype == field["fieldtype"]
		assert (
			frappe.db.get_value("Custom Field", f"{doctype}-{field['fieldname']}", "module") == fields.MODULE
		)
		if field["fieldtype"] not in frappe.model.no_value_fields:
			assert frappe.db.has_column(doctype, field["fieldname"])


def test_a_dimension_of_the_company_can_be_chosen_in_a_scheme():
	field = frappe.get_meta("Mentoring Scheme").get_field("department")
	assert (field.fieldtype, field.options) == ("Link", "Department")


def test_migrating_again_changes_nothing():
	before = frappe.get_all("Custom Field", {"module": fields.MODULE}, ["name", "modified"], order_by="name")
	setup.after_migrate()
	assert (
		frappe.get_all("Custom Field", {"module": fields.MODULE}, ["name", "modified"], order_by="name")
		== before
	)


# --- when it leaves


def test_schemes_go_back_to_batches_and_what_was_posted_keeps_the_name_of_its_invoice(forgetting):
	scheme = make_ledger_scheme("tri-borough-fostering", department=DEPARTMENT)
	scheme.expense_kinds[0].ledger_account = TRAVEL
	scheme.save()
	payment = approved_payment(scheme)
	jobs.post(payment.doctype, payment.name)
	invoice = payment.reload().ledger_invoice
	version = scheme.reload().policy_version

	setup.before_app_uninstall(ledger.APP)

	assert scheme.reload().paid_through == "Payment batch"
	assert scheme.policy_version != version
	assert "ERPNext has left this site" in frappe.db.get_value(
		"Mentoring Policy Version", scheme.policy_version, "change_note"
	)
	assert payment.reload().ledger_invoice == invoice
	assert not any(fields_on(doctype) for doctype in OURS)
	columns = [fields.COMPANY, fields.EXPENSE_ACCOUNT, fields.COST_CENTRE, "department"]
	assert set(frappe.db.get_value("Mentoring Scheme", scheme.name, columns)) == {None}
	assert not frappe.db.get_value(
		"Mentoring Expense Kind", scheme.expense_kinds[0].name, fields.KIND_ACCOUNT
	)


def test_a_scheme_still_saves_when_it_has_left(forgetting, monkeypatch):
	scheme = make_ledger_scheme()
	setup.before_app_uninstall(ledger.APP)
	monkeypatch.setattr(ledger, "is_here", lambda: False)
	scheme.reload().save()
	scheme.paid_through = "Ledger"
	with refused() as told:
		scheme.save()
	assert told.says("ERPNext is not installed on this site.")


def test_when_ours_leaves_the_ledger_keeps_its_own_fields(forgetting):
	setup.before_app_uninstall("mentoring_scheme")
	assert fields_on("Purchase Invoice") and fields_on("Purchase Invoice").isdisjoint(
		{"mentoring_document", "mentoring_document_type", "mentoring_key"}
	)
	assert "department" in fields_on("Purchase Invoice")
	assert not frappe.db.exists("Custom Field", "Supplier-mentoring_household")


def test_another_app_that_leaves_is_no_business_of_ours(forgetting):
	before = frappe.db.count("Custom Field")
	setup.before_app_uninstall("helpdesk")
	assert frappe.db.count("Custom Field") == before


# --- for real, on a site of its own

SEEN = """
import json, frappe
frappe.init({site!r}, sites_path=".")
frappe.connect()
has = lambda doctype: bool(frappe.db.exists("DocType", doctype))
print(json.dumps({{
	"apps": frappe.get_installed_apps(),
	"fields": frappe.get_all("Custom Field", {{"module": "Mentoring Scheme"}}, pluck="name", order_by="name"),
	"unique": [
		bool(frappe.db.get_column_index("tab" + doctype, fieldname, unique=True)) if has(doctype) else None
		for doctype, fieldname in (("Purchase Invoice", "mentoring_key"), ("Supplier", "mentoring_household"))
	],
}}))
"""
SAVE = """
import sys, frappe
sys.path.insert(0, {tests!r})
frappe.init({site!r}, sites_path=".")
frappe.connect()
from makers import fake, make_link, make_payment, make_scheme
from frappe.model.workflow import apply_workflow
fake.seed_instance(frappe.generate_hash())  # other people than those of the last time
for each in frappe.get_all("Mentoring Scheme"):
	frappe.get_doc("Mentoring Scheme", each.name).save()
link = make_link(scheme=make_scheme().name, status="Active")
print(apply_workflow(make_payment(link=link.name), "Approve").status)
frappe.db.commit()
"""


class SiteWithBoth(ThrowawaySite):
	def seen(self) -> dict:
		return json.loads(self._run("-c", SEEN.format(site=self.name)).strip().splitlines()[-1])

	def approve(self) -> str:
		"""Save every scheme and approve a payment, as on any day; returns where the payment stands."""
		tests = str(Path(__file__).parents[1])
		return self._run("-c", SAVE.format(site=self.name, tests=tests)).strip().splitlines()[-1]


@pytest.fixture
def throwaway(tmp_path: Path) -> Iterator[SiteWithBoth]:
	site = SiteWithBoth(Path.cwd(), tmp_path)
	try:
		yield site
	finally:
		site.drop()


def test_erpnext_comes_to_a_site_and_leaves_it(throwaway: SiteWithBoth):
	expected = sorted(
		f"{doctype}-{field['fieldname']}" for doctype, rows in fields.FIELDS.items() for field in rows
	)
	throwaway.make()
	assert throwaway.seen() == {"apps": ["frappe", "mentoring_scheme"], "fields": [], "unique": [None, None]}
	assert throwaway.approve() == "Approved"

	throwaway.bench("install-app", "erpnext")
	seen = throwaway.seen()
	assert sorted(seen["fields"]) == expected and seen["unique"] == [True, True]
	assert throwaway.approve() == "Approved"

	throwaway.bench("uninstall-app", "erpnext", "--yes", "--no-backup")
	assert throwaway.seen() == {"apps": ["frappe", "mentoring_scheme"], "fields": [], "unique": [None, None]}
	assert throwaway.approve() == "Approved"

	throwaway.bench("migrate", "--skip-search-index")
	assert throwaway.seen()["fields"] == []
