"""What came of the support, what people say, and for whom: as the reports of their own show it."""

from __future__ import annotations

import frappe
from frappe import _

from mentoring_scheme.mentoring_scheme.review import equality as monitoring
from mentoring_scheme.mentoring_scheme.review.measures import YearFacts
from mentoring_scheme.mentoring_scheme.review.outcomes import Line, lines
from mentoring_scheme.mentoring_scheme.review.plot import Series, columns
from mentoring_scheme.mentoring_scheme.review.values import NO_PLOT, Section


def outcomes(facts: YearFacts) -> Section:
	"""Follow-ups and self-ratings."""
	found = [line for line in lines(facts) if line.part != _("Feedback")]
	if not found:
		return Section(_("Outcomes"), _("Nobody was followed up, or rated themselves, in this year yet."))
	rated = [line for line in found if line.start]
	plot = columns(
		[f"{line.what} ({line.asked_of})" for line in rated],
		[
			Series(_("At the start"), [float(line.start) for line in rated]),
			Series(_("At the end"), [float(line.end) for line in rated]),
		],
	)
	words = _("Of those who could be reached. “Too few”: fewer people than may be shown together.")
	heads = (_("What"), _("Asked of"), _("Of how many"), _("Not reached"), _("Result"))
	return Section(_("Outcomes"), words, heads, [_row(line) for line in found], plot if rated else NO_PLOT)


def feedback(facts: YearFacts) -> Section:
	"""The share of good answers at the end."""
	found = [line for line in lines(facts) if line.part == _("Feedback")]
	if not found:
		return Section(_("Feedback"), _("No feedback was given on links that ended in this year."))
	rows = [(line.what, line.asked_of, line.base, line.result) for line in found]
	return Section(_("Feedback"), "", (_("What"), _("Asked of"), _("Answers"), _("Share")), rows)


def equality(facts: YearFacts) -> Section | None:
	"""The mentees of the year by characteristic; for those who may read profiles."""
	if not frappe.has_permission(monitoring.PROFILE, "read"):
		return None
	count, found = monitoring.by_characteristic(facts.year, "Mentee")
	if not count:
		return Section(_("Equality"), monitoring.dated(facts.year, _("Nobody was referred in this year.")))
	words = _(
		"Mentees who were referred in the year. Small groups, and what would give them away, are kept back."
	)
	heads = (_("Characteristic"), _("Group"), _("Referred"), _("Matched"), _("Completed"))
	rows = [
		(row["characteristic"], row["group"], row["people"], row["matched"], row["completed"])
		for row in monitoring.lines(found)
	]
	return Section(_("Equality"), monitoring.dated(facts.year, words), heads, rows)


def _row(line: Line) -> tuple[str, ...]:
	result = line.result or (
		_("{0} → {1} ({2})").format(line.start, line.end, line.change) if line.start else ""
	)
	return (line.what, line.asked_of, line.base, line.not_reached, result)
