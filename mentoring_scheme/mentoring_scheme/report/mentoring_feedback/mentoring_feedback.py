# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""What people say of the support, by question: never of a group so small that somebody could be known by it (R41)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import frappe
from frappe import _
from frappe.utils import cstr

from mentoring_scheme.access.listed import ALL
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_scheme
from mentoring_scheme.mentoring_scheme.report_filters import checked
from mentoring_scheme.policy.choices import AskedOf, QuestionKind
from mentoring_scheme.policy.feedback import Answered, Group, summary

PERSON = {"Mentor": "mentor_participant", "Mentee": "mentee_participant"}


def execute(filters: dict[str, Any] | None = None) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
	"""Columns and rows, as the desk asks for them.

	The filters choose among the lines and never among the answers behind them: lines of two choices cannot be taken
	from one another.
	"""
	filters = checked(filters)
	answers = _answers(filters.get("scheme"))
	rows = [
		_row(scheme, group)
		for scheme in sorted(answers)
		for group in summary(answers[scheme], policy_of_scheme(scheme).feedback_smallest_group)
		if _wanted(group, filters)
	]
	return _columns(), rows


def _answers(scheme: str | None) -> dict[str, list[Answered]]:
	"""What was answered on the forms that the reader sees, by scheme: three queries."""
	forms = frappe.get_list(
		"Mentoring Feedback",
		filters={"given_on": ["is", "set"], **({"scheme": scheme} if scheme else {})},
		fields=["name", "scheme", "link", "given_by", "occasion"],
		order_by="name",
		limit_page_length=ALL,
	)
	people = _people({form.link for form in forms})
	# a form whose link the reader does not see would be of nobody who can be told apart
	by_name = {form.name: form for form in forms if form.link in people}
	found: dict[str, list[Answered]] = defaultdict(list)
	for row in _rows(list(by_name)):
		form = by_name[row.parent]
		person = people[form.link][PERSON[form.given_by]]
		score = row.score if row.kind == QuestionKind.SCALE.value else None
		found[form.scheme].append(
			Answered(row.question, AskedOf(form.given_by), form.occasion, person, score)
		)
	return found


def _rows(forms: list[str]) -> Iterator[Any]:
	"""The answers that were given; a question that was left out is none."""
	for row in frappe.get_list(
		"Mentoring Feedback Answer",
		parent_doctype="Mentoring Feedback",
		filters={"parenttype": "Mentoring Feedback", "parent": ["in", forms]},
		fields=["parent", "question", "kind", "score", "answer"],
		order_by="parent, idx",
		limit_page_length=ALL,
	):
		if row.score or cstr(row.answer).strip():
			yield row


def _people(links: set[str]) -> dict[str, Any]:
	fields = ["name", *PERSON.values()]
	rows = frappe.get_list(
		"Mentoring Link", filters={"name": ["in", list(links)]}, fields=fields, limit_page_length=ALL
	)
	return {row.name: row for row in rows}


def _wanted(group: Group, filters: frappe._dict) -> bool:
	who, occasion = filters.get("given_by"), filters.get("occasion")
	return (not who or group.asked_of == who) and (not occasion or group.occasion == occasion)


def _row(scheme: str, group: Group) -> dict[str, Any]:
	return {
		"scheme": scheme,
		"question": group.question,
		"given_by": _(group.asked_of.value) if group.asked_of else _("All"),
		"occasion": _(group.occasion) if group.occasion else _("All"),
		"answers": str(group.answers) if group.is_shown else _("too few"),
		"average": "" if group.average is None else str(group.average),
	}


def _columns() -> list[dict[str, Any]]:
	return [
		{"fieldname": "question", "label": _("Question"), "fieldtype": "Data", "width": 420},
		{"fieldname": "given_by", "label": _("Asked of"), "fieldtype": "Data", "width": 110},
		{"fieldname": "occasion", "label": _("Occasion"), "fieldtype": "Data", "width": 110},
		{"fieldname": "answers", "label": _("Answers"), "fieldtype": "Data", "align": "right", "width": 100},
		{
			"fieldname": "average",
			"label": _("Average (1–5)"),
			"fieldtype": "Data",
			"align": "right",
			"width": 120,
		},
		{
			"fieldname": "scheme",
			"label": _("Scheme"),
			"fieldtype": "Link",
			"options": "Mentoring Scheme",
			"width": 220,
		},
	]
