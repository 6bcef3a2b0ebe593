# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""The year of one scheme in figures, section by section; the same that its page and PDF print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from frappe import _

from mentoring_scheme.mentoring_scheme.report.figures import said, text
from mentoring_scheme.mentoring_scheme.review.sections import review
from mentoring_scheme.mentoring_scheme.review.values import Section
from mentoring_scheme.mentoring_scheme.review.years import asked_for, nothing_chosen


def execute(filters: dict[str, Any] | None = None) -> tuple[Any, ...]:
	"""Columns, rows and a message, as the desk asks for them."""
	year = asked_for(filters)
	if year is None:
		return _columns(), [], nothing_chosen()
	rows = [
		{"section": section.title, "figure": row[0], "value": _value(section, row)}
		for section in review(year)
		for row in section.rows
	]
	words = _("“Open as a page” shows the review with its plots; “PDF” is the same for printing.")
	if year.runs:
		words = f"{words} " + _("The year {0} is still running.").format(year.name)
	return _columns(), rows, said([words])


def _value(section: Section, row: Sequence[str]) -> str:
	"""All that a row says but its name; where that is several things, each with the heading that it has on the page."""
	told = [(column, cell) for column, cell in zip(section.columns[1:], row[1:], strict=True) if cell]
	return " · ".join(f"{column}: {cell}" if column and len(row) > 2 else cell for column, cell in told)


def _columns() -> list[dict[str, Any]]:
	return [
		text("section", _("Section"), 210),
		text("figure", _("Figure"), 400),
		text("value", _("Value"), 760),
	]
