"""What a mentee asks for in a mentor, as it is written in rows, and as the policy takes it (R18)."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from mentoring_scheme.mentoring_scheme.verdict import problem_of
from mentoring_scheme.policy.choices import ATTRIBUTES, Criterion, Strength
from mentoring_scheme.policy.errors import PolicyError
from mentoring_scheme.policy.matching import Wish, check_wishes

# The number of a wish in the name of a field, such as "wishes[2].miles".
NUMBER = re.compile(r"^wishes\[(\d+)\]")
CRITERIA = {each.value for each in (*ATTRIBUTES, Criterion.APPROVAL_TYPE, Criterion.DISTANCE)}
STRENGTHS = {each.value for each in Strength}


def wish_of(row: Any, words: str | None) -> Wish:
	"""A row of Mentoring Wish as the policy takes it. `words`: what the attribute that it names is called."""
	criterion = Criterion(row.criterion)
	if criterion is Criterion.DISTANCE:
		return Wish(criterion, Strength(row.strength), miles=cint(row.miles))
	value = row.approval_type if criterion is Criterion.APPROVAL_TYPE else words
	return Wish(criterion, Strength(row.strength), frozenset(filter(None, [value])))


def clean_and_check(mentee: Document) -> None:
	"""Leave in each wish what fits its criterion, and refuse wishes that lack it or contradict each other.

	Raises frappe.ValidationError naming the row.
	"""
	if not all_chosen(mentee.wishes, "criterion", CRITERIA):
		return
	known = attributes_of(row.attribute for row in mentee.wishes)
	for row in mentee.wishes:
		_clean(row)
		_check(mentee, row, known.get(row.attribute))
	check_together(mentee, [wish_of(row, _words(known, row.attribute)) for row in mentee.wishes])


def all_chosen(rows: Iterable[Any], fieldname: str, criteria: Collection[str]) -> bool:
	"""Whether each row has a criterion and a strength that there are; the platform refuses the others afterwards."""
	return all(row.get(fieldname) in criteria and row.strength in STRENGTHS for row in rows)


def check_attributes(doc: Document, fieldname: str, kind: str | None = None) -> None:
	"""Refuse an attribute that is listed twice, or is of another kind than the table is for.

	Raises frappe.ValidationError naming the row.
	"""
	names = [row.attribute for row in doc.get(fieldname)]
	known = attributes_of(names) if kind else {}
	for number, row in enumerate(doc.get(fieldname)):
		if row.attribute in names[:number]:
			refuse_row(
				doc, fieldname, row, _("“{0}” stands in an earlier row already.").format(row.attribute)
			)
		if kind and row.attribute in known and known[row.attribute].kind != kind:
			refuse_row(
				doc,
				fieldname,
				row,
				_("“{0}” is of the kind “{1}”; choose from “{2}” here.").format(
					row.attribute, _(known[row.attribute].kind), _(kind)
				),
			)


def check_together(doc: Document, wishes: list[Wish]) -> None:
	"""Refuse wishes that contradict each other. Raises frappe.ValidationError naming the row."""
	try:
		check_wishes(wishes)
	except PolicyError as error:
		number = NUMBER.match(error.field)
		refuse_row(doc, "wishes", doc.wishes[int(number[1])] if number else None, problem_of(error))


def refuse_row(doc: Document, fieldname: str, row: Any, problem: str) -> None:
	"""Stop the save with what is wrong in one row. Raises frappe.ValidationError."""
	table = _(doc.meta.get_label(fieldname))
	where = _("{0}, row {1}").format(table, cint(row.idx)) if row else table
	# the problem can quote what people typed, and the desk shows messages as HTML
	frappe.throw(f"{where}: {html.escape(problem, quote=False)}", title=table)


def attributes_of(names: Iterable[str | None]) -> Mapping[str, Any]:
	"""The kind and the words of these attributes, by name."""
	wanted = sorted({name for name in names if name})
	if not wanted:
		return {}
	rows = frappe.get_all(
		"Mentoring Attribute", filters={"name": ["in", wanted]}, fields=["name", "kind", "attribute"]
	)
	return {row.name: row for row in rows}


def _clean(row: Any) -> None:
	"""Empty the fields that belong to another criterion; a form keeps what was chosen before the criterion changed."""
	row.attribute = row.attribute if _field_for(row) == "attribute" else None
	row.approval_type = (row.approval_type or "").strip() if _field_for(row) == "approval_type" else None
	row.miles = cint(row.miles) if _field_for(row) == "miles" else 0


def _check(mentee: Document, row: Any, attribute: Any) -> None:
	fieldname = _field_for(row)
	if fieldname == "miles":
		return  # the policy says which distances make sense
	if not row.get(fieldname):
		label = _(row.meta.get_label(fieldname))
		refuse_row(mentee, "wishes", row, _("fill in {0}, or remove the row.").format(label))
	if attribute and attribute.kind != row.criterion:
		refuse_row(
			mentee,
			"wishes",
			row,
			_(
				"“{0}” is of the kind “{1}”, not “{2}”. Choose another attribute, or another criterion."
			).format(row.attribute, _(attribute.kind), _(row.criterion)),
		)


def _words(known: Mapping[str, Any], attribute: str | None) -> str | None:
	return known[attribute].attribute if attribute in known else None


def _field_for(row: Any) -> str:
	return {"Approval type": "approval_type", "Distance": "miles"}.get(row.criterion, "attribute")
