"""Whether there is a ledger on this site, and where a scheme stands in it.

The folder `finance` is the only place that knows ERPNext.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from mentoring_scheme.finance.fields import (
	COMPANY,
	COST_CENTRE,
	EXPENSE_ACCOUNT,
	KIND_ACCOUNT,
	PROJECT,
	SUPPLIER_GROUP,
)

APP = "erpnext"
LEDGER = "Ledger"
CLOSED_PROJECT = ("Completed", "Cancelled")


def is_here() -> bool:
	"""Whether ERPNext is installed on this site, and not merely on the bench."""
	return APP in frappe.get_installed_apps()


def pays(scheme: str) -> bool:
	"""Whether what this scheme pays goes through the ledger today."""
	return is_here() and frappe.get_cached_value("Mentoring Scheme", scheme, "paid_through") == LEDGER


@dataclass(frozen=True)
class Place:
	"""Where in the ledger the payments of a scheme stand."""

	company: str
	supplier_group: str
	expense_account: str
	cost_centre: str
	project: str
	currency: str
	kind_accounts: dict[str, str] = field(default_factory=dict)
	dimensions: dict[str, str] = field(default_factory=dict)
	missing_dimensions: tuple[str, ...] = ()

	def account_of(self, kind: str) -> str:
		"""The account for a kind of expense."""
		return self.kind_accounts.get(kind) or self.expense_account

	@property
	def accounts(self) -> list[str]:
		"""Every account that is posted to, each once."""
		return sorted({self.expense_account, *self.kind_accounts.values()} - {""})


def place_of(scheme: Document) -> Place:
	"""What a scheme says about the ledger; a cost centre or dimension that it leaves open is the company's own."""
	company = scheme.get(COMPANY) or ""
	own_cost_centre = frappe.get_cached_value("Company", company, "cost_center") if company else ""
	dimensions = _dimensions_of(company)
	chosen = {each.fieldname: scheme.get(each.fieldname) or each.default_dimension for each in dimensions}
	return Place(
		company=company,
		supplier_group=scheme.get(SUPPLIER_GROUP) or "",
		expense_account=scheme.get(EXPENSE_ACCOUNT) or "",
		cost_centre=scheme.get(COST_CENTRE) or own_cost_centre or "",
		project=scheme.get(PROJECT) or "",
		currency=scheme.currency or "",
		kind_accounts={
			row.kind: row.get(KIND_ACCOUNT) for row in scheme.expense_kinds if row.get(KIND_ACCOUNT)
		},
		dimensions={fieldname: value for fieldname, value in chosen.items() if value},
		missing_dimensions=tuple(
			each.label for each in dimensions if each.mandatory_for_pl and not chosen[each.fieldname]
		),
	)


def problems_of(place: Place) -> list[str]:
	"""Why nothing could be posted there, each with what to do; nothing if all is well."""
	if not place.company:
		return [_("Choose the company in whose books the scheme's payments stand.")]
	company = frappe.db.get_value("Company", place.company, "default_currency", as_dict=True)
	if not company:
		return [_("The company {0} is not in the ledger. Choose another.").format(place.company)]
	return [
		*_currency_problems(place, company.default_currency),
		*_supplier_group_problems(place),
		*_account_problems(place, company.default_currency),
		*_cost_centre_problems(place),
		*_project_problems(place),
		*_dimension_problems(place),
	]


def _currency_problems(place: Place, kept_in: str) -> Iterator[str]:
	if place.currency and place.currency != kept_in:
		yield _(
			"The scheme pays in {0}, and the books of {1} are kept in {2}. Choose a company whose books are kept in {0}."
		).format(place.currency, place.company, kept_in)


def _supplier_group_problems(place: Place) -> Iterator[str]:
	if not place.supplier_group:
		yield _("Choose the supplier group of the households that are paid.")
	elif not frappe.db.exists("Supplier Group", place.supplier_group):
		yield _("The supplier group {0} is not in the ledger. Choose another.").format(place.supplier_group)


def _account_problems(place: Place, currency: str) -> Iterator[str]:
	if not place.expense_account:
		yield _("Choose the expense account that payments are posted to.")
	accounts = place.accounts
	found = _by_name(
		"Account", accounts, ["company", "is_group", "disabled", "root_type", "account_currency"]
	)
	for name in accounts:
		problem = _problem_of_account(found.get(name), place.company, currency)
		if problem:
			yield _("The account {0} {1}. Choose another.").format(name, problem)


def _problem_of_account(account: Any, company: str, currency: str) -> str:
	problem = _problem_of_entry(account, company)
	if problem or not account:
		return problem
	if account.root_type != "Expense":
		return _("is no account for expenses")
	if (account.account_currency or currency) != currency:
		return _("is kept in {0} and not in {1}").format(account.account_currency, currency)
	return ""


def _cost_centre_problems(place: Place) -> Iterator[str]:
	if not place.cost_centre:
		yield _("Choose a cost centre, or give {0} one of its own in the ledger.").format(place.company)
		return
	found = _by_name("Cost Center", [place.cost_centre], ["company", "is_group", "disabled"])
	problem = _problem_of_entry(found.get(place.cost_centre), place.company)
	if problem:
		yield _("The cost centre {0} {1}. Choose another.").format(place.cost_centre, problem)


def _project_problems(place: Place) -> Iterator[str]:
	if not place.project:
		return
	project = frappe.db.get_value("Project", place.project, ["company", "status"], as_dict=True)
	problem = ""
	if not project:
		problem = _("is not in the ledger")
	elif project.company and project.company != place.company:
		problem = _("belongs to {0} and not to {1}").format(project.company, place.company)
	elif project.status in CLOSED_PROJECT:
		problem = _("is closed")
	if problem:
		yield _("The project {0} {1}. Choose another.").format(place.project, problem)


def _dimension_problems(place: Place) -> Iterator[str]:
	for label in place.missing_dimensions:
		yield _(
			"{0} asks for the accounting dimension {1} with every expense. Choose it in the scheme, or give the company a default."
		).format(place.company, _(label))


def _problem_of_entry(entry: Any, company: str) -> str:
	"""What is wrong with an account or a cost centre."""
	if not entry:
		return _("is not in the ledger")
	if entry.company != company:
		return _("belongs to {0} and not to {1}").format(entry.company, company)
	if entry.is_group:
		return _("is a group, which nothing can be posted to")
	if entry.disabled:
		return _("is disabled")
	return ""


def _by_name(doctype: str, names: list[str], fields: list[str]) -> dict[str, Any]:
	rows = frappe.get_all(doctype, filters={"name": ["in", names]}, fields=["name", *fields])
	return {row.name: row for row in rows}


def _dimensions_of(company: str) -> list[Any]:
	"""The accounting dimensions besides cost centre and project, each with what the company says of it."""
	dimension = frappe.qb.DocType("Accounting Dimension")
	asked = frappe.qb.DocType("Accounting Dimension Detail")
	query = (
		frappe.qb.from_(dimension)
		.left_join(asked)
		.on((asked.parent == dimension.name) & (asked.company == company))
		.select(dimension.fieldname, dimension.label, asked.default_dimension, asked.mandatory_for_pl)
		.where(dimension.disabled == 0)
		.orderby(dimension.name)
	)
	return query.run(as_dict=True)
