# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""The year of one scheme in figures, section by section; the same that its page and PDF print."""

from __future__ import annotations

from typing import Any

from frappe import _

from mentoring_scheme.mentoring_scheme.report.figures import said, text
from mentoring_scheme.mentoring_scheme.review.sections import review
from mentoring_scheme.mentoring_scheme.review.years import asked_for, nothing_chosen


def execute(filters: dict[str, Any] | None = None) -> tuple[Any, ...]:
	"""Columns, rows and a message, as the desk asks for them."""
	year = asked_for(filters)
	if year is None:
		return _columns(), [], nothing_chosen()
	rows = [
		{"section": section.title, "figure": row[0], "value": " · ".join(filter(None, row[1:]))}
		for section in review(year)
		for row in section.rows
	]
	words = _("“Open as a page” shows the review with its plots; “PDF” is the same for printing.")
	if year.runs:
		words = f"{words} " + _("The year {0} is still running.").format(year.name)
	return _columns(), rows, said([words])


def _columns() -> list[dict[str, Any]]:
	return [
		text("section", _("Section"), 240),
		text("figure", _("Figure"), 400),
		text("value", _("Value"), 560),
	]
