"""Time lines that propose themselves, from what is recorded of the mentor's month."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from frappe.utils import get_last_day, getdate

from mentoring_scheme.mentoring_scheme.claims import sources
from mentoring_scheme.mentoring_scheme.claims.gather import reference
from mentoring_scheme.mentoring_scheme.claims.sources import Source

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentor_claim.mentor_claim import MentorClaim


def take_up(claim: MentorClaim) -> int:
	"""Add a time line for each record of the month that has none yet; return how many were added."""
	added = missing(claim, of_month(claim))
	for each in added:
		claim.append("time_lines", as_line(each))
	claim.set("time_lines", sorted(claim.time_lines, key=lambda row: getdate(row.date)))
	for number, row in enumerate(claim.time_lines, 1):
		row.idx = number
	return len(added)


def missing(claim: MentorClaim, records: Iterable[Source]) -> list[Source]:
	"""Those of the records that could be time lines of the claim and are not."""
	taken = {reference(row) for row in claim.time_lines}
	return [each for each in records if each.counts_as_time and not _is_taken(each, taken)]


def of_month(claim: MentorClaim) -> list[Source]:
	"""The mentor's own records of the claim's month, oldest first."""
	return sources.of_days(claim.mentor, getdate(claim.month), getdate(get_last_day(claim.month)))


def as_line(source: Source) -> dict[str, object]:
	"""A time line with the date, length and way of a record, and nothing else of it."""
	return {
		"source_type": source.source_type,
		"source": source.source,
		"date": source.day,
		"kind": source.kind,
		"minutes": source.minutes or 0,
		"way": source.way,
	}


def _is_taken(source: Source, taken: set[tuple[str, str]]) -> bool:
	"""Whether a line has been made of the record, or of the one that it has replaced."""
	names = (source.source, source.stands_for or "")
	return any((source.source_type, name) in taken for name in names if name)
