"""A person's other claims: the miles that count before a claim, and lines that may be the same (R44).

Miles count over the tax year and all schemes. What is settled, that is approved, comes first, in the order in which it
was approved; then what is checked and waits for approval; then the rest, by month. A checked claim is worked out as it
would be if it were approved now: it counts only what is settled, so what the approver sees is what is paid.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import frappe
from frappe.utils import cint, cstr, getdate

from mentoring_scheme.mentoring_scheme.claims.states import CANCELLED, CHECKED, SETTLED
from mentoring_scheme.policy.claims import ExpenseLine
from mentoring_scheme.policy.mileage import TAX_YEAR_STARTS, tax_year

LAST = "9999"


def hold_person(participant: str) -> None:
	"""Hold the person until the transaction ends: of two claims approved at once, one counts after the other."""
	frappe.db.get_value("Mentoring Participant", participant, "name", for_update=True)


def lines_elsewhere(claim: Any, *, as_committed: bool = False) -> list[Any]:
	"""The expense lines of the person's other claims in the tax years that the claim's month touches: one query.

	`as_committed` reads them as the database has them at this moment, for whoever holds the person; a plain read knows
	nothing of what others have kept since this request first read anything.
	"""
	other, line = frappe.qb.DocType("Mentor Claim"), frappe.qb.DocType("Mentor Claim Expense")
	first, last = _tax_years_of(getdate(claim.month))
	query = (
		frappe.qb.from_(other)
		.join(line)
		.on((line.parent == other.name) & (line.parenttype == "Mentor Claim"))
		.select(
			other.name.as_("claim"),
			other.status,
			other.month,
			other.creation,
			other.approved_on,
			line.name,
			line.date,
			line.kind,
			line.journey,
			line.amount_claimed,
			line.miles,
			line.passengers,
		)
		.where((other.participant == claim.participant) & (other.name != (claim.name or "")))
		.where((other.status != CANCELLED) & line.date[first:last])
	)
	return (query.for_update() if as_committed else query).run(as_dict=True)


def earlier_miles(claim: Any, lines: Sequence[Any]) -> dict[int, Decimal]:
	"""The miles of each tax year that count before those of `claim`."""
	miles: dict[int, Decimal] = defaultdict(Decimal)
	for line in lines:
		if line.miles and _comes_before(line, claim):
			miles[tax_year(getdate(line.date))] += Decimal(str(line.miles))
	return dict(miles)


def as_lines(lines: Sequence[Any]) -> tuple[ExpenseLine, ...]:
	"""The lines as the policy takes them, to tell what was claimed before."""
	return tuple(
		ExpenseLine(
			key=line.name,
			day=getdate(line.date),
			kind=line.kind or "",
			spent=Decimal(str(line.amount_claimed or 0)),
			miles=Decimal(str(line.miles or 0)),
			passengers=cint(line.passengers),
			journey=line.journey or "",
			claim=line.claim,
		)
		for line in lines
	)


def _comes_before(other: Any, claim: Any) -> bool:
	if claim.status == CHECKED:
		return other.status in SETTLED
	mine = _place(claim.status, claim.approved_on, claim.month, claim.creation, claim.name)
	return _place(other.status, other.approved_on, other.month, other.creation, other.claim) < mine


def _place(status: str, approved_on: Any, month: Any, creation: Any, name: str | None) -> tuple[str, ...]:
	if status in SETTLED:
		return ("0", cstr(approved_on) or LAST, name or LAST)
	if status == CHECKED:
		return ("1", cstr(getdate(month)), name or LAST)
	return ("2", cstr(getdate(month)), cstr(creation) or LAST, name or LAST)


def _tax_years_of(month: date) -> tuple[date, date]:
	"""The first day of the earliest and the last day of the latest tax year that has days in the month."""
	first = date(tax_year(month), *TAX_YEAR_STARTS)
	after = date(tax_year(month.replace(day=28)) + 1, *TAX_YEAR_STARTS)
	return first, date.fromordinal(after.toordinal() - 1)
