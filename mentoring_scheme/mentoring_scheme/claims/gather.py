"""The facts of a claim, gathered for the policy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from frappe.utils import cint, getdate

from mentoring_scheme.mentoring_scheme.claims import miles, sources
from mentoring_scheme.mentoring_scheme.claims.sources import Reference, Source
from mentoring_scheme.mentoring_scheme.plain_values import date_or_none
from mentoring_scheme.mentoring_scheme.verdict import decided_keys
from mentoring_scheme.policy.claims import ClaimFacts, ExpenseLine, TimeLine

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentor_claim.mentor_claim import MentorClaim


def claim_facts(
	claim: MentorClaim, own: Mapping[Reference, Source], *, as_committed: bool = False
) -> ClaimFacts:
	"""What the claim says, beside the person's other claims. `own`: what its lines name that is the mentor's own.

	Rows that have no date yet are left out; the form refuses to save them.
	"""
	elsewhere = miles.lines_elsewhere(claim, as_committed=as_committed)
	return ClaimFacts(
		month=getdate(claim.month),
		times=tuple(_time(row, own) for row in claim.time_lines if row.date),
		expenses=tuple(_expense(row, own) for row in claim.expense_lines if row.date),
		others=miles.as_lines(elsewhere),
		earlier_miles=miles.earlier_miles(claim, elsewhere),
		sent_in_on=date_or_none(claim.first_sent_in_on),
		decided=decided_keys(claim),
	)


def own_sources(claim: MentorClaim) -> dict[Reference, Source]:
	"""What the lines of the claim name that is the mentor's own, by its reference."""
	return sources.own(claim.mentor, {reference(row) for row in rows_of(claim)})


def rows_of(claim: MentorClaim) -> Sequence[Any]:
	"""All lines of the claim."""
	return [*claim.time_lines, *claim.expense_lines]


def reference(row: Any) -> Reference:
	"""The record that a line names; empty where it names none."""
	return (row.source_type or "", row.source or "")


def key_of(row: Any) -> str:
	"""What a line is known by; one that a browser sends has no name yet."""
	return row.name or f"#{row.idx}"


def _time(row: Any, own: Mapping[Reference, Source]) -> TimeLine:
	return TimeLine(
		key=key_of(row),
		day=getdate(row.date),
		kind=row.kind or "",
		minutes=cint(row.minutes),
		task=row.task or "",
		source="/".join(reference(row)) if row.source else "",
		source_is_own=not row.source or reference(row) in own,
	)


def _expense(row: Any, own: Mapping[Reference, Source]) -> ExpenseLine:
	source = own.get(reference(row))
	return ExpenseLine(
		key=key_of(row),
		day=getdate(row.date),
		kind=row.kind or "",
		spent=Decimal(str(row.amount_claimed or 0)),
		miles=Decimal(str(row.miles or 0)),
		passengers=cint(row.passengers),
		journey=row.journey or "",
		source="/".join(reference(row)) if row.source else "",
		source_day=source.day if source else None,
		source_is_own=not row.source or source is not None,
		has_receipt=bool(row.receipt),
		note=row.note or "",
	)
