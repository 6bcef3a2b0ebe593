"""The monthly list of what has reached its date, for a manager to look through (section 10)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.query_builder import Table

from mentoring_scheme.mentoring_scheme.doctype.mentoring_disposal_list import mentoring_disposal_list as lists
from mentoring_scheme.policy.retention import Due, due
from mentoring_scheme.policy.retention_rules import RetentionRule
from mentoring_scheme.retention.gather import ROOTS, policies, records

LIST, ROW = "Mentoring Disposal List", "Mentoring Disposal Row"
Key = tuple[str, str]


def reached(today: date) -> dict[str, list[Due]]:
	"""By scheme, what has reached its date and is on no list that is open, nor was disposed of."""
	known = policies()
	listed = _listed()
	found: dict[str, list[Due]] = defaultdict(list)
	for doctype in ROOTS:
		for each in due(records(doctype, known), known, today):
			if each.record.document not in listed:
				found[each.scheme].append(each)
	return found


def still_due(document: Key, scheme: str, today: date) -> Due | None:
	"""The document as it stands now; None where it is not, or no longer, to be disposed of."""
	doctype, name = document
	known = policies()
	found = due(records(doctype, known, [name]), known, today)
	return found[0] if found and found[0].scheme == scheme else None


def make_list(
	scheme: str, found: Sequence[Due], today: date, prepared_by: str | None = None
) -> Document | None:
	"""The list of a scheme for a month, with everything in `found`; None where there is one already, or nothing to list."""
	month = today.replace(day=1)
	if not found or frappe.db.exists(LIST, {"list_key": f"{scheme}/{month}"}):
		return None
	made = frappe.get_doc(
		{
			"doctype": LIST,
			"scheme": scheme,
			"month": month,
			"prepared_by": prepared_by,
			"documents": [_row(each) for each in found],
		}
	)
	made.flags.from_policy = True
	return made.insert()


def described(rule: RetentionRule) -> str:
	"""A rule as the list says it: what was counted from when, and why."""
	years = _("{0} years").format(rule.years) if rule.years else ""
	months = _("{0} months").format(rule.months) if rule.months else ""
	length = " ".join(part for part in (years, months) if part)
	return _("{0} from “{1}” ({2})").format(length, _(rule.counted_from.value), rule.basis)


def _row(each: Due) -> dict[str, object]:
	doctype, name = each.record.document
	return {
		"kind": each.record.kind.value,
		"document_type": doctype,
		"document": name,
		"reached_on": each.reached_on,
		"proposal": each.rule.then.value,
		"rule": described(each.rule),
		"outcome": lists.WAITING,
	}


def _listed() -> set[Key]:
	"""What is on an open list or was disposed of. What was taken out, or could not be done, is asked about again."""
	row: Table = frappe.qb.DocType(ROW)
	whole: Table = frappe.qb.DocType(LIST)
	waits = (row.outcome == lists.WAITING) & (whole.status != lists.CANCELLED)
	taken = (row.outcome == lists.TAKEN_OUT) & (whole.status == lists.PREPARED)
	done = row.outcome.isin((lists.ANONYMISED, lists.DELETED))
	query = frappe.qb.from_(row).join(whole).on(whole.name == row.parent)
	return set(query.select(row.document_type, row.document).where(waits | taken | done).run())
