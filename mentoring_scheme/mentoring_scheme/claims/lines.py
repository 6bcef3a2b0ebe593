"""The lines of a claim: what people write in them, and what is copied into them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.utils import flt

from mentoring_scheme.mentoring_scheme.claims.gather import reference
from mentoring_scheme.mentoring_scheme.claims.proposals import as_line
from mentoring_scheme.mentoring_scheme.claims.sources import Reference, Source
from mentoring_scheme.mentoring_scheme.verdict import listed
from mentoring_scheme.policy.choices import Counted
from mentoring_scheme.policy.claims import TimeKind
from mentoring_scheme.policy.scheme import SchemePolicy

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentor_claim.mentor_claim import MentorClaim

LARGEST = 1_000_000_000
WRITTEN = {
	"time_lines": ("date", "kind", "task", "minutes", "source_type", "source", "note"),
	"expense_lines": (
		"date",
		"kind",
		"source_type",
		"source",
		"journey",
		"miles",
		"passengers",
		"amount_claimed",
		"receipt",
		"note",
	),
}


def changed(claim: MentorClaim, before: MentorClaim) -> bool:
	"""Whether anything that people write in the lines differs."""
	return any(
		_written(claim.get(table), columns) != _written(before.get(table), columns)
		for table, columns in WRITTEN.items()
	)


def copy_times(claim: MentorClaim, own: Mapping[Reference, Source]) -> None:
	"""Date, length and way of what is recorded come from the record, whatever was typed; tasks stay as written.

	A line whose record is no longer there, or counts as time no longer, goes. Whoever saves is told.
	"""
	kept, gone = [], []
	for row in claim.time_lines:
		source = own.get(reference(row))
		if row.source and (source is None or not source.counts_as_time):
			gone.append(row)
			continue
		_copy_time(row, source)
		kept.append(row)
	if gone:
		claim.set("time_lines", kept)
		_tell_of(gone)


def copy_expenses(claim: MentorClaim, own: Mapping[Reference, Source], policy: SchemePolicy) -> None:
	"""What an expense rests on is copied into it; of miles and money, only what its kind is counted by stays."""
	counted = {each.kind: each.counted for each in policy.expense_kinds}
	for row in claim.expense_lines:
		_refuse_no_figure(row)
		source = own.get(reference(row))
		if source:
			row.source = source.source
			row.date = row.date or source.day
		row.rests_on = source.label if source else None
		if counted.get(row.kind) is Counted.MILES:
			row.amount_claimed = 0
		elif row.kind in counted:
			row.miles = row.passengers = 0


def _refuse_no_figure(row: Any) -> None:
	"""What no column can hold is refused with words; what is merely too much, the policy finds (R43, R44)."""
	for fieldname in ("miles", "amount_claimed"):
		value = flt(row.get(fieldname))
		if not abs(value) <= LARGEST:  # also where it is no number at all
			frappe.throw(
				_("Expenses, row {0}: “{1}” cannot be {2}. Write a figure, such as 12.5.").format(
					row.idx, _(row.meta.get_label(fieldname)), value
				),
				title=_("Not a figure"),
			)


def _copy_time(row: Any, source: Source | None) -> None:
	if source is None:
		if row.kind != TimeKind.TASK.value:
			frappe.throw(
				_(
					"Time, row {0}: contacts, supervision and events come from their own records. Choose “Add what is recorded”, or write the time down as a task."
				).format(row.idx),
				title=_("Not from a record"),
			)
		row.update({"source_type": None, "source": None, "way": None})
		return
	values = as_line(source)
	if source.minutes is None:
		values["minutes"] = row.minutes  # the record does not say, so whoever was there does
	row.update({**values, "task": None})


def _tell_of(gone: Sequence[Any]) -> None:
	items = listed(f"{_(row.kind)}, {row.get_formatted('date')}" for row in gone)
	frappe.msgprint(
		_("The records of these are no longer there, or are not the mentor's: {0}").format(items),
		title=_("Lines left out"),
		indicator="orange",
	)


def _written(rows: Sequence[Any], columns: tuple[str, ...]) -> list[tuple[Any, ...]]:
	return [
		tuple(row.cast(row.get(column), row.meta.get_field(column)) or None for column in columns)
		for row in rows
	]
