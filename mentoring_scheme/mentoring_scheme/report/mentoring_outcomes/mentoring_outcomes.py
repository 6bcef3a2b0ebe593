# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""What came of the support: retention, stability, how people see themselves, what they say (R4). Never of a small group."""

from __future__ import annotations

from typing import Any

from frappe import _

from mentoring_scheme.mentoring_scheme.report.figures import STILL, said, text
from mentoring_scheme.mentoring_scheme.review.measures import facts_of
from mentoring_scheme.mentoring_scheme.review.outcomes import Line, lines
from mentoring_scheme.mentoring_scheme.review.years import asked_for, nothing_chosen

COLOURS = ("#b5541c", "#1d4f91")


def execute(filters: dict[str, Any] | None = None) -> tuple[Any, ...]:
	"""Columns, rows, a message, the chart of the self-ratings and cards, as the desk asks for them."""
	year = asked_for(filters)
	if year is None:
		return _columns(), [], nothing_chosen()
	facts = facts_of(year)
	found = lines(facts)
	due = sum(row.status == "Due" for row in facts.follow_ups)
	return (
		_columns(),
		[_row(line) for line in found],
		_message(found, year.name),
		_chart(found),
		_cards(found, due),
	)


def _columns() -> list[dict[str, Any]]:
	return [
		text("part", _("Part"), 120),
		text("what", _("What"), 260),
		text("asked_of", _("Asked of"), 100),
		text("base", _("Of how many"), 130),
		text("not_reached", _("Not reached"), 110),
		text("result", _("Result"), 100),
		text("start", _("At the start"), 110),
		text("end", _("At the end"), 110),
		text("change", _("Change"), 90),
	]


def _row(line: Line) -> dict[str, Any]:
	return {name: getattr(line, name) for name in Line.__dataclass_fields__}


def _message(found: list[Line], name: str) -> str | None:
	if not found:
		return said(
			[
				_(
					"Nothing was heard in {0} yet. Follow-ups are made when a link ends and wait in the list Mentoring Follow Up; self-ratings are asked at the start and at the end of a link."
				).format(name)
			]
		)
	return said(
		[
			_(
				"Follow-ups that fell due in the year; self-ratings and feedback of links that ended in it. “Too few”: fewer people than may be shown together."
			)
		]
	)


def _chart(found: list[Line]) -> dict[str, Any] | None:
	rated = [line for line in found if line.start]
	if not rated:
		return None
	return {
		**STILL,
		"type": "bar",
		"title": _("How people see themselves, from 1 to 5"),
		"colors": list(COLOURS),
		"data": {
			"labels": [f"{line.what} ({line.asked_of})" for line in rated],
			"datasets": [
				{"name": _("At the start"), "values": [float(line.start) for line in rated]},
				{"name": _("At the end"), "values": [float(line.end) for line in rated]},
			],
		},
	}


def _cards(found: list[Line], due: int) -> list[dict[str, Any]]:
	cards = [
		{
			"label": f"{line.what} ({line.asked_of})",
			"value": line.result,
			"datatype": "Data",
			"indicator": "Blue",
		}
		for line in found
		if line.headline and line.result.endswith("%")
	]
	waiting = {"label": _("Follow-ups still to ask"), "value": due, "datatype": "Int"}
	return [*cards[:4], waiting | {"indicator": "Orange" if due else "Green"}]
