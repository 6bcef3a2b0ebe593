# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""Which training mentors have, which is due, and which has lapsed; and how many are up to date (R7, R12)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate, today

from mentoring_scheme.access.listed import ALL
from mentoring_scheme.mentoring_scheme.report import operations
from mentoring_scheme.mentoring_scheme.report.figures import day, equal, link, number, said, text
from mentoring_scheme.mentoring_scheme.report.mentoring_training import training
from mentoring_scheme.mentoring_scheme.report.mentoring_training.training import Row
from mentoring_scheme.mentoring_scheme.report_filters import checked
from mentoring_scheme.policy.shares import share
from mentoring_scheme.policy.states import Stage
from mentoring_scheme.policy.training import TrainingState, named

STAGES = (Stage.APPROVED.value, Stage.ACTIVE.value, Stage.ON_A_BREAK.value)
COLOURS = {
	TrainingState.DONE: "green",
	TrainingState.DUE: "blue",
	TrainingState.OVERDUE: "red",
	TrainingState.LAPSED: "orange",
}
CHART_COLOURS = ("#4a7c59", "#1d4f91", "#b5541c", "#c9a227")


def execute(filters: dict[str, Any] | None = None) -> tuple[Any, ...]:
	"""Columns, rows, message, chart and summary, as the desk asks for them. Filter `group_by`: trainings or mentors."""
	filters = checked(filters)
	schemes = operations.schemes_seen(filters.get("scheme"))
	mentors = frappe.get_list(
		"Mentor",
		filters=[["stage", "in", STAGES], *equal(scheme=filters.get("scheme"))],
		fields=[*training.MENTOR_FIELDS, "participant_name"],
		order_by="participant_name, name",
		limit_page_length=ALL,
	)
	found = list(training.rows_of(mentors, operations.policies_of(schemes), getdate(today())))
	counted = _counted(found)
	names = {mentor.name: mentor.participant_name for mentor in mentors}
	if filters.get("group_by") == "Mentor":
		rows = [
			_row(row, names) for row in found if _wanted(row, filters.get("training"), filters.get("state"))
		]
		columns = _columns()
	else:
		rows, columns = [_counted_row(key, row) for key, row in counted.items()], _columns_counted()
	notes = operations.without_policy(schemes) + _nothing(bool(mentors), bool(found), bool(rows))
	return columns, rows, said(notes), _chart(counted), _summary(found, mentors)


def _nothing(mentors: bool, trainings: bool, rows: bool) -> list[str]:
	if not mentors:
		return [
			_(
				"There are no approved mentors yet. Take them through the recruitment first: Mentors, then Actions."
			)
		]
	if not trainings:
		return [
			_(
				"Nothing is asked of the mentors: add trainings on the scheme, under Mentors, or agree one with a mentor."
			)
		]
	return [] if rows else [_("No training answers to these filters: empty one of them.")]


# --- by training


def _counted(found: Sequence[Row]) -> dict[str, dict[str, Any]]:
	"""For each training how many stand how with it, by the name that it is compared by."""
	counted: dict[str, dict[str, Any]] = {}
	for row in found:
		of_training = counted.get(row.key)
		if of_training is None:
			of_training = dict.fromkeys(TrainingState, 0) | {
				"label": training.label_of(row),
				"outstanding": 0,
			}
			counted[row.key] = of_training
		of_training[row.state] += 1
		of_training["outstanding"] += row.outstanding
	return {key: counted[key] for key in sorted(counted, key=lambda key: (key == "", key))}


def _counted_row(key: str, counted: dict[Any, Any]) -> dict[str, Any]:
	asked = sum(counted[state] for state in TrainingState)
	return {
		"training": counted["label"],
		"key": key or training.OF_THE_YEAR,
		"mentors": asked,
		**{state.value.lower(): counted[state] for state in TrainingState},
		"up_to_date": share(asked - counted["outstanding"], asked),
	}


def _columns_counted() -> list[dict[str, Any]]:
	return [
		text("training", _("Training"), 280),
		number("mentors", _("Mentors asked"), 130),
		number("done", _("Done"), 90),
		number("due", _("Due"), 90),
		number("overdue", _("Overdue"), 100),
		number("lapsed", _("Lapsed"), 100),
		number("up_to_date", _("Up to date, %"), 130),
	]


# --- mentor by mentor


def _wanted(row: Row, chosen: str | None, state: str | None) -> bool:
	if chosen and row.key != ("" if chosen == training.OF_THE_YEAR else named(chosen)):
		return False
	return not state or row.state.value == state


def _row(row: Row, names: dict[str, str]) -> dict[str, Any]:
	return {
		"mentor": row.mentor,
		"mentor_name": names[row.mentor],
		"training": training.label_of(row),
		"state": _(row.state.value),
		"colour": COLOURS[row.state],
		"counted": row.counted,
		"last_on": row.last_on,
		"due_on": row.due_on,
		"agreed": _("Agreed in person") if row.agreed else _("Asked of all"),
		"scheme": row.scheme,
	}


def _columns() -> list[dict[str, Any]]:
	return [
		text("mentor_name", _("Mentor"), 190),
		text("training", _("Training"), 260),
		text("state", _("State"), 110),
		text("counted", _("In twelve months"), 140),
		day("last_on", _("Last attended"), 130),
		day("due_on", _("Due, or again by"), 150),
		text("agreed", _("Why"), 150),
		link("scheme", _("Scheme"), "Mentoring Scheme", 220),
		link("mentor", _("Number"), "Mentor", 120),
	]


# --- above both


def _chart(counted: dict[str, dict[str, Any]]) -> dict[str, Any] | None:
	chart = operations.bars(
		[each["label"] for each in counted.values()],
		{_(state.value): [each[state] for each in counted.values()] for state in TrainingState},
		_("How mentors stand with each training"),
		CHART_COLOURS,
	)
	return chart and chart | {"barOptions": {"stacked": 1}}


def _summary(found: Sequence[Row], mentors: Sequence[Any]) -> list[dict[str, Any]]:
	judged = {row.mentor for row in found}
	lacking = {row.mentor for row in found if row.outstanding}
	up_to_date = share(len(judged) - len(lacking), len(judged))
	states = [row.state for row in found]
	return operations.cards(
		(_("Mentors"), len(mentors), "Blue"),
		(_("Up to date"), operations.per_cent(up_to_date), operations.light_of_share(up_to_date)),
		(_("Something missing"), len(lacking), "Red" if lacking else "Green"),
		(_("Overdue"), states.count(TrainingState.OVERDUE), "Blue"),
		(_("Lapsed"), states.count(TrainingState.LAPSED), "Blue"),
	)
