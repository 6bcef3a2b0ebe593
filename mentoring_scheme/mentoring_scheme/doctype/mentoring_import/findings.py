# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""What is found in a workbook, as the form and the workbook of rows to mend show it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from operator import itemgetter

import frappe
from frappe import _
from frappe.utils import now

from mentoring_scheme.importing.remarks import Remark
from mentoring_scheme.mentoring_scheme.verdict import message_of, remedy_of

FINDING = "Mentoring Import Finding"
MOST_SHOWN = 500
LONGEST_VALUE = 140
FIELDS = (
	"name",
	"creation",
	"modified",
	"owner",
	"modified_by",
	"parent",
	"parenttype",
	"parentfield",
	"idx",
	"sheet",
	"row_number",
	"column_heading",
	"severity",
	"value",
	"problem",
	"remedy",
)
MEND, NOTE = "To mend", "To note"


def keep_findings(name: str, remarks: Sequence[Remark]) -> None:
	"""Put these findings into the table of an import, what is to be mended first, as many as somebody can look through.

	They are the result of a calculation that no rule is about, so they are written at once.
	"""
	frappe.db.delete(FINDING, {"parent": name, "parenttype": "Mentoring Import"})
	stamp, user = now(), frappe.session.user
	ordered = _shown(remarks)
	values = [
		(
			*(
				frappe.generate_hash(length=10),
				stamp,
				stamp,
				user,
				user,
				name,
				"Mentoring Import",
				"findings",
				number,
			),
			*(each.sheet, each.row, each.column, MEND if each.stops else NOTE, each.value[:LONGEST_VALUE]),
			*(message_of(each.finding), remedy_of(each.finding)),
		)
		for number, each in enumerate(ordered, start=1)
	]
	if values:
		frappe.db.bulk_insert(FINDING, FIELDS, values)


def _shown(remarks: Sequence[Remark]) -> list[Remark]:
	"""What is to be mended first. Of too many, some of each kind: a thousand times the same would hide all others."""
	seen: Counter[tuple[str, str, str]] = Counter()
	ranked = []
	for each in sorted(remarks, key=lambda each: not each.stops):
		kind = (each.sheet, each.column, each.finding.code)
		seen[kind] += 1
		ranked.append((not each.stops, seen[kind], len(ranked), each))
	shown = sorted(ranked, key=itemgetter(0, 1, 2))[:MOST_SHOWN]
	return [each[-1] for each in sorted(shown, key=itemgetter(2))]


def texts_of(remarks: Sequence[Remark]) -> dict[tuple[str, int], str]:
	"""What is to be mended in each row, by its sheet and number, in words."""
	said: dict[tuple[str, int], list[str]] = defaultdict(list)
	for each in remarks:
		if each.stops:
			where = _("{0}: ").format(each.column) if each.column else ""
			text = f"{where}{message_of(each.finding)} {remedy_of(each.finding)}".strip()
			said[(each.sheet, each.row)].append(text)
	return {place: "\n".join(texts) for place, texts in said.items()}
