# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""Who is paid by a batch, how much, and to which account: what the layout of a payment file is filled with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _

from mentoring_scheme.mentoring_scheme.doctype.mentoring_payment_batch import lines

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentoring_payment_batch.mentoring_payment_batch import (
		MentoringPaymentBatch,
	)

NO_ACCOUNT = frappe._dict(account_holder="", sort_code="", account_number="")


@dataclass
class Accounts:
	"""The accounts of the payees, and for which of them a layout has asked.

	A layout that has no columns for accounts needs none. Details that nobody has confirmed are never given out.
	"""

	known: Mapping[str, Any]
	names: Mapping[str, str]
	asked: set[str] = field(default_factory=set)

	def of(self, household: str) -> Any:
		self.asked.add(household)
		account = self.known.get(household)
		return account if account and account.confirmed_by else NO_ACCOUNT

	def problems(self) -> Iterator[str]:
		"""What is missing of what was asked for, payee by payee."""
		for household in sorted(self.asked, key=lambda each: self.names.get(each) or each):
			account = self.known.get(household)
			if not account:
				yield _("{0}: no account is recorded.").format(self.names.get(household) or household)
			elif not account.confirmed_by:
				yield _("{0}: {1} has entered the account {2}, and nobody else has confirmed it.").format(
					self.names.get(household) or household, account.entered_by, account.name
				)


@dataclass(frozen=True)
class Payee:
	"""One household, with the sum of its lines."""

	household: str
	name: str
	supplier: str
	amount: Decimal
	reference: str
	accounts: Accounts

	@property
	def account_holder(self) -> str:
		return self.accounts.of(self.household).account_holder

	@property
	def sort_code(self) -> str:
		return self.accounts.of(self.household).sort_code

	@property
	def account_number(self) -> str:
		return self.accounts.of(self.household).account_number


@dataclass(frozen=True)
class PaidLine:
	"""One payment or claim, as a ledger books it."""

	document: str
	supplier: str
	payee: str
	amount: Decimal
	scheme: str
	cost_reference: str
	period: str


def accounts_of(batch: MentoringPaymentBatch) -> Accounts:
	households = {row.household for row in batch.lines}
	rows = frappe.get_all(
		"Mentoring Payee Account",
		{"household": ["in", sorted(households) or [""]]},
		["name", "household", "account_holder", "sort_code", "account_number", "entered_by", "confirmed_by"],
	)
	names = {row.household: row.payee_name for row in batch.lines}
	return Accounts({row.household: row for row in rows}, names)


def payees_of(batch: MentoringPaymentBatch, accounts: Accounts) -> list[Payee]:
	"""One for each household, in the order of their names."""
	sums: dict[str, Decimal] = {}
	for row in batch.lines:
		sums[row.household] = sums.get(row.household, Decimal(0)) + lines.amount_of(row)
	suppliers = _suppliers(sums)
	ordered = sorted(sums, key=lambda each: (accounts.names.get(each) or "", each))
	return [
		Payee(
			household,
			accounts.names.get(household) or "",
			suppliers.get(household, ""),
			sums[household],
			batch.name,
			accounts,
		)
		for household in ordered
	]


def lines_of(batch: MentoringPaymentBatch) -> list[PaidLine]:
	"""One for each document, in the order of the batch."""
	items = lines.locked((row.reference_type, row.reference) for row in batch.lines)
	suppliers = _suppliers({row.household for row in batch.lines})
	schemes = _cost_references()
	return [
		PaidLine(
			row.reference,
			suppliers.get(row.household, ""),
			row.payee_name or "",
			lines.amount_of(row),
			item.scheme,
			schemes.get(item.scheme, ""),
			lines.period_of(item),
		)
		for row in batch.lines
		if (item := items.get((row.reference_type, row.reference)))
	]


def _suppliers(households: Any) -> dict[str, str]:
	"""Under which number the council's own ledger knows each household."""
	rows = frappe.get_all(
		"Mentoring Household", {"name": ["in", sorted(households) or [""]]}, ["name", "payment_reference"]
	)
	return {row.name: row.payment_reference or "" for row in rows}


def _cost_references() -> dict[str, str]:
	rows = frappe.get_all("Mentoring Scheme", fields=["name", "cost_reference"])
	return {row.name: row.cost_reference or "" for row in rows}
